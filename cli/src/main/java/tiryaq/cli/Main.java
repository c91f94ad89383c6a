package tiryaq.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.cli.launch.LauncherGoneException;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.launch.UserEnvironment;
import tiryaq.cli.options.OptionReader;
import tiryaq.cli.options.Options;
import tiryaq.cli.stream.Outlet;
import tiryaq.cli.stream.PlainMarks;
import tiryaq.diagnosis.Say;
import tiryaq.report.Report;

/** The entry point. */
public final class Main {
    private Main() {}

    /** Runs tiryaq and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = Outlet.to(new FileOutputStream(FileDescriptor.out));
        PrintStream err = Outlet.to(new FileOutputStream(FileDescriptor.err));
        int code = execute(List.of(args), System.getenv(), System.in, out, err);
        out.flush();
        err.flush();
        // What an ending owes is done by now; an orderly exit would set up a logger first, ten milliseconds of it.
        Runtime.getRuntime().halt(code);
    }

    /** Runs tiryaq with these words and streams; {@code variables} are those of our own process. */
    static int execute(
            List<String> words, Map<String, String> variables, InputStream in, PrintStream out, PrintStream err) {
        Optional<RunFolder> run = Optional.empty();
        Session session = new Session(
                new Options("", Map.of(), List.of()),
                UserEnvironment.of(variables),
                run,
                in,
                out,
                err,
                terminals(variables));
        try {
            run = RunFolder.fromEnvironment(variables);
            Map<String, String> environment = run.isPresent() ? run.get().environment() : session.environment();
            Options options = OptionReader.read(words);
            boolean plain = !options.json() && PlainMarks.needed(environment);
            session = new Session(
                    options,
                    environment,
                    run,
                    in,
                    plain ? new PlainMarks(out) : out,
                    plain ? new PlainMarks(err) : err,
                    terminals(variables));
            ExitCode code =
                    written(out, session, dispatch(session, Optional.ofNullable(variables.get("TIRYAQ_LAUNCHER"))));
            err.flush();
            if (run.isPresent()) {
                if (!options.verb().equals("run")) {
                    run.get().done(code.number());
                }
                run.get().linger();
            }
            return code.number();
        } catch (LauncherGoneException e) {
            // Nobody is left who could be told.
            return ExitCode.FAULT.number();
        } catch (OptionReader.Misunderstood e) {
            session.complain(e.say(), ExitCode.USAGE);
            return end(run, ExitCode.USAGE);
        } catch (Exception | Error e) {
            boolean ofRun = session.options().verb().equals("run");
            session.complain(
                    Say.of("cli.internal-error", "error", place(e), "version", Report.version()), ExitCode.FAULT);
            return end(run, ofRun ? ExitCode.FAULT_OF_RUN : ExitCode.FAULT);
        }
    }

    /** An answer that did not get out is none. */
    private static ExitCode written(PrintStream out, Session session, ExitCode code) {
        out.flush();
        return out instanceof Outlet outlet && outlet.lost()
                ? session.complain(Say.of("cli.cannot-write", "path", "stdout"), ExitCode.USAGE)
                : code;
    }

    private static int end(Optional<RunFolder> run, ExitCode code) {
        if (run.isPresent()) {
            try {
                run.get().done(code.number());
            } catch (IOException e) {
                // The launcher is gone, and with it everybody who could be told.
                return code.number();
            }
        }
        return code.number();
    }

    /** What went wrong and where: enough to find it, and no stack trace for a user. */
    private static String place(Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        String at = stack.length == 0 ? "" : " at " + stack[0].getClassName() + ":" + stack[0].getLineNumber();
        String message = fault.getMessage();
        return fault.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")") + at;
    }

    private static String terminals(Map<String, String> variables) {
        return variables.getOrDefault("TIRYAQ_TERMINALS", "");
    }

    static ExitCode dispatch(Session session, Optional<String> launcher) throws IOException {
        if (session.options().has("--help")) {
            if (session.options().has("--output")) {
                return session.write(HelpPage.of(session), ExitCode.FINE);
            }
            session.out().print(HelpPage.of(session));
            session.out().flush();
            return ExitCode.FINE;
        }
        if (session.options().has("--version")) {
            return session.write("tiryaq " + Report.version() + "\n", ExitCode.FINE);
        }
        return switch (session.options().verb()) {
            case "diagnose" -> DiagnoseCommand.run(session);
            case "run" -> RunCommand.run(session);
            case "fix" -> FixCommand.run(session);
            case "undo" -> UndoCommand.run(session);
            case "history" -> HistoryCommand.run(session);
            case "demo" -> DemoCommand.run(session, launcher);
            case "explain" -> ExplainCommand.run(session);
            default -> session.complain(Say.of("cli.nothing-to-diagnose"), ExitCode.USAGE);
        };
    }
}
