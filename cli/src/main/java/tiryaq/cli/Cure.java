package tiryaq.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.cli.fix.Allowed;
import tiryaq.cli.fix.Approval;
import tiryaq.cli.fix.Choice;
import tiryaq.cli.fix.Consent;
import tiryaq.cli.fix.CureRecord;
import tiryaq.cli.fix.LivesOn;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.command.Command;
import tiryaq.command.Rebuild;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.report.Report;
import tiryaq.treatment.Applied;
import tiryaq.treatment.Conditions;
import tiryaq.treatment.Execution;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Proofs;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.candidates.StandingEnvironment;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;
import tiryaq.treatment.journal.Working;

/**
 * Applies treatments one after the other until the command that failed works, or all is as before. A failure that a
 * treatment uncovers is treated on top of it, in a round of its own.
 */
final class Cure {
    /** How often a version is let go, or a distribution added, before a treatment is given up. */
    private static final int ALTERED = 4;

    /** A program that only works ends before, or shows by what it prints that it is at work. */
    private static final Duration LIVING = Duration.ofSeconds(10);

    private static final int INTERRUPTED = 2;
    private static final int TERMINATED = 15;

    /** How many failures behind one another are treated. */
    private static final int ROUNDS = 4;

    /** They stand for "all that it needs is there": a failure under them refutes just that. */
    private static final Set<String> ELSEWHERE =
            Set.of(Treatments.OTHER_INTERPRETER, Treatments.PROJECT_ENVIRONMENT, Treatments.FOREIGN_ENVIRONMENT);

    private final Session session;
    private final @Nullable RunFolder run;
    private final Journals journals;
    private final Consent consent;
    private final Approval approval;
    private final boolean rerun;
    private final Duration patience;
    private final CureRecord record = new CureRecord();
    private final Set<String> known = new HashSet<>();

    /** The id of the treatment that was approved before anything began. */
    private String first = "";

    /** The one journal of all that stands now; null where nothing does. */
    private @Nullable String standing;

    /** The environment that it leads back from; null where none was made. */
    private @Nullable StandingEnvironment environment;

    /** A treatment was not approved, or we are being ended: nothing else is applied from then on. */
    private boolean declined;

    private boolean interrupted;

    /**
     * In one session.
     *
     * @param run runs the program; null where only its output is at hand
     * @param approval asked for each treatment but the first where only what was shown is approved
     * @param rerun whether the program may be run again as the last proof, even if it had begun its work
     */
    Cure(
            Session session,
            @Nullable RunFolder run,
            Journals journals,
            Consent consent,
            Approval approval,
            boolean rerun) {
        this(session, run, journals, consent, approval, rerun, LIVING);
    }

    /** The same, where a program that has not ended is taken sooner or later for one that serves. */
    Cure(
            Session session,
            @Nullable RunFolder run,
            Journals journals,
            Consent consent,
            Approval approval,
            boolean rerun,
            Duration patience) {
        this.session = session;
        this.run = run;
        this.journals = journals;
        this.consent = consent;
        this.approval = approval;
        this.rerun = rerun;
        this.patience = patience;
    }

    /**
     * What became of it.
     *
     * @param after what the program's own end under the cure means; null where it was not run again
     */
    record Cured(Outcome outcome, @Nullable Consulted after) {
        /** Sets the answer off from what was told on the way; where the program ran last, that is done. */
        void setOff(Session session) {
            if (after == null) {
                session.apart(true);
            }
        }
    }

    /**
     * Tries these treatments in order. Each is taken back before the next one is tried.
     *
     * @param treatments the first of which is approved
     * @param environments made those of them that are new environments
     */
    Cured apply(Consulted sick, List<Treatment> treatments, NewEnvironments environments) throws IOException {
        first = treatments.getFirst().id();
        Optional<Cured> ended = round(sick, treatments, environments, Set.of());
        if (ended.isEmpty() && declined) {
            session.tell(Say.of("cli.not-confirmed.further"));
        }
        Outcome outcome = ended.isPresent() ? ended.get().outcome() : null;
        if (outcome != null
                && outcome.journal() != null
                && outcome.command() != null
                && !Working.note(journals, outcome.journal(), outcome.command())) {
            session.tell(Say.of("cli.not-noted", "id", outcome.journal()));
        }
        return ended.orElseGet(() -> new Cured(record.failed(), null));
    }

