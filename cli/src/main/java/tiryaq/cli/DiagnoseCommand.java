package tiryaq.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tiryaq.catalogue.Examined;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.MissingProgram;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.report.Finding;
import tiryaq.report.Report;
import tiryaq.treatment.Outcome;

/** {@code tiryaq diagnose}: names the cause, from a log alone or by running the command; changes nothing. */
final class DiagnoseCommand {
    private DiagnoseCommand() {}

    static ExitCode run(Session session) throws IOException {
        if (session.run().isPresent()) {
            return ofCommand(session, session.run().get());
        }
        boolean piped =
                session.options().words().isEmpty() && !session.terminals().contains("0");
        if (!session.options().has("--log") && !piped) {
            return session.complain(absentPython(session).orElse(Say.of("cli.nothing-to-diagnose")), ExitCode.USAGE);
        }
        return LogInput.read(
                session,
                (consultation, read) -> session.show(
                        planned(consultation, read).finding(), read.consulted().code()));
    }

    /** A log of this machine can be acted on like a command that was run here. */
    private static Consulted planned(Consultation consultation, LogRead read) {
        Examined examined = read.consulted().examined();
        boolean here = read.elsewhere().isEmpty()
                && read.command().isPresent()
                && read.consulted().finding().verdict() == Finding.Verdict.DIAGNOSED;
        return here && examined != null
                ? read.consulted()
                        .curable(consultation
                                .offer(examined, read.command().get(), Offering.Index.REMEMBERED)
                                .treatments())
                : read.consulted();
    }

    private static ExitCode ofCommand(Session session, RunFolder run) throws IOException {
        Consultation consultation = new Consultation(session);
        Command command = run.command();
        Finished finished = consultation.watch(run);
        Optional<ExitCode> unable =
                finished.passed() ? Optional.empty() : unable(session, consultation, command, finished);
        if (unable.isPresent()) {
            return unable.get();
        }
        Consulted consulted =
                finished.passed() ? consultation.outlived(command, finished) : consultation.examine(command, finished);
        ExitCode code = session.show(consulted.finding(), consulted.code());
        noScript(session, consultation, consulted, command);
        optionAfter(session, consultation, consulted, command);
        return code;
    }

    /** After a failure that is no more than a script that is not there: what is. */
    static void noScript(Session session, Consultation consultation, Consulted consulted, Command command) {
        if (consulted.finding().verdict() == Finding.Verdict.OWN_FAILURE
                && !session.options().json()
                && !session.options().has("--quiet")) {
            consultation
                    .noScript(consulted, command)
                    .filter(missing -> missing.instead() != null)
                    .ifPresent(missing -> instead(session, missing));
        }
    }

    /** After a failure that is answered: what the program was given that was meant for tiryaq. */
    static void optionAfter(Session session, Consultation consultation, Consulted consulted, Command command) {
        if (consulted.finding().verdict() != Finding.Verdict.HEALTHY
                && !session.options().json()
                && !session.options().has("--quiet")) {
            consultation.optionAfter(command).ifPresent(said -> {
                session.append("\n");
                session.list(said);
            });
        }
    }

    /** Says what is not there, and how the same is asked of what is. */
    static void instead(Session session, MissingProgram missing, Say... more) {
        session.tell(missing.said());
        if (!session.options().json()) {
            List.of(more).forEach(session::narrate);
        }
        if (missing.instead() != null
                && !session.options().json()
                && !session.options().has("--quiet")) {
            List<String> words =
                    new ArrayList<>(List.of("tiryaq", session.options().verb(), "--"));
            words.addAll(missing.instead().argv());
            session.append("\n" + Report.next(Say.of("text.next.instead"), words, session.text()));
        }
    }

    /** Why the launcher started no command: the Python that is named is not there. Empty where it is. */
    static Optional<Say> absentPython(Session session) {
        return session.options().words().isEmpty()
                ? Optional.empty()
                : new Consultation(session).notPython(Paths.absolute("/", System.getProperty("user.dir", "/")));
    }

    /** Writes the answer of a command that is not there for who reads it elsewhere than on the screen. */
    static void report(Session session, MissingProgram missing, Supplier<Finding> finding, ExitCode code) {
        if (!session.options().json() && session.options().has("--output")) {
            session.write(Report.text(missing.said(), session.text()), code);
        }
        if (session.options().json()) {
            Finding found = finding.get();
            boolean fix = session.options().verb().equals("fix");
            session.show(fix ? found.after(FixCommand.outcome(Outcome.Status.NOT_CURED)) : found, code);
        }
    }

    /** Says what is missing, where the command or the Python that was named is not there. */
    static Optional<ExitCode> unable(Session session, Consultation consultation, Command command, Finished finished) {
        Optional<Say> python = consultation.notPython(command.folder());
        if (python.isPresent()) {
            return Optional.of(session.complain(python.get(), ExitCode.USAGE));
        }
        Optional<String> missing = consultation.missing(command, finished);
        if (missing.isPresent()) {
            ExitCode code = session.options().verb().equals("fix") ? ExitCode.FAILURE : ExitCode.UNEXPLAINED;
            MissingProgram instead = consultation.instead(missing.get(), command);
            report(
                    session,
                    instead,
                    () -> consultation.examine(command, finished).finding(),
                    code);
            if (instead.instead() == null) {
                instead(session, instead, Say.of("cli.command-not-found.log"));
            } else {
                instead(session, instead);
            }
            return Optional.of(code);
        }
        return Optional.empty();
    }
}
