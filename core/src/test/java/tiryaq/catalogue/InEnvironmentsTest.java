package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** What lies in an environment beside a module of the usual kind: a folder of several owners, a bundled library. */
class InEnvironmentsTest {
    private static final List<Path> LIBRARIES =
            List.of(Path.of("/lib/x86_64-linux-gnu/libz.so.1"), Path.of("/lib64/libz.so.1"));

    @TempDir
    Path folder;

    private String python = "";
    private Path site = Path.of("/");

    @BeforeEach
    void environment() throws IOException {
        folder = folder.toRealPath();
        python = Pythons.venv(Pythons.three(), folder.resolve(".venv")) + "/bin/python";
        site = Pythons.packages(python, folder);
    }

    private RealRun run(String source) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("main.py"), source);
        return RealRun.of(List.of(python, "main.py"), folder, Map.of());
    }

    /** Another Python that is named beside it would not run it, for its first line still says which one does. */
    @Test
    void aScriptThatNamesItsPythonItself() throws Exception {
        Path script = Files.writeString(folder.resolve("zqscript"), "#!" + python + "\nimport rich\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Say note = Say.of("note.first-line", "path", script.toString(), "line", "#!" + python);
        RealRun started = RealRun.of(List.of(script.toString()), folder, Map.of());
        Diagnosis answer = started.examined(started.symptom(), new OnlyThese(started.machine(), Set.of(python)))
                .answer();
        assertThat(answer.cause()).isEqualTo("distribution-missing");
        assertThat(answer.notes()).contains(note);
        Files.writeString(script, "#! " + python + "\t-s\nimport rich\n");
        RealRun tabbed = RealRun.of(List.of(script.toString()), folder, Map.of());
        assertThat(tabbed.examined(tabbed.symptom(), new OnlyThese(tabbed.machine(), Set.of(python)))
                        .answer()
                        .notes())
                .as("as Linux reads it")
                .contains(Say.of("note.first-line", "path", script.toString(), "line", "#!" + python + " -s"));
        RealRun given = RealRun.of(List.of(python, script.toString()), folder, Map.of());
        assertThat(given.examined().answer().cause()).isEqualTo("distribution-missing");
        assertThat(given.examined().answer().notes()).doesNotContain(note);
    }

    @Test
    void aFileOfTheUsersHidesAFolderThatSeveralShare() throws Exception {
        Files.createDirectories(site.resolve("zqshared/auth"));
        Files.writeString(site.resolve("zqshared/auth/__init__.py"), "");
        assertThat(run("import zqshared.auth\n").code()).isZero();
        Path own = Files.writeString(folder.resolve("zqshared.py"), "KEY = 1\n");
        RealRun failed = run("import zqshared.auth\n");
        assertThat(failed.printed()).contains("is not a package");
        Diagnosis answer = failed.examined().answer();
        assertThat(answer.cause()).isEqualTo("shadowed-module");
        assertThat(answer.chain().getLast().file()).isEqualTo(own.toString());
        Files.delete(site.resolve("zqshared/auth/__init__.py"));
        assertThat(run("import zqshared.auth\n").examined().answer().cause())
                .as("nothing is hidden")
                .isNotEqualTo("shadowed-module");
    }

    /** Without the file the program would fail in the same words. */
    @Test
    void whatTheHiddenModuleLacksAsWellIsNotHidden() throws Exception {
        Files.createDirectories(site.resolve("zqhidden/deep"));
        Files.writeString(site.resolve("zqhidden/__init__.py"), "value = 1\n");
        Files.writeString(site.resolve("zqhidden/part.py"), "value = 1\n");
        Files.writeString(site.resolve("zqhidden/deep/__init__.py"), "");
        Files.writeString(site.resolve("zqlib.py"), "import zqhidden.more\n");
        Path own = Files.createDirectories(folder.resolve("zqhidden"));
        Files.writeString(own.resolve("__init__.py"), "");
        Files.createDirectories(own.resolve("deep"));
        List<String> inVain = List.of(
                "from zqhidden.mine import x\n",
                "import zqhidden.value\n",
                "import zqhidden.deep.mine\n",
                "import zqhidden.part.mine\n",
                "import zqlib\n");
        for (String program : inVain) {
            assertThat(run(program).examined().answer().cause())
                    .as(program)
                    .isNotIn("shadowed-module", "distribution-missing");
        }
        Diagnosis hidden = run("import zqhidden.part\n").examined().answer();
        assertThat(hidden.cause()).isEqualTo("shadowed-module");
        assertThat(hidden.certainty()).isEqualTo(Certainty.PROVED);
        // What may be made while the module runs is not denied, nor is it known.
        Files.writeString(site.resolve("zqhidden/__init__.py"), "import sys\nsys.modules['zqhidden.mine'] = sys\n");
        Diagnosis made = run("import zqhidden.mine\n").examined().answer();
        assertThat(made.cause()).isEqualTo("shadowed-module");
        assertThat(made.certainty()).isEqualTo(Certainty.LIKELY);
        Files.writeString(site.resolve("zqhidden.py"), "value = 1\n");
        Files.move(site.resolve("zqhidden"), site.resolve("zqaside"));
        assertThat(run("import zqhidden.mine\n").examined().answer().cause())
                .as("a plain module")
                .isNotEqualTo("shadowed-module");
    }

    /** The loader dies of it without a word. */
    @Test
    void aBundledLibraryThatIsCutShortIsTheFileAtFault() throws Exception {
        Path whole = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(null);
        assumeTrue(whole != null, "there is no libz to copy");
        byte[] bytes = Files.readAllBytes(whole);
        Files.createDirectories(site.resolve("zqname.libs"));
        Files.createDirectories(site.resolve("zqmodule"));
        Path library = site.resolve("zqname.libs/libz-1a2b3c4d.so.1.2");
        Files.write(library, bytes);
        Files.writeString(
                site.resolve("zqmodule/__init__.py"),
                "import ctypes\nctypes.CDLL('" + library + "')\nprint('works')\n");
        Path info = Files.createDirectories(site.resolve("zqname-1.0.dist-info"));
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: zqname\nVersion: 1.0\n");
        Files.writeString(
                info.resolve("RECORD"),
                "zqmodule/__init__.py,,\nzqname.libs/libz-1a2b3c4d.so.1.2,," + bytes.length + "\n");
        assertThat(run("import zqmodule\n").code()).isZero();
        Files.write(library, Arrays.copyOf(bytes, bytes.length / 8));
        RealRun failed = run("import zqmodule\n");
        assertThat(failed.code()).isNotZero();
        Symptom died = new Symptom(List.of(Incident.bare(new Failure.Killed("SIGBUS"), "", 0)), false);
        Diagnosis answer = failed.examined(died, new OnlyThese(failed.machine(), Set.of(python)))
                .answer();
        assertThat(answer.cause()).isEqualTo("native-file-damaged");
        assertThat(answer.chain().getLast().file()).isEqualTo(library.toString());
        isOf(answer, library);
        // Emptied, it makes the loader speak; and gone, it is missed by its name.
        Files.write(library, new byte[0]);
        Diagnosis emptied = run("import zqmodule\n").examined().answer();
        assertThat(emptied.cause()).isEqualTo("native-file-damaged");
        assertThat(emptied.certainty()).isEqualTo(Certainty.PROVED);
        isOf(emptied, library);
        Files.delete(library);
        Diagnosis gone = run("import zqmodule\n").examined().answer();
        assertThat(gone.cause()).isEqualTo("distribution-damaged");
        isOf(gone, library);
    }

    private static void isOf(Diagnosis answer, Path library) {
        assertThat(answer.module()).isEqualTo("zqmodule");
        assertThat(answer.distribution()).isEqualTo("zqname");
        assertThat(answer.library()).isEqualTo("libz-1a2b3c4d.so.1.2");
        assertThat(answer.chain().getLast().file()).isEqualTo(library.toString());
        assertThat(answer.chain().getLast().module()).as("it is no module").isNull();
    }
}
