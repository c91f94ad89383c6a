package tiryaq.trials.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import tiryaq.trials.casefile.Json;
import tiryaq.trials.room.Ran;

/** What tiryaq answered, held against what a case expects. */
public final class Answer {
    private Answer() {}

    /**
     * Holds an answer in JSON against an expectation.
     *
     * @param root the folder that the expectation's files are relative to
     */
    public static void hold(Ran ran, Json expected, Path root) {
        clean(ran);
        Json answer = Json.parse(ran.out());
        List<Json> diagnoses = answer.objects("diagnoses");
        SoftAssertions soft = new SoftAssertions();
        soft.assertThat(ran.exit()).as("exit code").isEqualTo((int) expected.number("exit"));
        soft.assertThat(answer.number("schema")).as("schema").isEqualTo(1);
        soft.assertThat(answer.text("type")).as("type").isEqualTo("diagnosis");
        soft.assertThat(answer.objects("beside").stream()
                        .map(each -> String.valueOf(each.text("module")))
                        .toList())
                .as("modules of the failures beside it")
                .isEqualTo(expected.texts("beside"));
        if (answer.fields().get("exitCode") instanceof Long exit) {
            soft.assertThat(exit).as("the program's own exit code").isEqualTo(expected.number("program"));
        }
        if (expected.text("cause") == null || "not-an-environment-failure".equals(expected.text("cause"))) {
            soft.assertThat(diagnoses).as("diagnoses").isEmpty();
        } else if (diagnoses.isEmpty()) {
            soft.fail("no diagnosis in " + ran.out());
        } else {
            compare(soft, diagnoses.getFirst(), expected, root);
        }
        soft.assertAll();
    }

    private static void compare(SoftAssertions soft, Json found, Json expected, Path root) {
        for (String field : List.of("cause", "certainty", "module", "distribution", "library")) {
            soft.assertThat(found.text(field)).as(field).isEqualTo(expected.text(field));
        }
        List<Json> chain = found.objects("chain");
        if (!expected.object("first").fields().isEmpty() && !chain.isEmpty()) {
            link(soft, "first link", chain.getFirst(), expected.object("first"), root);
        }
        if (!expected.object("last").fields().isEmpty()) {
            soft.assertThat(chain).as("chain").isNotEmpty();
            if (!chain.isEmpty()) {
                link(soft, "last link", chain.getLast(), expected.object("last"), root);
            }
        }
        soft.assertThat(found.objects("evidence")).as("evidence").isNotEmpty();
    }

    private static void link(SoftAssertions soft, String name, Json found, Json expected, Path root) {
        for (String field : expected.fields().keySet()) {
            String wanted = String.valueOf(expected.text(field));
            String said = String.valueOf(found.text(field));
            if (field.equals("file")) {
                soft.assertThat(root.resolve("work").resolve(said).normalize())
                        .as(name + ", file")
                        .isEqualTo(root.resolve(wanted).normalize());
            } else {
                soft.assertThat(said).as(name + ", " + field).isEqualTo(wanted);
            }
        }
    }

    /** Holds that nothing of the program's insides shows, and that it ended in time. */
    public static void clean(Ran ran) {
        String all = ran.out() + ran.err();
        assertThat(ran.exit()).as("stopped for taking too long").isNotEqualTo(-1);
        // Python words the death of a thread almost like Java, which puts the name between quotes.
        assertThat(all)
                .doesNotContain("Exception in thread \"", "\tat tiryaq.", "\tat java.base/", "StackOverflowError");
        assertThat(ran.exit()).as("a fault of ours: " + all).isNotEqualTo(70);
    }
}
