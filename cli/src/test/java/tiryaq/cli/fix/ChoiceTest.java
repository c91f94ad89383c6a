package tiryaq.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tiryaq.cli.options.Options;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Draft;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/**
 * The numbers and ids that {@code diagnose} showed mean the same treatments to {@code fix}, which asks the index first.
 */
class ChoiceTest {
    private static final Treatment OTHER = treatment(Treatments.OTHER_INTERPRETER, "other");
    private static final Treatment AS_IT_WAS = treatment(Treatments.NEW_ENVIRONMENT, "cffi 1.16.0");
    private static final Treatment MOVED = treatment(Treatments.NEW_ENVIRONMENT, "cffi 1.17.1");
    private static final Treatment BY_HAND = treatment(Treatments.BY_HAND, "by hand");

    private static Treatment treatment(String kind, String name) {
        Say title = Say.of("treatment.by-hand.install", "distribution", name);
        Draft draft = new Draft(kind, title, Scope.NONE);
        return kind.equals(Treatments.BY_HAND)
                ? draft.steps(List.of(new Step.Manual(title, null))).identified()
                : draft.identified();
    }

    private static Choice choose(Map<String, String> options, List<Treatment> seen, List<Treatment> offered) {
        return Choice.of(new Options("fix", options, List.of()), seen, offered);
    }

    private static Choice number(String number, List<Treatment> seen, List<Treatment> offered) {
        return choose(Map.of("--treatment", number), seen, offered);
    }

    private static String why(Choice choice) {
        return choice instanceof Choice.None(Say why) ? why.key() : String.valueOf(choice);
    }

    @Test
    void withoutAWordAllAreMeantInTheirOrder() {
        List<Treatment> offered = List.of(OTHER, MOVED);
        Choice choice = choose(Map.of(), offered, offered);
        assertThat(choice).isEqualTo(new Choice.Made(offered, 1, false));
    }

    @Test
    void aNumberIsThatOfTheTreatmentThatWasSeen() {
        List<Treatment> seen = List.of(OTHER, AS_IT_WAS, BY_HAND);
        assertThat(number("2", seen, seen)).isEqualTo(new Choice.Made(List.of(AS_IT_WAS), 2, true));
        assertThat(number("2", seen, List.of(OTHER, MOVED, BY_HAND)))
                .as("the same with versions that the index has")
                .isEqualTo(new Choice.Made(List.of(MOVED), 2, true));
        List<Treatment> without = List.of(OTHER, BY_HAND);
        assertThat(number("3", seen, without)).isEqualTo(new Choice.Made(List.of(BY_HAND), 3, true));
        assertThat(why(number("2", seen, without))).isEqualTo("cli.treatment-gone");
    }

    @Test
    void aNumberOfNothingIsSaidToBeOne() {
        List<Treatment> seen = List.of(OTHER, AS_IT_WAS);
        for (String number : List.of("0", "3", "9999")) {
            assertThat(why(number(number, seen, seen))).as(number).isEqualTo("cli.no-such-treatment");
        }
        assertThat(number("3", seen, List.of(OTHER, MOVED, BY_HAND)))
                .isEqualTo(new Choice.Made(List.of(BY_HAND), 3, true));
    }

    @Test
    void anIdIsThatOfJustOneTreatment() {
        List<Treatment> seen = List.of(OTHER, AS_IT_WAS);
        List<Treatment> offered = List.of(OTHER, MOVED);
        assertThat(choose(Map.of("--plan", MOVED.id()), seen, offered))
                .isEqualTo(new Choice.Made(List.of(MOVED), 2, true));
        assertThat(choose(Map.of("--plan", AS_IT_WAS.id()), seen, offered))
                .as("what was shown is what is done")
                .isEqualTo(new Choice.Made(List.of(AS_IT_WAS), 2, true));
        assertThat(choose(Map.of("--plan", BY_HAND.id()), List.of(OTHER, AS_IT_WAS, BY_HAND), List.of(OTHER, BY_HAND)))
                .as("the number that was read, though the index leaves another")
                .isEqualTo(new Choice.Made(List.of(BY_HAND), 3, true));
        assertThat(why(choose(Map.of("--plan", "0123"), seen, offered))).isEqualTo("cli.no-such-plan");
    }
}
