package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** What a program had started failed: another Python, a thread, a process. Run by real interpreters. */
class StartedByTheProgramTest {
    @TempDir
    Path folder;

    private Path outer;
    private Path inner;
    private String text = "";
    private int code;

    @BeforeEach
    void environments() throws IOException {
        folder = folder.toRealPath();
        outer = Pythons.venv(Pythons.three(), folder.resolve("outer")).resolve("bin/python");
        inner = Pythons.venv(Pythons.three(), folder.resolve("inner")).resolve("bin/python");
        // The program's own Python has the module, so that a look at that one cannot give the right answer.
        Files.writeString(site(outer).resolve("yaml.py"), "");
        Files.writeString(folder.resolve("child.py"), "import yaml\n");
    }

    private static Path site(Path python) throws IOException {
        try (var versions = Files.list(python.resolve("../../lib").normalize())) {
            return versions.filter(each -> each.getFileName().toString().startsWith("python"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("site-packages");
        }
    }

    private Symptom printed(String... lines) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("program.py"), String.join("\n", lines) + "\n");
        ProcessBuilder start = new ProcessBuilder(outer.toString(), "program.py").directory(folder.toFile());
        start.environment().put("PYTHONNOUSERSITE", "1");
        Process process = start.redirectErrorStream(true).start();
        text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        code = process.waitFor();
        return Symptoms.in(text);
    }

    private Examined examined(Symptom symptom) {
        return examined(symptom, new ArrayList<>());
    }

    private Examined examined(Symptom symptom, List<String> asked) {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.put("PYTHONNOUSERSITE", "1");
        LiveMachine machine = new LiveMachine(variables, new Platform("linux", "x86_64", 0));
        List<String> ours = List.of(outer.toString(), inner.toString());
        return new Examination(
                        machine,
                        python -> {
                            asked.add(python);
                            return ours.contains(python)
                                    ? new Probe(machine).probe(python)
                                    : new Probed.Failed(Probed.Failed.Kind.MISSING, "");
                        },
                        python -> Providers.NONE)
                .of(
                        symptom,
                        new Ran(
                                Command.of(List.of(outer.toString(), "program.py"), folder.toString()),
                                code,
                                null,
                                null));
    }

    private void childIsExamined(Examined examined) {
        assertThat(examined.explained()).as("%s", examined.answer()).isTrue();
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.answer().evidence())
                .filteredOn(Evidence.Ran.class::isInstance)
                .map(fact -> ((Evidence.Ran) fact).executable())
                .containsExactly(inner.toString());
    }

    @Test
    void anotherPythonByItsWords() throws Exception {
        childIsExamined(
                examined(printed("import subprocess", "subprocess.run(['" + inner + "', 'child.py'], check=True)")));
    }

    @Test
    void anotherPythonByAPathObject() throws Exception {
        childIsExamined(examined(printed(
                "import pathlib, subprocess",
                "subprocess.check_call([pathlib.Path('" + inner + "'), 'child.py', \"it's\", '-x'])")));
    }

    @Test
    void anotherPythonByALineForTheShell() throws Exception {
        childIsExamined(
                examined(printed("import subprocess", "subprocess.check_call('" + inner + " child.py', shell=True)")));
    }

    /** What a program prints is not yet what it started: an interpreter that only these words know is left alone. */
    @Test
    void aPythonOfNobodysIsNotStarted() throws Exception {
        Path planted = Pythons.script(folder.resolve("planted/bin/python3"), "any bytes");
        Symptom child = printed("import subprocess", "subprocess.run(['" + inner + "', 'child.py'], check=True)");
        List<String> asked = new ArrayList<>();
        for (String python : List.of(planted.toString(), inner.toString())) {
            Symptom said = Symptoms.in(text.replace(inner.toString(), python));
            assertThat(said.incidents()).hasSameSizeAs(child.incidents());
            Examined examined = examined(said, asked);
            assertThat(examined.patient().environment().isPresent())
                    .as(python)
                    .isEqualTo(python.equals(inner.toString()));
        }
        assertThat(asked).contains(inner.toString()).doesNotContain(planted.toString());
    }

    @Test
    void ownPythonAgainIsTheProgramsOwn() throws Exception {
        Files.writeString(folder.resolve("child.py"), "import nowhere_at_all\n");
        Examined examined =
                examined(printed("import subprocess, sys", "subprocess.run([sys.executable, 'child.py'], check=True)"));
        assertThat(examined.answer().evidence())
                .filteredOn(Evidence.Ran.class::isInstance)
                .map(fact -> ((Evidence.Ran) fact).means())
                .containsExactly("argv");
    }

    @Test
    void threadThatTheProgramOutlived() throws Exception {
        Symptom symptom = printed(
                "import threading",
                "def work():",
                "    import msgpack",
                "thread = threading.Thread(target=work)",
                "thread.start()",
                "thread.join()",
                "print('done')");
        assertThat(code).isZero();
        assertThat(symptom.incidents()).anyMatch(Incident::ofOwnThread);
        Examined examined = examined(symptom).outlived();
        assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void processThatTheProgramOutlived() throws Exception {
        Symptom symptom = printed(
                "import multiprocessing",
                "def work():",
                "    import msgpack",
                "if __name__ == '__main__':",
                "    process = multiprocessing.Process(target=work)",
                "    process.start()",
                "    process.join()",
                "    print('done')");
        assertThat(code).isZero();
        assertThat(symptom.incidents()).anyMatch(Incident::ofOwnThread);
    }

    @Test
    void handledTracebackIsNoThread() throws Exception {
        Symptom symptom = printed(
                "import traceback",
                "def load():",
                "    try:",
                "        import msgpack",
                "    except ImportError:",
                "        traceback.print_exc()",
                "load()",
                "print('going on')");
        assertThat(code).isZero();
        assertThat(symptom.incidents()).isNotEmpty().noneMatch(Incident::ofOwnThread);
    }
}
