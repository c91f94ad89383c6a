package tiryaq.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.cli.fix.Choice;
import tiryaq.cli.fix.LeftBehind;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.journal.Journals;

/** {@code tiryaq fix}: applies a treatment, proves it, and says what works now. */
final class FixCommand {
    private FixCommand() {}

    static ExitCode run(Session session) throws IOException {
        if (session.options().has("--log")) {
            return session.options().has("--rerun")
                    ? session.complain(Say.of("cli.rerun-of-log"), ExitCode.USAGE)
                    : LogInput.read(session, (consultation, read) -> ofLog(session, consultation, read));
        }
        if (session.run().isEmpty()) {
            return session.complain(
                    DiagnoseCommand.absentPython(session).orElse(Say.of("cli.fix-needs-command")), ExitCode.USAGE);
        }
        RunFolder run = session.run().get();
        Consultation consultation = new Consultation(session);
        Command command = run.command();
        Finished finished = consultation.watch(run);
        Optional<ExitCode> unable =
                finished.passed() ? Optional.empty() : DiagnoseCommand.unable(session, consultation, command, finished);
        if (unable.isPresent()) {
            return unable.get();
        }
        if (finished.passed()) {
            return passed(session, consultation.outlived(command, finished));
        }
        boolean planned = session.options().has("--plan") && !session.options().has("--dry-run");
        if (planned ? hidden(session, consultation, command, finished) : clear(session, command.folder())) {
            // What was looked up while the command ran is not so any more.
            consultation = new Consultation(session);
        }
        Consulted sick = consultation.examine(command, finished);
        boolean explained = sick.finding().verdict() == Finding.Verdict.DIAGNOSED;
        ExitCode code = explained ? cure(session, consultation, run, command, sick) : nothing(session, sick);
        DiagnoseCommand.noScript(session, consultation, sick, command);
        DiagnoseCommand.optionAfter(session, consultation, sick, command);
        return code;
    }

    /**
     * Takes back what an interrupted treatment left in the way, and tells of it. Not where a treatment was named, which
     * is done as it was shown.
     */
    static boolean clear(Session session, String folder) {
        boolean mayClear = !Choice.named(session.options())
                && !session.options().has("--dry-run")
                && (session.options().has("--yes") || session.options().has("--fix") || session.mayAsk());
        LeftBehind left = leftBehind(session, folder, mayClear);
        left.told().forEach(session::narrate);
        return left.cleared();
    }

    private static LeftBehind leftBehind(Session session, String folder, boolean mayClear) {
        return Journals.of(session.environment())
                .map(journals -> LeftBehind.in(journals, folder, mayClear))
                .orElseGet(() -> new LeftBehind(List.of(), false));
    }

    /**
     * Whether the plan that is named is none as long as what an interrupted treatment left is there, which then is
     * taken back: it was shown before that.
     */
    private static boolean hidden(Session session, Consultation consultation, Command command, Finished finished) {
        LeftBehind there = leftBehind(session, command.folder(), false);
        if (there.told().isEmpty()) {
            return false;
        }
        Examined examined = consultation.examine(command, finished).examined();
        if (examined != null) {
            Fix.Offers offers = offers(session, consultation, examined, command);
            if (Choice.of(
                            session.options(),
                            offers.seen().treatments(),
                            offers.now().treatments())
                    instanceof Choice.Made) {
                there.told().forEach(session::narrate);
                return false;
            }
        }
        LeftBehind left = leftBehind(session, command.folder(), true);
        left.told().forEach(session::narrate);
        return left.cleared();
    }

    /** A command that passes is not changed: that it passed once more would prove no cure of what it outlived. */
    private static ExitCode passed(Session session, Consulted outlived) {
        return outlived.finding().verdict() == Finding.Verdict.DIAGNOSED
                ? session.show(outlived.finding().after(outcome(Outcome.Status.NOT_CURED)), ExitCode.FAILURE)
                : nothing(session, outlived);
    }

    /** What is to be done about a log: all but running the program, whose arguments it does not tell. */
    private static ExitCode ofLog(Session session, Consultation consultation, LogRead read) throws IOException {
        Consulted sick = read.consulted();
        // What nothing explains here may be plain where it was printed.
        boolean strange = sick.finding().verdict() == Finding.Verdict.UNKNOWN
                && read.elsewhere().isPresent();
        if (sick.finding().verdict() != Finding.Verdict.DIAGNOSED && !strange) {
            return nothing(session, sick);
        }
        if (read.elsewhere().isPresent() || read.command().isEmpty()) {
            List<Say> why = read.elsewhere().map(List::of).orElse(List.of());
            return session.show(sick.finding().after(outcome(Outcome.Status.REFUSED)), why, ExitCode.FAILURE);
        }
        return cure(session, consultation, null, read.command().get(), sick);
    }

    private static ExitCode nothing(Session session, Consulted sick) {
        boolean unknown = sick.finding().verdict() == Finding.Verdict.UNKNOWN;
        Outcome nothing = outcome(unknown ? Outcome.Status.NOT_CURED : Outcome.Status.NOTHING_TO_DO);
        return session.show(sick.finding().after(nothing), Fix.code(sick));
    }

    private static ExitCode cure(
            Session session, Consultation consultation, @Nullable RunFolder run, Command command, Consulted sick)
            throws IOException {
        Examined examined = sick.examined();
        if (examined == null) {
            return session.show(sick.finding().after(outcome(Outcome.Status.NOT_CURED)), ExitCode.FAILURE);
        }
        Optional<Journals> journals = Journals.of(session.environment());
        if (journals.isEmpty()) {
            List<Say> why = List.of(Say.of("cli.no-state-folder"));
            return session.show(sick.finding().after(outcome(Outcome.Status.NOT_CURED)), why, ExitCode.FAILURE);
        }
        // What came through standard input cannot be run again.
        Fix fix = new Fix(session, sick.finding().source().input() ? null : run, journals.get(), sick);
        return fix.choose(offers(session, consultation, examined, command));
    }

    static Fix.Offers offers(Session session, Consultation consultation, Examined examined, Command command) {
        // Before the index is asked: what it says is remembered, and would change what was seen.
        Offering.Offer seen = Choice.named(session.options())
                ? consultation.offer(examined, command, Offering.Index.REMEMBERED)
                : null;
        Offering.Offer now = consultation.offer(examined, command, Offering.Index.ASKED);
        if (seen == null) {
            return new Fix.Offers(now, now);
        }
        // What was shown before the index was asked is still what the id stands for once it has answered.
        boolean known = session.options().value("--plan").isEmpty()
                || Choice.of(session.options(), seen.treatments(), now.treatments()) instanceof Choice.Made;
        Offering.Offer before = known ? seen : consultation.offer(examined, command, Offering.Index.UNHEARD);
        boolean shown = Choice.of(session.options(), before.treatments(), now.treatments()) instanceof Choice.Made;
        return new Fix.Offers(shown ? before : seen, now);
    }

    static Outcome outcome(Outcome.Status status) {
        return new Outcome(status, null, List.of(), null, List.of());
    }
}
