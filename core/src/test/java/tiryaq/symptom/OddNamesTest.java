package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tiryaq.command.Pythons;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.symptom.words.ImportWords;

/** Names that hold quotes and other odd characters, as each interpreter of this machine words them. */
class OddNamesTest {
    private static final List<String> NAMES = List.of("a'b", "a\"b", "a'b\"c", "a\\b", "a-b", "json.a'b");

    @Test
    void namesAreNeverCut() {
        int asked = 0;
        for (String python : Pythons.all()) {
            for (String name : NAMES) {
                boolean old = python.contains("2.7");
                if (old && !name.matches("[a-z'\"]+")) {
                    continue;
                }
                String literal = "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
                String code = "import importlib\nimportlib.import_module(" + literal + ")";
                Pythons.Ran ran = Pythons.run(List.of(python, "-c", code), Path.of("/"), Map.of());
                Symptom symptom = Symptoms.in(ran.text());
                assertThat(symptom.incidents().getFirst().failure())
                        .as(python + " " + name + "\n" + ran.text())
                        .isEqualTo(new Failure.MissingModule(name, false));
                asked++;
            }
        }
        assertThat(asked).isGreaterThanOrEqualTo(NAMES.size());
    }

    @Test
    void attributesOfOddModules() {
        String code = """
                import types
                try:
                    types.ModuleType("o'd").x
                except AttributeError:
                    getattr(types.ModuleType("o'd"), "y'z")
                """;
        Pythons.Ran ran = Pythons.run(List.of(Pythons.three(), "-c", code), Path.of("/"), Map.of());
        assertThat(Symptoms.in(ran.text()).incidents())
                .extracting(Incident::failure)
                .contains(new Failure.MissingAttribute("o'd", "y'z", null, false));
    }

    @Test
    void namesThatHoldTheWordsAroundThem() {
        assertThat(ImportWords.ofImportError("cannot import name \"it's' from 'x\" from \"json's\" (/x/j's.py)"))
                .isEqualTo(new Failure.MissingName("it's' from 'x", "json's", "/x/j's.py", false));
        assertThat(ImportWords.ofImportError("No module named \"a.b'c\"; \"a.b'\" is not a package"))
                .isEqualTo(new Failure.MissingModule("a.b'c", true));
        assertThat(ImportWords.ofImportError("No module named 'a")).isNull();
        assertThat(ImportWords.ofImportError("No module named 'a\\")).isNull();
    }
}
