package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Catalogue;
import tiryaq.command.Pythons;

/** Modules that import each other, in the words of real interpreters, however the program was started. */
class OwnCirclesTest extends CauseCases {
    private String printed(String feature, String... words) {
        assumeTrue(Pythons.find(feature).isPresent(), "no Python " + feature + " is installed");
        List<String> argv = new ArrayList<>(List.of(Pythons.of(feature), "-S", "-B"));
        argv.addAll(List.of(words));
        Pythons.Ran ran = Pythons.run(argv, Path.of(patient.at("app")), Map.of("PYTHONPATH", patient.site()));
        assertThat(ran.exit()).isEqualTo(1);
        return ran.text();
    }

    private Diagnosis withoutDisk(String printed) {
        Case seen = patient.examined(printed);
        return Catalogue.examine(new Case(
                        seen.incident(),
                        seen.machine(),
                        Optional.empty(),
                        Others.NONE,
                        seen.table(),
                        Providers.NONE,
                        "",
                        Optional.empty()))
                .getFirst();
    }

    private void isOwn(String printed) {
        is(printed, "not-an-environment-failure");
        assertThat(withoutDisk(printed).cause()).as(printed).isNotEqualTo("shadowed-module");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"})
    void theProgramsOwnFiles(String feature) throws IOException {
        patient.file("app/main.py", "import " + x + "\n");
        for (String second : List.of("from " + x + " import late\n", "import " + x + "\n" + x + ".late\n")) {
            patient.file("app/" + x + ".py", "import other_" + x + "\nlate = 1\n")
                    .file("app/other_" + x + ".py", second);
            isOwn(printed(feature, "-c", "import " + x));
            isOwn(printed(feature, "-m", "main"));
            isOwn(printed(feature, "main.py"));
        }
        patient.file("app/p" + x + "/__init__.py", "import importlib\nimportlib.import_module('p" + x + ".one')\n")
                .file("app/p" + x + "/one.py", "from p" + x + " import late\n");
        isOwn(printed(feature, "-c", "import p" + x));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8", "3.13"})
    void aCircleIsToldWithoutTheDisk(String feature) throws IOException {
        patient.file("app/" + x + ".py", "import other_" + x + "\nlate = 1\n")
                .file("app/other_" + x + ".py", "from " + x + " import late\n");
        Diagnosis answer = withoutDisk(printed(feature, "-c", "import " + x));
        assertThat(answer.cause()).isEqualTo("not-an-environment-failure");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** A file that imports what it hides has itself for a circle; what it wanted is elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"3.7", "3.8", "3.12", "3.13"})
    void aFileThatHidesALibrary(String feature) throws IOException {
        patient.installed(x + ".py", "def get(): pass\n".getBytes(StandardCharsets.UTF_8));
        for (String text : List.of("import " + x + "\n" + x + ".get\n", "from " + x + " import get\n")) {
            patient.file("app/" + x + ".py", text);
            is(printed(feature, "-c", "import " + x), "shadowed-module");
        }
        patient.file("app/random.py", "import random\nrandom.choices\n");
        String printed = printed(feature, "-c", "import random");
        boolean says = feature.equals("3.13");
        assertThat(withoutDisk(printed).cause().equals("shadowed-module")).isEqualTo(says);
        if (says) {
            assertThat(withoutDisk(printed).summary().places()).containsEntry("path", patient.at("app/random.py"));
        }
    }
}
