package tiryaq.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.catalogue.Examined;
import tiryaq.cli.fix.Allowed;
import tiryaq.cli.fix.Choice;
import tiryaq.cli.fix.Consent;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.MissingProgram;
import tiryaq.cli.options.OptionReader;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.report.Report;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.journal.Journals;

/** {@code tiryaq run}: the launcher ran the command untouched; here it is told why it died, and cured if asked. */
final class RunCommand {
    /** What pytest ends with where not even all tests could be read, and up to where it is its own end. */
    private static final int INTERRUPTED = 2;

    private static final int MISUSED = 4;

    private RunCommand() {}

    static ExitCode run(Session session) throws IOException {
        if (session.run().isEmpty()) {
            return session.complain(
                    DiagnoseCommand.absentPython(session).orElse(Say.of("cli.run-needs-command")), ExitCode.USAGE);
        }
        RunFolder run = session.run().get();
        Consultation consultation = new Consultation(session);
        Finished finished = run.await(early -> {});
        Aftermath aftermath = finished.passed() ? Aftermath.AS_LAST : after(session, consultation, run, finished);
        Integer code = finished.signal() == 0 ? finished.exitCode() : null;
        if (aftermath == Aftermath.AS_FIRST && code != null) {
            run.done(code);
        } else {
            run.doneAsTheCommand();
        }
        return ExitCode.FINE;
    }

    /** As which run of the program tiryaq ends: cures that failed leave the first one standing. */
    private enum Aftermath {
        AS_FIRST,
        AS_LAST
    }

    private static Aftermath after(Session session, Consultation consultation, RunFolder run, Finished finished)
            throws IOException {
        Optional<Say> python = consultation.notPython(run.command().folder());
        if (python.isPresent()) {
            session.apart(finished.output());
            session.tell(python.get());
            return Aftermath.AS_LAST;
        }
        Optional<String> missing = consultation.missing(run.command(), finished);
        if (missing.isPresent()) {
            // The launcher has said so already.
            Optional<String> meant = OptionReader.meant(session.options(), missing.get());
            if (meant.isPresent()) {
                session.tell(Say.of("cli.taken-for-program", "command", missing.get(), "near", meant.get()));
                return Aftermath.AS_LAST;
            }
            Command command = run.command();
            MissingProgram instead = consultation.instead(missing.get(), command);
            DiagnoseCommand.report(
                    session,
                    instead,
                    () -> consultation.examine(command, finished).finding(),
                    ExitCode.UNEXPLAINED);
            if (instead.instead() != null) {
                DiagnoseCommand.instead(session, instead);
            }
            return Aftermath.AS_LAST;
        }
        boolean fix = session.options().has("--fix") || session.options().has("--yes");
        Consultation now =
                fix && FixCommand.clear(session, run.command().folder()) ? new Consultation(session) : consultation;
        Consulted consulted = now.examine(run.command(), finished);
        Aftermath aftermath = switch (consulted.finding().verdict()) {
            case HEALTHY, OWN_FAILURE -> Aftermath.AS_LAST;
            case UNKNOWN -> {
                session.apart(finished.output());
                session.show(consulted.finding(), consulted.code());
                yield Aftermath.AS_LAST;
            }
            case DIAGNOSED -> {
                session.apart(finished.output());
                yield cure(session, now, run, consulted);
            }
        };
        if (consulted.finding().verdict() != Finding.Verdict.OWN_FAILURE) {
            DiagnoseCommand.optionAfter(session, consultation, consulted, run.command());
        } else if (finished.output().isEmpty() && toldElsewhere(consulted, finished)) {
            lookInto(session, run.command(), fix);
        }
        return aftermath;
    }

    /** Whether the command is one that writes its errors to stdout, of which {@code run} keeps nothing. */
    private static boolean toldElsewhere(Consulted consulted, Finished finished) {
        return consulted.examined() != null
                && consulted.examined().resolution().orElse(null) instanceof Invocation ran
                && ran.runsPytest()
                && finished.exitCode() >= INTERRUPTED
                && finished.exitCode() <= MISUSED;
    }

    private static void lookInto(Session session, Command command, boolean fix) {
        if (session.options().json() || session.options().has("--quiet")) {
            return;
        }
        List<String> words = new ArrayList<>(List.of("tiryaq", fix ? "fix" : "diagnose", "--"));
        words.addAll(command.argv());
        session.tell(Say.of("cli.told-on-stdout"));
        session.append("\n" + Report.next(Say.of("text.next.with-stdout"), words, session.text()));
    }

    private static Aftermath cure(Session session, Consultation consultation, RunFolder run, Consulted sick)
            throws IOException {
        Examined examined = sick.examined();
        Optional<Journals> journals = Journals.of(session.environment());
        boolean fix = session.options().has("--fix") || session.options().has("--yes");
        if (examined == null || journals.isEmpty() || !(fix || session.mayAsk())) {
            session.show(sick.finding(), sick.code());
            return Aftermath.AS_LAST;
        }
        Offering.Offer offer = consultation.offer(examined, run.command(), Offering.Index.ASKED);
        Consulted shown = sick.curable(offer.treatments());
        // What came through standard input cannot be run again: what only that would prove is not applied.
        boolean input = sick.finding().source().input();
        List<Treatment> ours = !input
                ? Choice.automatic(offer.treatments())
                : Allowed.of(sick.finding(), offer.treatments(), false, false)
                                instanceof Allowed.Some(List<Treatment> provable)
                        ? provable
                        : List.of();
        if (ours.isEmpty()) {
            session.show(shown.finding(), shown.code());
            return Aftermath.AS_LAST;
        }
        AtTerminal person = new AtTerminal(session, offer.treatments(), 1);
        if (!fix) {
            session.showToAsk(shown.finding(), shown.code());
            Optional<Treatment> begun = person.begins(ours, shown.finding());
            if (begun.isEmpty()) {
                return Aftermath.AS_LAST;
            }
            ours = Fix.from(begun.get(), ours);
        }
        Consent consent = fix ? Consent.ALL : Consent.SHOWN;
        Cure cure = new Cure(session, input ? null : run, journals.get(), consent, person, true);
        Cure.Cured cured = cure.apply(sick, ours, offer.environments());
        cured.setOff(session);
        session.show(shown.finding().after(cured.outcome()), sick.code());
        return cured.outcome().status() == Outcome.Status.CURED ? Aftermath.AS_LAST : Aftermath.AS_FIRST;
    }
}