    /**
     * One failure, from its treatments' first to their last. Empty when none was a cure: what this round made is then
     * gone.
     *
     * @param met the failures of the rounds before
     */
    private Optional<Cured> round(
            Consulted sick, List<Treatment> treatments, NewEnvironments environments, Set<String> met)
            throws IOException {
        Deque<Treatment> todo = new ArrayDeque<>(treatments);
        Diagnosis failure = sick.finding().diagnoses().getFirst();
        String below = standing;
        int altered = 0;
        while (!todo.isEmpty() && !declined && !interrupted) {
            Treatment treatment = todo.removeFirst();
            boolean changes =
                    treatment.changes() == null || !treatment.changes().isEmpty();
            // What needs an environment that had to make way is no treatment any more.
            if (!known.add(treatment.id()) || (!changes && below != null && standing == null)) {
                continue;
            }
            if (!approved(treatment)) {
                declined = true;
                break;
            }
            if (changes && standing != null) {
                Optional<Cured> stuck = takeBack();
                if (stuck.isPresent()) {
                    return stuck;
                }
                record.replaced();
            }
            CureRecord.Mark mark = record.mark();
            session.mention(Say.of("cli.trying"), treatment.title());
            switch (applied(treatment, failure)) {
                case Applied.Done done -> {
                    record.applied(failure.cause(), treatment, done.proof());
                    if (done.journal() != null) {
                        standing = done.journal();
                        environment = environments.standing(treatment).orElse(null);
                    }
                    Optional<Cured> ended = prove(sick, treatment, met);
                    if (ended.isPresent()) {
                        return ended;
                    }
                    Optional<Cured> stuck = done.journal() == null ? Optional.empty() : takeBack();
                    if (stuck.isPresent()) {
                        return stuck;
                    }
                }
                case Applied.Failed failed -> {
                    record.tried(treatment, failed);
                    interrupted |= failed.stage() == Applied.Stage.INTERRUPTED;
                    session.narrate(failed.reason());
                    (session.options().has("--verbose") ? failed.tail() : failed.said()).forEach(session::quote);
                    if (consent != Consent.ONE && altered++ < ALTERED) {
                        altered(treatment, failed, environments).ifPresent(todo::addFirst);
                    }
                }
                case Applied.LeftAlone left -> {
                    return leftAlone(left.paths());
                }
                case Applied.RollbackFailed stuck -> {
                    session.tell(Say.of("cli.undo-failed", "path", stuck.path()));
                    return stuck(stuck.journal());
                }
            }
            record.backTo(mark);
        }
        return Optional.empty();
    }

    /** The same treatment as the way in which it failed asks for it: with a version let go, or something added. */
    private static Optional<Treatment> altered(
            Treatment treatment, Applied.Failed failed, NewEnvironments environments) {
        return switch (failed.stage()) {
            case PROOF -> environments.completed(treatment, failed.tail());
            case STEP -> failed.cause() == null ? Optional.empty() : environments.relaxed(treatment, failed.cause());
            case REFUSED, BUSY, WRITE, INTERRUPTED -> Optional.empty();
        };
    }

    private boolean approved(Treatment treatment) {
        return consent != Consent.SHOWN
                || treatment.id().equals(first)
                || approval.of(treatment) == Approval.Answer.YES;
    }

    private Applied applied(Treatment treatment, Diagnosis failure) {
        Conditions conditions = Conditions.of(journals, session.environment(), failure.cause());
        try (Waiting waiting = Waiting.during(session, treatment)) {
            return Execution.apply(treatment, conditions, waiting);
        }
    }

    /** Runs what had failed, as the user would. A failure of the program's own is no reason to take the cure back. */
    private Optional<Cured> prove(Consulted sick, Treatment treatment, Set<String> met) throws IOException {
        // What a console script does can only be called by its name once the environment stands.
        Command command = treatment.cured() == null
                ? sick.finding().command()
                : Rebuild.byScript(treatment.cured(), Consultation.live(session));
        if (command == null || run == null || !(rerun || sick.diedImporting())) {
            if (run != null || sick.finding().source().input()) {
                session.narrate(Say.of(run == null ? "cli.not-run-again.input" : "cli.not-run-again"));
            }
            return Optional.of(new Cured(record.cured(command, standing), null));
        }
        Finished finished;
        LivesOn waiting = LivesOn.after(patience, () -> livesOn(command));
        try {
            finished = run.run(Proofs.withoutBytecode(command, session.environment()));
        } finally {
            waiting.close();
        }
        session.apart(finished.output().isEmpty() || finished.output().endsLine());
        record.ran(command, finished.exitCode());
        // The disk has changed: nothing that was remembered of it counts any more.
        Consultation now = new Consultation(session, environment);
        // Many who serve end with 0 when they are interrupted, whatever a thread of theirs has died of before.
        Consulted after =
                waiting.told() && finished.passed() ? now.outlived(command, finished) : now.examine(command, finished);
        boolean stopped = finished.signal() == INTERRUPTED || finished.signal() == TERMINATED;
        if (waiting.told() && stopped && ofItsOwn(after)) {
            // Who serves until it is ended has not failed.
            Consulted ended = new Consulted(Finding.healthy(command, null), null);
            return Optional.of(new Cured(record.cured(command, standing), ended));
        }
        // What only changes what is found first may itself be the reason of a new failure; a new environment is none.
        boolean own = after.finding().verdict() == Finding.Verdict.OWN_FAILURE
                && !Treatments.mayCauseAnother(treatment)
                && !(sick.finding().assumed() && sick.words().equals(after.words()));
        if (after.finding().verdict() == Finding.Verdict.HEALTHY || own) {
            return Optional.of(new Cured(record.cured(command, standing), after));
        }
        return uncovered(sick, treatment, command, new Second(now, after), met);
    }

