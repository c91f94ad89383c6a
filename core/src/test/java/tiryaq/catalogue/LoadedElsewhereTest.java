package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;

/** What real interpreters say of a part of a package that came from a folder which no output shows. */
class LoadedElsewhereTest {
    private static final String KEY = "cause.unknown.summary.loaded-elsewhere";

    @TempDir
    Path folder;

    static Stream<String> pythons() {
        return Pythons.all().stream();
    }

    @BeforeEach
    void packages() throws IOException {
        folder = folder.toRealPath();
        write("extra/zqpack/__init__.py", "");
        write("extra/zqshared/one/__init__.py", "");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Diagnosis answer(String python, Set<String> others, String... lines) throws Exception {
        // No literal, so that nothing but the failure tells of the folder.
        write(
                "job/main.py",
                "import sys\nsys.path.insert(0, '/'.join(['..', 'extra']))\n" + String.join("\n", lines) + "\n");
        RealRun run = RealRun.of(List.of(python, "main.py"), folder.resolve("job"), Map.of("PYTHONNOUSERSITE", "1"));
        assertThat(run.code()).as(run.printed()).isNotZero();
        return run.examined(run.symptom(), new OnlyThese(run.machine(), others)).answer();
    }

    private String key(String python, String... lines) throws Exception {
        return answer(python, Set.of(python), lines).summary().key();
    }

    /** The part is whole in another environment, where nobody had looked for it. */
    @Test
    void whatAnotherEnvironmentHasIsNoAnswer() throws Exception {
        String python = Pythons.three();
        Path venv = Pythons.venv(python, folder.resolve("job/.venv"));
        Path site = Pythons.packages(venv + "/bin/python", folder);
        write(folder.relativize(site) + "/zqpack/__init__.py", "");
        write(folder.relativize(site) + "/zqpack/part.py", "value = 7\n");
        Set<String> both = Set.of(python, venv + "/bin/python");
        Diagnosis answer = answer(python, both, "from zqpack.part import value");
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(answer.summary().key()).isEqualTo(KEY);
        assertThat(answer.summary().places()).containsEntry("package", "zqpack");
        // The same words of a package that was not there at all.
        write("job/main.py", "from zqpack.part import value\n");
        RealRun run = RealRun.of(List.of(python, "main.py"), folder.resolve("job"), Map.of("PYTHONNOUSERSITE", "1"));
        Diagnosis plain =
                run.examined(run.symptom(), new OnlyThese(run.machine(), both)).answer();
        assertThat(plain.cause()).isEqualTo("other-interpreter");
        assertThat(plain.module()).isEqualTo("zqpack");
    }

    /** Where the program's own text tells of the folder, it is known where the part is missing. */
    @Test
    void whatTheSourceAddsIsNoPlaceUnknown() throws Exception {
        write("job/main.py", "import sys\nsys.path.insert(0, '../extra')\nimport zqpack.part\n");
        String python = Pythons.three();
        RealRun run = RealRun.of(List.of(python, "main.py"), folder.resolve("job"), Map.of("PYTHONNOUSERSITE", "1"));
        Diagnosis answer = run.examined().answer();
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.summary().key()).isNotEqualTo(KEY);
        assertThat(answer.evidence()).contains(new Evidence.Searched("zqpack.part", List.of(folder + "/extra/zqpack")));
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void everyPythonThatNamesTheWhole(String python) throws Exception {
        String imported = key(python, "import zqpack.part");
        String named = key(python, "import importlib", "importlib.import_module('zqpack.part.deeper')");
        boolean three = !Pythons.run(List.of(python, "-c", "print(1/2)"), folder, Map.of())
                .out()
                .equals("0");
        assertThat(List.of(imported, named)).allMatch(key -> key.equals(KEY) == three);
        if (three) {
            assertThat(key(python, "import zqshared.two")).isEqualTo(KEY);
        }
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void whoNamesTheTopHadNotFoundIt(String python) throws Exception {
        for (String line : List.of(
                "import zqnone.part",
                "from zqnone.part import value",
                "import importlib; importlib.import_module('zqnone.part')",
                "import runpy; runpy.run_module('zqnone.part')")) {
            assertThat(key(python, line)).as(line).isNotEqualTo(KEY);
        }
    }

    /** Words of the program's own, and names that stand for nothing. */
    @Test
    void othersWordsProveNothing() throws Exception {
        String python = Pythons.three();
        for (String line : List.of(
                "raise ImportError(\"No module named 'zqnone.part'\")",
                "sys.modules['zqnone.part'] = None; import zqnone.part",
                "sys.modules['zqnone'] = sys; import zqnone.part")) {
            assertThat(key(python, line)).as(line).isNotEqualTo(KEY);
        }
    }
}
