package tiryaq.treatment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/**
 * What could cure a diagnosis: a value, shown before anything runs.
 *
 * @param id a hash of its content, so that what was approved can be told from anything else
 * @param kind {@code other-interpreter}, {@code leave-out-entry}, {@code new-environment}, {@code by-hand}, …
 * @param installs what it puts into a new environment, as the installer is told (PEP 508); empty where it installs
 *     nothing, or where a file says what
 * @param changes what becomes of which paths; null where that is known only afterwards
 * @param proof commands that must pass, in order, the failed command itself last where it may be run again
 * @param cured the command that works once it is done; null where that is the same as before
 * @param content a hash of the files that its steps are told what to do by; empty for none
 */
public record Treatment(
        String id,
        String kind,
        Say title,
        Scope scope,
        boolean reversible,
        Needs needs,
        List<String> installs,
        @Nullable List<Change> changes,
        List<Step> steps,
        List<Command> proof,
        @Nullable Command cured,
        String content) {
    private static final Set<String> WITH_VALUE = Set.of("--python", "--only-binary", "--link-mode");

    public Treatment {
        installs = List.copyOf(installs);
        changes = changes == null ? null : List.copyOf(changes);
        steps = List.copyOf(steps);
        proof = List.copyOf(proof);
    }

    /** One whose steps say themselves all that they do. */
    public Treatment(
            String id,
            String kind,
            Say title,
            Scope scope,
            boolean reversible,
            Needs needs,
            List<String> installs,
            @Nullable List<Change> changes,
            List<Step> steps,
            List<Command> proof,
            @Nullable Command cured) {
        this(id, kind, title, scope, reversible, needs, installs, changes, steps, proof, cured, "");
    }

    /** The same under another title, and so with another id. */
    public Treatment withTitle(Say other) {
        return new Draft(this).title(other).identified();
    }

    /** The same, marked as installing what only its name and its own wheel speak for; so with another id. */
    public Treatment asNamesake() {
        return new Draft(Treatments.NAMESAKE_ENVIRONMENT, this).identified();
    }

    /** Whether nothing but its name shows that what it installs is the one that is meant. */
    public boolean isNamesake() {
        return kind.equals(Treatments.NAMESAKE_ENVIRONMENT);
    }

    /**
     * The same as steps for the person alone, because the user forbids the network that it needs; so with another id.
     */
    public Treatment withheld() {
        List<Step> byHand = new ArrayList<>();
        for (Step step : steps) {
            byHand.add(step instanceof Step.Run run ? new Step.Manual(title, run.command()) : step);
        }
        return new Draft(this).steps(byHand).forGood().identified();
    }

    /** Whether nothing but the network, which the user forbids, keeps tiryaq from doing it. */
    public boolean isWithheld() {
        return needs.network() && !automatic();
    }

    /** The words after {@code install} in its commands but for options: requirements, and files that list some. */
    public Set<String> installed() {
        Set<String> words = new TreeSet<>();
        for (Step step : steps) {
            Command command = switch (step) {
                case Step.Run run -> run.command();
                case Step.Manual manual -> manual.command();
                case Step.Write _ -> null;
            };
            List<String> argv = command == null ? List.of() : command.argv();
            int at = argv.indexOf("install");
            for (int i = at < 0 ? argv.size() : at + 1; i < argv.size(); i++) {
                if (!argv.get(i).startsWith("-") && !WITH_VALUE.contains(argv.get(i - 1))) {
                    words.add(argv.get(i));
                }
            }
        }
        return words;
    }

    /** Whether tiryaq can do all of it. */
    public boolean automatic() {
        return steps.stream().noneMatch(step -> step instanceof Step.Manual);
    }
}