    /** Whether nothing that was printed tells of the environment: being interrupted has words of its own. */
    private static boolean ofItsOwn(Consulted after) {
        return switch (after.finding().verdict()) {
            case HEALTHY, OWN_FAILURE -> true;
            case DIAGNOSED, UNKNOWN -> false;
        };
    }

    /** A program that serves never ends by itself: whoever waits for the proof is told what it waits for. */
    private void livesOn(Command command) {
        if (!session.options().has("--quiet")) {
            Say what = Say.of(standing == null ? "cli.lives-on" : "cli.lives-on.changed");
            session.append("\n" + Report.next(what, command, session.text()));
        }
    }

    /** What showed once a treatment had been applied, and who looked. */
    private record Second(Consultation consultation, Consulted after) {
        boolean treatable() {
            return after.finding().verdict() == Finding.Verdict.DIAGNOSED && after.examined() != null;
        }
    }

    private Optional<Cured> uncovered(
            Consulted sick, Treatment treatment, Command command, Second second, Set<String> met) throws IOException {
        Set<String> all = new HashSet<>(met);
        all.add(key(sick));
        Examined examined = second.after().examined();
        boolean another = second.treatable()
                && !all.contains(key(second.after()))
                && all.size() < ROUNDS
                && !ELSEWHERE.contains(treatment.kind());
        if (!another || examined == null) {
            return refuted(sick, treatment, second.after());
        }
        Diagnosis failure = examined.answer();
        if (consent == Consent.ONE) {
            session.narrate(Say.of("cli.next-round.not-approved"), failure.summary());
            record.tried(treatment, Outcome.Result.UNCOVERED, failure.summary());
            return Optional.empty();
        }
        Offering.Offer offer = second.consultation().offer(examined, command, Offering.Index.ASKED);
        List<Treatment> left = Choice.automatic(offer.treatments()).stream()
                .filter(each -> !ELSEWHERE.contains(each.kind()) && !known.contains(each.id()))
                .toList();
        List<Treatment> ours = rerun || second.after().diedImporting() ? left : Allowed.withoutARun(left);
        if (ours.isEmpty()) {
            left.stream().limit(1).forEach(any -> session.narrate(Say.of("cli.rerun-proves")));
            return refuted(sick, treatment, second.after());
        }
        session.narrate(Say.of("cli.next-round"), failure.summary());
        record.uncovered();
        int before = record.inVain();
        Optional<Cured> ended = round(second.after(), ours, offer.environments(), all);
        if (ended.isEmpty()) {
            Outcome.Result result = declined || interrupted ? Outcome.Result.UNCOVERED : Outcome.Result.REFUTED;
            record.tried(treatment, result, record.lastReason(before).orElse(failure.summary()));
        }
        return ended;
    }

    private Optional<Cured> refuted(Consulted sick, Treatment treatment, Consulted after) {
        List<Diagnosis> diagnoses = after.finding().diagnoses();
        String words = after.finding().judged().words();
        Say unknown = Say.of("cause.unknown.summary", "words", words);
        Say why = diagnoses.isEmpty() ? unknown : diagnoses.getFirst().summary();
        boolean same = !after.words().isEmpty() && sick.words().equals(after.words());
        session.narrate(Say.of(same ? "cli.same-failure" : "cli.second-failure"), why);
        record.tried(treatment, Outcome.Result.REFUTED, why);
        return Optional.empty();
    }

    /** By what a failure is known again. */
    private static String key(Consulted consulted) {
        Diagnosis failure = consulted.finding().diagnoses().getFirst();
        return failure.cause() + " " + failure.module() + " " + failure.distribution();
    }

    /** Takes back what stands. Something comes back only where that could not be done in full. */
    private Optional<Cured> takeBack() {
        String journal = standing;
        if (journal == null) {
            return Optional.empty();
        }
        standing = null;
        environment = null;
        return switch (Undo.undo(journals, journal, null, true)) {
            case Undone.Restored restored -> Optional.empty();
            case Undone.LeftAlone left -> leftAlone(left.paths());
            case Undone.Drifted drifted -> stuck(journal);
            case Undone.NotFound none -> stuck(journal);
            case Undone.Busy busy -> stuck(journal);
            case Undone.NotYours foreign -> stuck(journal);
            case Undone.Failed failed -> stuck(journal);
        };
    }

    /** No journal leads to what is left. */
    private Optional<Cured> leftAlone(List<String> paths) {
        paths.forEach(each -> session.tell(Say.of("cli.left-alone", "path", each)));
        return stuck(null);
    }

    private Optional<Cured> stuck(@Nullable String journal) {
        return Optional.of(new Cured(record.stuck(journal), null));
    }
}
