package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

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
import tiryaq.command.Pythons;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Evidence;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** What a program had started failed: another Python, a thread, a process. Run by real interpreters. */
class StartedByTheProgramTest {
    @TempDir
    Path folder;

    private Path outer;
    private Path inner;

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

    private RealRun ran(String... lines) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("program.py"), String.join("\n", lines) + "\n");
        return RealRun.of(List.of(outer.toString(), "program.py"), folder, Map.of("PYTHONNOUSERSITE", "1"));
    }

    private RealRun outlived(String... lines) throws IOException, InterruptedException {
        RealRun run = ran(lines);
        assertThat(run.code()).isZero();
        return run;
    }

    private Examined examined(RealRun run) {
        return examined(run, run.symptom(), new ArrayList<>());
    }

    private Examined examined(RealRun run, Symptom symptom, List<String> asked) {
        Prober ours = new OnlyThese(run.machine(), Set.of(outer.toString(), inner.toString()));
        return run.examined(symptom, python -> {
            asked.add(python);
            return ours.probe(python);
        });
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
                examined(ran("import subprocess", "subprocess.run(['" + inner + "', 'child.py'], check=True)")));
    }

    @Test
    void anotherPythonByAPathObject() throws Exception {
        childIsExamined(examined(ran(
                "import pathlib, subprocess",
                "subprocess.check_call([pathlib.Path('" + inner + "'), 'child.py', \"it's\", '-x'])")));
    }

    @Test
    void anotherPythonByALineForTheShell() throws Exception {
        childIsExamined(
                examined(ran("import subprocess", "subprocess.check_call('" + inner + " child.py', shell=True)")));
    }

    /** What a program prints is not yet what it started: an interpreter that only these words know is left alone. */
    @Test
    void aPythonOfNobodysIsNotStarted() throws Exception {
        Path planted = Pythons.script(folder.resolve("planted/bin/python3"), "any bytes");
        RealRun run = ran("import subprocess", "subprocess.run(['" + inner + "', 'child.py'], check=True)");
        List<String> asked = new ArrayList<>();
        for (String python : List.of(planted.toString(), inner.toString())) {
            Symptom said = Symptoms.in(run.printed().replace(inner.toString(), python));
            assertThat(said.incidents()).hasSameSizeAs(run.symptom().incidents());
            Examined examined = examined(run, said, asked);
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
                examined(ran("import subprocess, sys", "subprocess.run([sys.executable, 'child.py'], check=True)"));
        assertThat(examined.answer().evidence())
                .filteredOn(Evidence.Ran.class::isInstance)
                .map(fact -> ((Evidence.Ran) fact).means())
                .containsExactly("argv");
    }

    @Test
    void threadThatTheProgramOutlived() throws Exception {
        RealRun run = outlived(
                "import threading",
                "def work():",
                "    import msgpack",
                "thread = threading.Thread(target=work)",
                "thread.start()",
                "thread.join()",
                "print('done')");
        assertThat(run.symptom().incidents()).anyMatch(Incident::ofOwnThread);
        Examined examined = examined(run).outlived();
        assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void processThatTheProgramOutlived() throws Exception {
        RealRun run = outlived(
                "import multiprocessing",
                "def work():",
                "    import msgpack",
                "if __name__ == '__main__':",
                "    process = multiprocessing.Process(target=work)",
                "    process.start()",
                "    process.join()",
                "    print('done')");
        assertThat(run.symptom().incidents()).anyMatch(Incident::ofOwnThread);
    }

    @Test
    void handledTracebackIsNoThread() throws Exception {
        RealRun run = outlived(
                "import traceback",
                "def load():",
                "    try:",
                "        import msgpack",
                "    except ImportError:",
                "        traceback.print_exc()",
                "load()",
                "print('going on')");
        assertThat(run.symptom().incidents()).isNotEmpty().noneMatch(Incident::ofOwnThread);
    }
}
