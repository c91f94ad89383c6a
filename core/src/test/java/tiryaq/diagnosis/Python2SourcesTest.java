package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Catalogue;
import tiryaq.command.Pythons;
import tiryaq.python.PathEntry;

/** What every Python 3 says of source that is Python 2's, in the program and in what it imports. */
class Python2SourcesTest extends CauseCases {
    private static final List<String> VERSIONS = List.of("3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13");

    private String printed(String feature, String path) {
        Pythons.Ran ran = Pythons.run(
                List.of(Pythons.of(feature), "-S", "-B", patient.at("app/main.py")),
                Path.of(patient.at("app")),
                Map.of("PYTHONPATH", path));
        assertThat(ran.exit()).isEqualTo(1);
        return ran.text();
    }

    private static void isPython2(Diagnosis answer, String printed) {
        assertThat(answer.cause()).as(printed).isEqualTo("unknown");
        assertThat(answer.summary().key()).as(printed).isEqualTo("cause.unknown.summary.python2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print wrapt",
                "print f(1)",
                "exec 'x'",
                "try:\n    pass\nexcept E, e:\n    pass",
                "raise E, 'x'",
                "y = `x`",
                "y = 0777",
                "y = ur''",
                "y = 1 <> 2",
                "import sys\nprint >>sys.stderr, 'x'",
            })
    void aLineOfPython2(String text) throws IOException {
        patient.file("app/main.py", text + "\n");
        patient.file("lib/" + x + ".py", text + "\n");
        for (String feature : VERSIONS) {
            if (Pythons.find(feature).isPresent()) {
                String own = printed(feature, "");
                isPython2(patient.answer(own), own);
            }
        }
        patient.file("app/main.py", "import " + x + "\n");
        patient.installed(x + ".py", (text + "\n").getBytes(StandardCharsets.UTF_8));
        String foreign = printed("3.13", patient.site());
        isPython2(patient.answer(foreign), foreign);
        Case added = added(printed("3.13", patient.at("lib")));
        isPython2(Catalogue.examine(added).getFirst(), "added");
    }

    /** One such line in a file that no Python 2 could read is a slip of somebody who knows Python 3. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "from pathlib import Path",
                "name = f'{1}'",
                "def f(a) -> int:\n    return a",
                "async def f():\n    pass",
                "def f():\n    raise ValueError() from None",
            })
    void aSlipInCodeOfPython3(String text) throws IOException {
        patient.file("app/main.py", text + "\nprint 'done'\n");
        String own = printed("3.12", "");
        assertThat(patient.answer(own).cause()).as(own).isEqualTo("not-an-environment-failure");
    }

    /** What Python 3 has no more is imported by a statement, or only told of. */
    @Test
    void aModuleThatIsGone() throws IOException {
        String quotes = "\"".repeat(3);
        String guard = "try:\n    import queue\nexcept ImportError:\n    import Queue\n";
        for (String text : List.of("import sys, \\\n    ConfigParser\n", "import sys; import ConfigParser\n")) {
            patient.file("app/main.py", text);
            assertThat(printed("3.12", "")).contains("ConfigParser");
            assertThat(Python2Program.is(patient.examined(printed("3.12", ""))))
                    .as(text)
                    .isTrue();
        }
        for (String text : List.of(quotes + "\nimport ConfigParser\n" + quotes + "\n1 / 0\n", guard + "1 / 0\n")) {
            patient.file("app/main.py", text);
            assertThat(Python2Program.is(patient.examined(printed("3.12", ""))))
                    .as(text)
                    .isFalse();
        }
    }

    /** The same patient, whose program had put a folder on its path. */
    private Case added(String printed) {
        Case seen = patient.examined(printed);
        return new Case(
                seen.incident(),
                seen.machine(),
                Optional.of(seen.environment().orElseThrow().with(patient.at("lib"), PathEntry.Origin.ADDED)),
                seen.others(),
                seen.table(),
                seen.index(),
                seen.folder(),
                seen.script());
    }

    /** Text that no Python reads is the program's own fault where the program's author wrote it. */
    @Test
    void aFileThatNoPythonReads() throws IOException {
        patient.file("app/main.py", "import " + x + "\n");
        patient.file("lib/" + x + ".py", "retrun 1\n");
        assertThat(Catalogue.examine(added(printed("3.13", patient.at("lib"))))
                        .getFirst()
                        .cause())
                .isEqualTo("not-an-environment-failure");
        patient.file("lib/" + x + "-1.0.dist-info/METADATA", "Name: " + x + "\n");
        assertThat(Catalogue.examine(added(printed("3.13", patient.at("lib"))))
                        .getFirst()
                        .cause())
                .isEqualTo("unknown");
        patient.file("app/main.py", "import importlib\nimportlib.import_module('" + x + "')\n");
        patient.installed(x + ".py", "retrun 1\n".getBytes(StandardCharsets.UTF_8));
        is(printed("3.13", patient.site()), "unknown");
        patient.file("app/main.py", "eval('1 2')\n");
        is(printed("3.13", ""), "not-an-environment-failure");
        patient.file("app/main.py", "d = (2024, 08, 09)\n");
        is(printed("3.13", ""), "not-an-environment-failure");
    }
}
