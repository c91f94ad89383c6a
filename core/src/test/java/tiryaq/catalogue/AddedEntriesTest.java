package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.python.PathEntry;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.candidates.Candidates;
import tiryaq.treatment.candidates.Environments;

/** Folders that a program puts on its search path itself: what real interpreters found there. */
class AddedEntriesTest {
    private static final String TAG = ".cpython-32-x86_64-linux-gnu.so";

    @TempDir
    Path folder;

    private String python = "";

    @BeforeEach
    void vendoredForAnotherPython() throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the compiled file is one for x86-64");
        folder = folder.toRealPath();
        python = Pythons.three();
        write("job/vendor/zqpack/__init__.py", "");
        Files.write(folder.resolve("job/vendor/zqpack/_fast" + TAG), ownLibrary());
        write("job/vendor/zqpack-1.5.dist-info/METADATA", "Metadata-Version: 2.1\nName: zqpack\nVersion: 1.5\n");
        write(
                "job/vendor/zqpack-1.5.dist-info/RECORD",
                "zqpack/__init__.py,,0\nzqpack/_fast" + TAG + ",,1\nzqpack-1.5.dist-info/RECORD,,\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A whole library for this machine: what is compared is the name alone. */
    private static byte[] ownLibrary() throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("jimage")));
    }

    private Examined examine(String program) throws IOException {
        write("job/main.py", program);
        Pythons.Ran ran = Pythons.run(command().argv(), folder.resolve("job"), Map.of());
        assertThat(ran.exit()).as(ran.text()).isNotZero();
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of()), new Platform("linux", "x86_64"));
        return new Examination(machine, new OnlyThese(machine, Set.of(python)), interpreter -> Providers.NONE)
                .of(Symptoms.in(ran.text()), new Ran(command(), ran.exit(), null, null));
    }

    /** Without site there are no packages, whatever this machine's interpreters hold. */
    private Command command() {
        return Command.of(List.of(python, "-S", "main.py"), folder + "/job");
    }

    private static List<String> added(Examined examined) {
        return examined.patient().environment().orElseThrow().path().entries().stream()
                .filter(entry -> entry.origin() == PathEntry.Origin.ADDED)
                .map(PathEntry::location)
                .toList();
    }

    @Test
    void theFolderOfAPackageThatLacksAPart() throws IOException {
        Examined examined = examine("import sys\nsys.path.insert(0, 'vendor')\nfrom zqpack import _fast\n");
        assertThat(added(examined)).containsExactly(folder + "/job/vendor");
        Diagnosis answer = examined.answer();
        assertThat(answer.cause()).isEqualTo("abi-tag-mismatch");
        assertThat(answer.distribution()).isEqualTo("zqpack");
        assertThat(answer.notes())
                .extracting(Say::key)
                .contains("note.added-entry", "note.headers-useless")
                .doesNotContain("note.already-satisfied");
        List<Treatment> treatments = Candidates.of(examined, command(), request -> List.of());
        assertThat(treatments).hasSize(1).noneMatch(Treatment::automatic);
        assertThat(treatments.getFirst().steps())
                .first()
                .isInstanceOfSatisfying(
                        Step.Manual.class,
                        step -> assertThat(step.command())
                                .extracting(Command::argv)
                                .asString()
                                .contains("--target, " + folder + "/job/vendor", "zqpack==1.5"));
    }

    @Test
    void theFolderThatTheStackRunsThrough() throws IOException {
        write("job/vendor/zqouter.py", "import zqpack._fast\n");
        Examined examined = examine("import sys\nsys.path.append('vendor')\nimport zqouter\n");
        assertThat(added(examined)).containsExactly(folder + "/job/vendor");
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().module()).isEqualTo("zqpack._fast");
    }

    /** Who asks for what is missing is not at fault: another environment has what is asked for. */
    @Test
    void whatIsMissingIsCuredAsEverywhere() throws IOException {
        write("job/vendor/zqouter.py", "import bs4\n");
        Examined examined = examine("import sys\nsys.path.insert(0, 'vendor')\nimport zqouter\n");
        assertThat(added(examined)).containsExactly(folder + "/job/vendor");
        assertThat(examined.answer().distribution()).isEqualTo("beautifulsoup4");
        assertThat(examined.answer().notes()).extracting(Say::key).doesNotContain("note.added-entry");
        List<Environments.Request> asked = new ArrayList<>();
        Candidates.of(examined, command(), request -> {
            asked.add(request);
            return List.of();
        });
        assertThat(asked).hasSize(1);
    }

    /**
     * Near misses: a package of the program's own without {@code __init__.py}, and a file that was run, not imported.
     */
    @Test
    void whatIsFoundFromTheProgramsOwnFolderIsNoOther() throws IOException {
        Examined inNamespace = examine("from vendor.zqpack import _fast\n");
        assertThat(added(inNamespace)).isEmpty();
        write("job/parts/step.py", "import nosuchmodule\n");
        Examined run = examine("import runpy\nrunpy.run_path('parts/step.py')\n");
        assertThat(added(run)).isEmpty();
        assertThat(run.answer().module()).isEqualTo("nosuchmodule");
    }

    /** Nothing of the stack was loaded from there: only the program's own text tells of it. */
    @Test
    void aFolderThatTheSourceAddsBeforeALaterImport() throws IOException {
        write("job/ways.py", "import pathlib, sys\nsys.path.append(str(pathlib.Path(__file__).parent / 'vendor'))\n");
        for (String way : List.of("import sys\nsys.path.insert(0, 'vendor')\n", "import ways\n")) {
            Examined examined = examine(way + "import zqpack\nprint(1)\nimport zqpack._fast\n");
            assertThat(added(examined)).containsExactly(folder + "/job/vendor");
            assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        }
    }

    /** Near misses: what is added in some cases only, and what cannot have been searched, for it would have served. */
    @Test
    void aFolderThatTheSourceMayAdd() throws IOException {
        Examined perhaps = examine("""
                import sys
                if sys.argv:
                    sys.path.insert(0, 'vendor')
                import zqpack
                print(1)
                import zqpack._fast
                """);
        assertThat(perhaps.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(perhaps.answer().certainty()).isEqualTo(Certainty.LIKELY);
        Examined never = examine("import sys\nif not sys.argv:\n    sys.path.insert(0, 'vendor')\nimport zqpack\n");
        assertThat(added(never)).isEmpty();
        Examined late = examine("import sys\nimport zqpack\nsys.path.insert(0, 'vendor')\n");
        assertThat(added(late)).isEmpty();
    }

    /** The module beside the program is not the one that Python loads. */
    @Test
    void whatIsAddedInFrontHidesWhatLiesBesideTheProgram() throws IOException {
        write("job/zqpack.py", "_fast = None\n");
        Examined hidden = examine("import sys\nsys.path.insert(0, 'vendor')\nimport zqpack\nimport zqpack._fast\n");
        assertThat(hidden.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(hidden.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(hidden.answer().module()).isEqualTo("zqpack._fast");
        Examined behind = examine("import sys\nsys.path.insert(1, 'vendor')\nimport zqpack\nimport zqpack._fast\n");
        assertThat(behind.answer().cause()).isNotEqualTo("abi-tag-mismatch");
    }

    /** One file adds a folder, then loads another that adds the next: the later one is searched first. */
    @Test
    void inTheOrderInWhichPythonReachesThem() throws IOException {
        write("job/other/zqmark.py", "");
        write("job/ways.py", "import sys\nsys.path.insert(0, 'other')\n");
        Examined examined = examine("""
                import sys
                sys.path.insert(0, 'vendor')
                import ways
                print('PATH', [each for each in sys.path if each in ('vendor', 'other')])
                import zqpack._fast
                """);
        assertThat(added(examined)).containsExactly(folder + "/job/other", folder + "/job/vendor");
    }

    /** What a folder that was perhaps searched would have brought is no failure of the program's own for certain. */
    @Test
    void aFailureThatNamesNoModuleWhereAFolderWasPerhapsAdded() throws IOException {
        write("job/vendor/zqtool.py", "load = print\n");
        String rest = """
                try:
                    import zqtool
                except ImportError:
                    zqtool = None
                zqtool.load('1')
                """;
        Examined perhaps = examine("import sys\nif not sys.argv:\n    sys.path.insert(0, 'vendor')\n" + rest);
        assertThat(perhaps.answer().summary().key()).isEqualTo("cause.unknown.summary.unshown");
        Examined other = examine("import sys\nif not sys.argv:\n    sys.path.insert(0, 'vendor')\nprint(1 / 0)\n");
        assertThat(other.answer().certainty()).isEqualTo(Certainty.LIKELY);
        Examined plain = examine("import sys\nif not sys.argv:\n    sys.path.insert(0, 'none')\nprint(1 / 0)\n");
        assertThat(plain.ownFailure()).isTrue();
        assertThat(plain.answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** No stack tells of a program that gave up in words of its own. */
    @Test
    void theScriptOfAProgramThatGaveUp() throws IOException {
        String rest = """
                try:
                    import zqpack._fast
                except ImportError:
                    sys.exit('please install zqpack')
                """;
        Examined examined = examine("import sys\nsys.path.insert(0, 'vendor')\n" + rest);
        assertThat(added(examined)).containsExactly(folder + "/job/vendor");
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        Examined late = examine("import sys\n" + rest + "sys.path.insert(0, 'vendor')\n");
        assertThat(late.answer().certainty()).isNotEqualTo(Certainty.PROVED);
    }

    /** Where a shell script starts Python, there relative folders are meant, with the variables that it sets. */
    @Test
    void theFolderInWhichAScriptStartsPython() throws IOException {
        write("job/main.py", """
                import os, sys
                sys.path.insert(0, 'vendor')
                sys.path.append(os.path.expanduser('~/packs'))
                import zqpack
                print(1)
                import zqpack._fast
                """);
        write("home/packs/zqother.py", "");
        write("start.sh", "cd job\nHOME=" + folder + "/home " + python + " -S main.py\n");
        Command start = Command.of(List.of("sh", "start.sh"), folder.toString());
        Pythons.Ran ran = Pythons.run(start.argv(), folder, Map.of());
        assertThat(ran.text()).contains("zqpack._fast");
        LiveMachine machine = new LiveMachine(Pythons.variables(Map.of()), new Platform("linux", "x86_64"));
        Examined examined = new Examination(machine, new OnlyThese(machine, Set.of(python)), each -> Providers.NONE)
                .of(Symptoms.in(ran.text()), new Ran(start, ran.exit(), null, null));
        assertThat(added(examined)).containsExactly(folder + "/job/vendor", folder + "/home/packs");
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
    }

    /** Another file of the program leaves the folder in which a relative one was meant. */
    @Test
    void aRelativeFolderOfAProgramThatGoesElsewhere() throws IOException {
        write("job/away.py", "import os\nos.chdir('/')\n");
        Examined gone = examine("import away, sys\nsys.path.insert(0, 'vendor')\nimport zqpack\n");
        assertThat(gone.patient().incident().words()).contains("zqpack");
        assertThat(gone.answer().certainty()).isNotEqualTo(Certainty.PROVED);
        Examined late = examine("import sys\nsys.path.insert(0, 'vendor')\nimport zqpack, away\nimport zqpack._fast\n");
        assertThat(late.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(late.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }
}
