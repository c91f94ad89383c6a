package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Means;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/**
 * A log of this machine whose PYTHONPATH is not set any more, of a package that words its own failure as NumPy does.
 */
class ShownEntriesTest {
    private static final String HALF = """
            import sys
            ADVICE = '''

            IMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!

            Importing the C-extensions failed.

              * The Python version is: Python%d.%d from "%s"
              * The version is: "2.1"

            Original error was: %s
            '''
            try:
                from zqnum._core._umath import add
            except ImportError as exc:
                msg = ADVICE % (sys.version_info[0], sys.version_info[1], sys.executable, exc)
                raise ImportError(msg) from exc
            """;

    @TempDir
    Path folder;

    private String python = "";
    private Path script;
    private Path half;
    private Machine machine;

    @BeforeEach
    void packageForAnotherPython() throws IOException {
        folder = folder.toRealPath();
        python = Pythons.venv(Pythons.three(), folder.resolve("venv"))
                .resolve("bin/python")
                .toString();
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the compiled file is one for x86-64");
        machine = machine(Map.of());
        Path pack = Files.createDirectories(folder.resolve("libs/zqnum/_core"));
        Files.writeString(pack.resolveSibling("__init__.py"), "from . import _core\n");
        Files.writeString(pack.resolve("__init__.py"), HALF);
        half = Files.write(pack.resolve("_umath.cpython-32-x86_64-linux-gnu.so"), elf());
        script = Files.writeString(folder.resolve("ask.py"), "import zqnum\n");
    }

    private static Machine machine(Map<String, String> set) {
        return new LiveMachine(Pythons.variables(set), new Platform("linux", "x86_64"));
    }

    /** The header of a library for this processor, with one segment. */
    private static byte[] elf() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("/proc/self/exe"));
        byte[] header = java.util.Arrays.copyOf(whole, 64 + 56);
        header[16] = 3;
        java.util.Arrays.fill(header, 32, 64, (byte) 0);
        header[32] = 64;
        header[52] = 64;
        header[54] = 56;
        header[56] = 1;
        header[58] = 64;
        java.util.Arrays.fill(header, 64, header.length, (byte) 0);
        header[64] = 1;
        header[68] = 5;
        header[96] = (byte) header.length;
        header[104] = (byte) header.length;
        return header;
    }

    private Examined read(Map<String, String> set) {
        Pythons.Ran ran =
                Pythons.run(List.of(python, script.toString()), folder, Map.of("PYTHONPATH", folder + "/libs"));
        assertThat(ran.exit()).isNotZero();
        Symptom symptom = Symptoms.in(ran.text());
        assertThat(symptom.incidents().getFirst().python()).contains(python);
        return examined(set.isEmpty() ? machine : machine(set), symptom);
    }

    private Examined examined(Machine now, Symptom symptom) {
        return new Examination(now, new OnlyThese(now, Set.of(python)), interpreter -> Providers.NONE)
                .of(
                        symptom,
                        new Ran(
                                Command.of(List.of(python, script.toString()), folder.toString()),
                                null,
                                null,
                                python,
                                Means.TRACEBACK));
    }

    @Test
    void theFolderThatTheLogShowsIsExamined() {
        Examined examined = read(Map.of());
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().module()).isEqualTo("zqnum._core._umath");
        assertThat(examined.answer().chain().getLast().file()).isEqualTo(half.toString());
        assertThat(examined.answer().notes())
                .contains(Say.of(
                                "note.shown-entry",
                                "entry",
                                folder + "/libs",
                                "interpreter",
                                examined.patient().interpreterLabel())
                        .as(Say.Sense.LIMIT));
    }

    /** With the variable set as it was, nothing is in doubt. */
    @Test
    void theSamePathProvesIt() {
        Examined examined = read(Map.of("PYTHONPATH", folder + "/libs"));
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** Where nothing on the disk explains it, the log says no more than the run would. */
    @Test
    void withoutTheForeignFileItIsAsIfTheVariableWereSet() throws IOException {
        Files.delete(half);
        assertThat(read(Map.of()).answer().cause())
                .isNotEqualTo("abi-tag-mismatch")
                .isEqualTo(read(Map.of("PYTHONPATH", folder + "/libs")).answer().cause());
    }

    /** Two folders, one of which only the other's code needs: a missing top-level module was loaded from nowhere. */
    @Test
    void everyFolderThatTheFramesShowIsSearchedInItsOrder() throws IOException {
        Path client = Files.createDirectories(folder.resolve("first/zqclient/part"));
        Files.writeString(client.resolveSibling("__init__.py"), "from .part import more\n");
        Files.writeString(client.resolve("__init__.py"), "");
        Files.writeString(client.resolve("more.py"), "def go():\n    import zqneed\ngo()\n");
        Path need = Files.createDirectories(folder.resolve("second/zqneed"));
        Files.writeString(need.resolve("__init__.py"), "import _zqback\n");
        Files.createDirectories(folder.resolve("second/zqclient"));
        Files.writeString(folder.resolve("second/zqclient/__init__.py"), "raise SystemExit('the other one')\n");
        Path back = Files.write(folder.resolve("second/_zqback.cpython-32-x86_64-linux-gnu.so"), elf());
        Files.writeString(script, "import zqclient\n");
        String path = folder + "/first:" + folder + "/second";
        Pythons.Ran ran = Pythons.run(List.of(python, script.toString()), folder, Map.of("PYTHONPATH", path));
        assertThat(ran.text()).contains("No module named '_zqback'");
        Examined examined = examined(machine, Symptoms.in(ran.text()));
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().chain().getLast().file()).isEqualTo(back.toString());
        assertThat(examined.resolution())
                .hasValueSatisfying(how -> assertThat(((Invocation) how).set())
                        .as("what is shown as a cure has to search there as well")
                        .containsEntry("PYTHONPATH", path));
    }

    /** No variable is made of what the program does itself. */
    @Test
    void whatTheProgramPutsThereItselfStaysItsOwn() throws IOException {
        Path need = Files.createDirectories(folder.resolve("second/zqneed"));
        Files.writeString(need.resolve("__init__.py"), "import _zqback\n");
        Files.write(folder.resolve("second/_zqback.cpython-32-x86_64-linux-gnu.so"), elf());
        Files.writeString(script, "import sys\nsys.path.append('" + folder + "/second')\nimport zqneed\n");
        Pythons.Ran ran = Pythons.run(List.of(python, script.toString()), folder, Map.of());
        Examined examined = examined(machine, Symptoms.in(ran.text()));
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().notes()).contains(Say.of("note.added-entry", "entry", folder + "/second"));
        assertThat(examined.resolution())
                .hasValueSatisfying(how -> assertThat(((Invocation) how).set()).isEmpty());
    }
}
