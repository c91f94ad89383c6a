package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.candidates.Candidates;

/** Another environment has the module, whole or not: what it says is held against what its interpreter does. */
class DamagedCopiesTest {
    @TempDir
    Path folder;

    private String python = "";
    private String other = "";
    private Path site = Path.of("/");

    @BeforeEach
    void environment() throws IOException {
        folder = folder.toRealPath();
        python = Pythons.three();
        other = Pythons.venv(python, folder.resolve(".venv")) + "/bin/python";
        site = Pythons.packages(other, folder);
        put("zqtop", "Requires-Dist: zqneed\n", "zqtop/__init__.py", "from zqtop.part import value\n");
        Files.writeString(site.resolve("zqtop/part.py"), "from zqneed import value\n");
        Files.createDirectories(site.resolve("zqtop/tests"));
        put("zqneed", "", "zqneed/__init__.py", "value = 7\n");
        record("zqtop", "zqtop/__init__.py", "zqtop/part.py", "zqtop/tests/test_it.py");
        record("zqneed", "zqneed/__init__.py");
        Files.writeString(folder.resolve("main.py"), "import zqtop\nprint(zqtop.value)\n");
    }

    private void put(String name, String requires, String file, String text) throws IOException {
        Files.createDirectories(site.resolve(file).getParent());
        Files.writeString(site.resolve(file), text);
        Path info = Files.createDirectories(site.resolve(name + "-1.0.dist-info"));
        Files.writeString(
                info.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n" + requires);
    }

    private void record(String name, String... files) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String file : files) {
            Path path = site.resolve(file);
            lines.append(file)
                    .append(",,")
                    .append(Files.exists(path) ? Files.size(path) : 1)
                    .append('\n');
        }
        Files.writeString(site.resolve(name + "-1.0.dist-info/RECORD"), lines);
    }

    private Examined examined() throws Exception {
        RealRun run = RealRun.of(List.of(python, "main.py"), folder, Map.of("PYTHONNOUSERSITE", "1"));
        assertThat(run.code()).as(run.printed()).isNotZero();
        return run.examined(run.symptom(), new OnlyThese(run.machine(), Set.of(python, other)));
    }

    private boolean works() {
        return Pythons.run(List.of(other, "-B", "main.py"), folder, Map.of()).exit() == 0;
    }

    private long offered(Examined examined) {
        Command command = Command.of(List.of(python, "main.py"), folder.toString());
        return Candidates.of(examined, command, request -> List.of()).stream()
                .filter(each -> each.kind().equals(Treatments.PROJECT_ENVIRONMENT))
                .count();
    }

    private void isWhole() throws Exception {
        assertThat(works()).isTrue();
        Examined examined = examined();
        assertThat(examined.answer().cause()).isEqualTo("other-interpreter");
        assertThat(offered(examined)).isEqualTo(1);
    }

    private void isDamaged(Path file) throws Exception {
        assertThat(works()).isFalse();
        Examined examined = examined();
        Diagnosis answer = examined.answer();
        assertThat(answer.cause()).isEqualTo("distribution-missing");
        assertThat(answer.distribution()).isEqualTo("zqtop");
        assertThat(answer.notes())
                .filteredOn(note -> note.key().equals("note.damaged-elsewhere"))
                .extracting(Say::places)
                .singleElement()
                .satisfies(places -> assertThat(places).containsEntry("path", file.toString()));
        assertThat(offered(examined)).isZero();
    }

    /** Tests are left out by those who save room, and a file that is compiled in advance needs no source. */
    @Test
    void whatNothingImportsMayBeGone() throws Exception {
        isWhole();
        assertThat(Pythons.run(List.of(other, "-m", "compileall", "-qb", site + "/zqneed"), folder, Map.of())
                        .exit())
                .isZero();
        Files.delete(site.resolve("zqneed/__init__.py"));
        isWhole();
    }

    /** Distributions that each bring tests on top overwrite, and remove, them for each other. */
    @Test
    void testsOnTopMayBeGone() throws Exception {
        record("zqtop", "zqtop/__init__.py", "zqtop/part.py", "tests/__init__.py", "test/__init__.py");
        isWhole();
    }

    @Test
    void partThatIsGone() throws Exception {
        Files.delete(site.resolve("zqtop/part.py"));
        isDamaged(site.resolve("zqtop/part.py"));
    }

    /** What is left of the package is a folder to Python, which it can import. */
    @Test
    void fileThatMakesThePackageIsGone() throws Exception {
        Files.delete(site.resolve("zqtop/__init__.py"));
        isDamaged(site.resolve("zqtop/__init__.py"));
    }

    @Test
    void requirementThatIsDamaged() throws Exception {
        Files.writeString(site.resolve("zqneed/__init__.py"), "");
        isDamaged(site.resolve("zqneed/__init__.py"));
    }

    @Test
    void compiledFileThatIsCutShort() throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the compiled file is one for x86-64");
        byte[] library =
                Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("jimage")));
        Path fast = site.resolve("zqneed/_fast.abi3.so");
        Files.writeString(site.resolve("zqneed/__init__.py"), "import zqneed._fast\nvalue = 7\n");
        Files.write(fast, Arrays.copyOf(library, 5000));
        record("zqneed", "zqneed/__init__.py", "zqneed/_fast.abi3.so");
        isDamaged(fast);
    }
}
