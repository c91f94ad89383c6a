package tiryaq.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;

/** {@code tiryaq diagnose}: names the cause, from a log alone or by running the command; changes nothing. */
final class DiagnoseCommand {
    private DiagnoseCommand() {}

    static ExitCode run(Session session) throws IOException {
        if (session.run().isPresent()) {
            return ofCommand(session, session.run().get());
        }
        if (session.options().has("--log")) {
            return ofLog(session, session.options().value("--log").orElse("-"));
        }
        if (!session.options().words().isEmpty() || session.terminals().contains("0")) {
            return session.complain(Say.of("cli.nothing-to-diagnose"), ExitCode.USAGE);
        }
        return ofLog(session, "-");
    }

    private static ExitCode ofCommand(Session session, RunFolder run) throws IOException {
        Consultation consultation = new Consultation(session);
        Command command = run.command();
        consultation.prepare(command);
        Finished finished = run.await();
        Optional<ExitCode> unable =
                finished.passed() ? Optional.empty() : unable(session, consultation, command, finished);
        if (unable.isPresent()) {
            return unable.get();
        }
        Consulted consulted = consultation.examine(command, finished);
        return session.show(consulted.finding(), consulted.code());
    }

    /** Says what is missing, where the command or the Python that was named is not there. */
    static Optional<ExitCode> unable(Session session, Consultation consultation, Command command, Finished finished) {
        Optional<String> python = consultation.notPython(command.folder());
        if (python.isPresent()) {
            return Optional.of(
                    session.complain(Say.of("cli.no-such-interpreter", "path", python.get()), ExitCode.USAGE));
        }
        Optional<String> missing = consultation.missing(command, finished);
        if (missing.isPresent()) {
            if (session.options().json()) {
                session.show(consultation.examine(command, finished).finding(), ExitCode.UNEXPLAINED);
            }
            return Optional.of(
                    session.complain(Say.of("cli.command-not-found", "command", missing.get()), ExitCode.UNEXPLAINED));
        }
        return Optional.empty();
    }

    private static ExitCode ofLog(Session session, String log) throws IOException {
        Consultation consultation = new Consultation(session);
        String folder = Paths.absolute("/", System.getProperty("user.dir", "/"));
        Optional<String> python = consultation.notPython(folder);
        if (python.isPresent()) {
            return session.complain(Say.of("cli.no-such-interpreter", "path", python.get()), ExitCode.USAGE);
        }
        if (log.equals("-")) {
            return read(session, consultation, session.in(), log, folder);
        }
        try (InputStream in = Files.newInputStream(Path.of(log))) {
            if (Files.isDirectory(Path.of(log))) {
                return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
            }
            return read(session, consultation, in, log, folder);
        } catch (AccessDeniedException e) {
            return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
        } catch (IOException | InvalidPathException e) {
            return session.complain(Say.of("cli.no-such-log", "path", log), ExitCode.USAGE);
        }
    }

    private static ExitCode read(Session session, Consultation consultation, InputStream in, String log, String folder)
            throws IOException {
        PushbackInputStream output = new PushbackInputStream(in);
        int first = output.read();
        if (first < 0 && !session.options().has("--log")) {
            return session.complain(Say.of("cli.nothing-to-diagnose"), ExitCode.USAGE);
        }
        if (first < 0 && !session.options().json()) {
            return session.complain(Say.of("cli.log-empty"), ExitCode.FINE);
        }
        if (first >= 0) {
            output.unread(first);
        }
        Optional<Consulted> consulted = consultation.read(output, log, folder);
        return consulted.isEmpty()
                ? session.complain(Say.of("cli.log-no-text", "path", log), ExitCode.USAGE)
                : session.show(consulted.get().finding(), consulted.get().code());
    }
}
