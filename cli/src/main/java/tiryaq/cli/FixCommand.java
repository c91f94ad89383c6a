package tiryaq.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.command.Command;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
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
            return session.complain(Say.of("cli.fix-needs-command"), ExitCode.USAGE);
        }
        RunFolder run = session.run().get();
        Consultation consultation = new Consultation(session);
        Command command = run.command();
        consultation.prepare(command);
        Finished finished = run.await();
        Optional<ExitCode> unable =
                finished.passed() ? Optional.empty() : DiagnoseCommand.unable(session, consultation, command, finished);
        if (unable.isPresent()) {
            return unable.get();
        }
        Consulted sick = consultation.examine(command, finished);
        return sick.finding().verdict() == Finding.Verdict.DIAGNOSED
                ? cure(session, consultation, run, command, sick)
                : nothing(session, sick);
    }

    /** What is to be done about a log: all but running the program, whose arguments it does not tell. */
    private static ExitCode ofLog(Session session, Consultation consultation, LogRead read) throws IOException {
        Consulted sick = read.consulted();
        if (sick.finding().verdict() != Finding.Verdict.DIAGNOSED) {
            return nothing(session, sick);
        }
        if (read.elsewhere().isPresent() || read.command().isEmpty()) {
            read.elsewhere().ifPresent(session::tell);
            return session.show(sick.finding().after(outcome(Outcome.Status.REFUSED)), ExitCode.FAILURE);
        }
        return cure(session, consultation, null, read.command().get(), sick);
    }

    private static ExitCode nothing(Session session, Consulted sick) {
        boolean unknown = sick.finding().verdict() == Finding.Verdict.UNKNOWN;
        Outcome nothing = outcome(unknown ? Outcome.Status.NOT_CURED : Outcome.Status.NOTHING_TO_DO);
        return session.show(sick.finding().after(nothing), code(sick));
    }

    private static ExitCode cure(
            Session session, Consultation consultation, @Nullable RunFolder run, Command command, Consulted sick)
            throws IOException {
        Examined examined = sick.examined();
        Optional<Journals> journals = Journals.of(session.environment());
        if (examined == null || journals.isEmpty()) {
            session.tell(Say.of("cli.no-state-folder"));
            return session.show(sick.finding().after(outcome(Outcome.Status.NOT_CURED)), ExitCode.FAILURE);
        }
        Consultation.Offer offer = consultation.offer(examined, command, true);
        Consulted shown = sick.curable(offer.treatments());
        Optional<List<Treatment>> chosen = chosen(session, offered(session, consultation, examined, command, offer));
        if (chosen.isEmpty()) {
            return ExitCode.USAGE;
        }
        if (session.options().has("--dry-run")) {
            Consulted only = exact(session) ? sick.curable(chosen.get()) : shown;
            return session.show(only.finding(), ExitCode.FAILURE);
        }
        List<Treatment> ours = exact(session) ? automatic(chosen.get()) : unasked(chosen.get());
        if (ours.isEmpty()) {
            if (!automatic(chosen.get()).isEmpty()) {
                session.tell(Say.of("treatment.failed.namesake"));
            } else if (!chosen.get().isEmpty()) {
                boolean withheld = chosen.get().stream().anyMatch(Treatment::isWithheld);
                session.tell(Say.of(withheld ? "treatment.failed.offline" : "treatment.failed.by-hand"));
            }
            return session.show(shown.finding().after(outcome(Outcome.Status.REFUSED)), ExitCode.FAILURE);
        }
        boolean again = run != null && (session.options().has("--rerun") || sick.diedImporting());
        if (sick.assumed() && !again) {
            session.tell(Say.of("cli.rerun-decides"));
            return session.show(shown.finding().after(outcome(Outcome.Status.REFUSED)), ExitCode.FAILURE);
        }
        List<Treatment> whole =
                again ? ours : ours.stream().filter(each -> whole(sick, each)).toList();
        if (whole.isEmpty() && Treatments.onlyRunProves(ours.getFirst())) {
            session.tell(Say.of(run == null ? "cli.rerun-proves.log" : "cli.rerun-proves"));
            return session.show(shown.finding().after(outcome(Outcome.Status.REFUSED)), ExitCode.FAILURE);
        }
        if (whole.isEmpty()) {
            session.tell(Say.of(run == null ? "cli.others-remain.log" : "cli.others-remain"));
            remaining(sick, ours.getFirst()).forEach(session::tell);
            return session.show(shown.finding().after(outcome(Outcome.Status.REFUSED)), ExitCode.FAILURE);
        }
        boolean asked = session.interactive() && !session.options().json();
        if (!approved(session, shown, asked)) {
            return asked
                    ? ExitCode.FAILURE
                    : session.show(shown.finding().after(outcome(Outcome.Status.REFUSED)), ExitCode.FAILURE);
        }
        Cure.Cured cured = new Cure(
                        session,
                        run,
                        journals.get(),
                        consent(session),
                        session.options().has("--rerun"))
                .apply(sick, whole, offer.environments());
        ExitCode code = code(cured);
        // What was proved leaves the program's own failure as it is.
        boolean own =
                code == ExitCode.FINE && cured.after() == null && sick.finding().ownFailureBeside();
        return session.show(shown.finding().after(cured.outcome()), own ? ExitCode.OWN_FAILURE : code);
    }

    /** Whether the proofs alone show that each failure of the environment is gone. */
    private static boolean whole(Consulted sick, Treatment treatment) {
        return !Treatments.onlyRunProves(treatment)
                && remaining(sick, treatment).isEmpty();
    }

    private static List<Say> remaining(Consulted sick, Treatment treatment) {
        List<Say> remaining = new ArrayList<>();
        for (Diagnosis each : sick.finding().remaining(treatment.proof())) {
            remaining.add(each.summary());
        }
        // A log may be of other programs as well, which this cure is not for.
        if (sick.finding().more() > 0 && sick.finding().source().log() == null) {
            remaining.add(Say.of(
                    "text.beside.more", "count", String.valueOf(sick.finding().more())));
        }
        return remaining;
    }

    private static Consent consent(Session session) {
        if (exact(session)) {
            return Consent.ONE;
        }
        return session.options().has("--yes") ? Consent.ALL : Consent.SHOWN;
    }

    /** Whether the user named the one treatment, so that nothing else may be done. */
    private static boolean exact(Session session) {
        return session.options().has("--plan") || session.options().has("--treatment");
    }

    /** What was shown by {@code diagnose}, which asks no index, can be asked for by its id as well. */
    private static List<Treatment> offered(
            Session session, Consultation consultation, Examined examined, Command command, Consultation.Offer offer) {
        if (!session.options().has("--plan")) {
            return offer.treatments();
        }
        List<Treatment> all = new ArrayList<>(offer.treatments());
        all.addAll(consultation.offer(examined, command, false).treatments());
        return all;
    }

    private static ExitCode code(Cure.Cured cured) {
        return switch (cured.outcome().status()) {
            case CURED -> cured.after() == null ? ExitCode.FINE : code(cured.after());
            case NOTHING_TO_DO -> ExitCode.FINE;
            case NOT_CURED, ROLLED_BACK, REFUSED -> ExitCode.FAILURE;
            case ROLLBACK_FAILED -> ExitCode.NOT_PUT_BACK;
        };
    }

    /** Here 4 says that something could not be put back: what nothing explains is only not cured. */
    private static ExitCode code(Consulted consulted) {
        ExitCode code = consulted.code();
        return code == ExitCode.UNEXPLAINED ? ExitCode.FAILURE : code;
    }

    /** The treatments to try; empty, and said why, where what was asked for is not there. */
    private static Optional<List<Treatment>> chosen(Session session, List<Treatment> all) {
        Optional<String> number = session.options().value("--treatment");
        Optional<String> plan = session.options().value("--plan");
        if (number.isPresent()) {
            int at = Integer.parseInt(number.get());
            if (at < 1 || at > all.size()) {
                session.tell(
                        Say.of("cli.no-such-treatment", "number", number.get(), "count", String.valueOf(all.size())));
                return Optional.empty();
            }
            return Optional.of(List.of(all.get(at - 1)));
        }
        if (plan.isPresent()) {
            List<Treatment> same =
                    all.stream().filter(each -> each.id().equals(plan.get())).toList();
            if (same.isEmpty()) {
                session.tell(Say.of("cli.no-such-plan", "id", plan.get()));
                return Optional.empty();
            }
            return Optional.of(List.of(same.getFirst()));
        }
        return Optional.of(all);
    }

    private static List<Treatment> automatic(List<Treatment> all) {
        List<Treatment> ours = new ArrayList<>();
        for (Treatment treatment : all) {
            if (treatment.automatic()) {
                ours.add(treatment);
            }
        }
        return ours;
    }

    /** Those of them that may be applied without being asked for by number or id. */
    static List<Treatment> unasked(List<Treatment> all) {
        List<Treatment> ours = automatic(all);
        ours.removeIf(Treatment::isOnlyByName);
        return ours;
    }

    private static boolean approved(Session session, Consulted shown, boolean asked) {
        if (session.options().has("--yes") || session.options().has("--plan")) {
            return true;
        }
        if (!asked) {
            session.tell(Say.of("cli.needs-yes"));
            return false;
        }
        session.showToAsk(shown.finding(), ExitCode.FAILURE);
        return confirmed(session);
    }

    /** Asks on the terminal itself: stdin is the program's. */
    static boolean confirmed(Session session) {
        session.tell(Say.of("cli.confirm"));
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            int first = terminal.read();
            int next = first;
            while (next >= 0 && next != '\n') {
                next = terminal.read();
            }
            boolean yes = first == 'y' || first == 'Y';
            if (!yes) {
                session.tell(Say.of("cli.not-confirmed"));
            }
            return yes;
        } catch (IOException e) {
            // Some sessions have terminals on their descriptors and none of their own.
            session.tell(Say.of("cli.needs-yes"));
            return false;
        }
    }

    static Outcome outcome(Outcome.Status status) {
        return new Outcome(status, null, List.of(), null, List.of());
    }
}
