package tiryaq.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.cli.fix.Allowed;
import tiryaq.cli.fix.Choice;
import tiryaq.cli.fix.Consent;
import tiryaq.cli.launch.RunFolder;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.requirements.Asked;

/**
 * What {@code tiryaq fix} does about a failure whose cause is known: chooses a treatment, has it approved, applies it.
 *
 * @param run runs the program; null where only its output is at hand
 */
record Fix(Session session, @Nullable RunFolder run, Journals journals, Consulted sick) {
    /**
     * What could cure it.
     *
     * @param seen as {@code diagnose} shows it, without asking an index
     * @param now as the index leaves it
     */
    record Offers(Offering.Offer seen, Offering.Offer now) {
        /** Made that treatment, if it is a new environment. */
        NewEnvironments environments(Treatment treatment) {
            return now.treatments().contains(treatment) ? now.environments() : seen.environments();
        }

        /** Those of now without what can only fail as one did of which the index had no wheel. */
        List<Treatment> after(Outcome outcome) {
            return now.treatments().stream()
                    .filter(each -> outcome.resultOf(each.id()) != null
                            || outcome.tried().stream().noneMatch(failed -> failsLike(each, failed)))
                    .toList();
        }

        private boolean failsLike(Treatment open, Outcome.Tried failed) {
            boolean noWheel =
                    failed.result() == Outcome.Result.FAILED && failed.why().sense() == Say.Sense.NO_WHEEL;
            String requirement = failed.why().places().getOrDefault("requirement", "");
            return noWheel
                    && asking(failed.treatment())
                            .flatMap(vain -> asking(open.id()).filter(asked -> asked.failsLike(vain, requirement)))
                            .isPresent();
        }

        private Optional<Asked> asking(String treatment) {
            return now.environments()
                    .asking(treatment)
                    .or(() -> seen.environments().asking(treatment));
        }
    }

    /** Chooses as the options say, and goes on with that. */
    ExitCode choose(Offers offers) throws IOException {
        List<Treatment> offered = offers.now().treatments();
        Choice choice = Choice.of(session.options(), offers.seen().treatments(), offered);
        return switch (choice) {
            case Choice.None(Say why) -> none(why, offered);
            case Choice.Made made -> {
                // What was named is what is shown, under the number that it has.
                Consulted shown = made.exact() ? sick.curable(made.treatments(), made.number()) : sick.curable(offered);
                yield session.options().has("--dry-run")
                        ? session.showPlan(shown.finding(), ExitCode.FAILURE)
                        : approve(made, shown, offers);
            }
        };
    }

    /** In place of a plan that is none any more what could be done now is shown; nothing is done. */
    private ExitCode none(Say why, List<Treatment> offered) {
        if (!session.options().has("--plan")) {
            return session.complain(why, ExitCode.USAGE);
        }
        Finding now = sick.curable(offered).finding();
        return session.show(now.after(FixCommand.outcome(Outcome.Status.REFUSED)), List.of(why), ExitCode.USAGE);
    }

    private ExitCode approve(Choice.Made choice, Consulted shown, Offers offers) throws IOException {
        boolean rerun = session.options().has("--rerun");
        Allowed allowed = Allowed.of(sick.finding(), choice.treatments(), run != null, rerun);
        return switch (allowed) {
            case Allowed.Nothing(List<Say> why) -> refused(shown, why);
            case Allowed.Some(List<Treatment> treatments) -> {
                AtTerminal person = new AtTerminal(session, choice.treatments(), choice.number());
                Cure cure = new Cure(session, run, journals, consent(choice), person, rerun);
                if (session.options().has("--yes") || session.options().has("--plan")) {
                    yield apply(cure, treatments, offers);
                }
                if (!session.interactive() || session.options().json()) {
                    yield refused(shown, List.of(Say.of("cli.needs-yes")));
                }
                session.showToAsk(shown.finding(), ExitCode.FAILURE);
                Optional<Treatment> begun = person.begins(treatments, shown.finding());
                yield begun.isPresent() ? apply(cure, from(begun.get(), treatments), offers) : ExitCode.FAILURE;
            }
        };
    }

    private ExitCode refused(Consulted shown, List<Say> why) {
        return session.show(shown.finding().after(FixCommand.outcome(Outcome.Status.REFUSED)), why, ExitCode.FAILURE);
    }

    private Consent consent(Choice.Made choice) {
        if (choice.exact()) {
            return Consent.ONE;
        }
        return session.options().has("--yes") ? Consent.ALL : Consent.SHOWN;
    }

    /** The one that was taken first, then the others in their order. */
    static List<Treatment> from(Treatment first, List<Treatment> treatments) {
        List<Treatment> all = new ArrayList<>(treatments);
        all.remove(first);
        all.addFirst(first);
        return all;
    }

    private ExitCode apply(Cure cure, List<Treatment> treatments, Offers offers) throws IOException {
        Cure.Cured cured = cure.apply(sick, treatments, offers.environments(treatments.getFirst()));
        cured.setOff(session);
        Finding shown = sick.curable(offers.after(cured.outcome())).finding();
        return session.show(shown.after(cured.outcome()), code(cured));
    }

    private ExitCode code(Cure.Cured cured) {
        return switch (cured.outcome().status()) {
            // What was proved leaves the program's own failure as it is.
            case CURED ->
                cured.after() != null
                        ? code(cured.after())
                        : sick.finding().ownFailureBeside() ? ExitCode.OWN_FAILURE : ExitCode.FINE;
            case NOTHING_TO_DO -> ExitCode.FINE;
            case NOT_CURED, ROLLED_BACK, REFUSED -> ExitCode.FAILURE;
            case ROLLBACK_FAILED -> ExitCode.NOT_PUT_BACK;
        };
    }

    /** Here 4 says that something could not be put back: what nothing explains is only not cured. */
    static ExitCode code(Consulted consulted) {
        ExitCode code = consulted.code();
        return code == ExitCode.UNEXPLAINED ? ExitCode.FAILURE : code;
    }
}
