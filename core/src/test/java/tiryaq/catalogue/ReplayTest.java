package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.machine.Recording;
import tiryaq.machine.Remembering;
import tiryaq.python.Interpreter;
import tiryaq.symptom.Symptoms;

/**
 * Cases that were recorded alive. {@code -Dtiryaq.record=FOLDER} makes them anew from real interpreters: a foreign native
 * module, a file of the user's own that hides another, and a file that a RECORD names and that is gone.
 */
class ReplayTest {
    private static final List<String> CASES = List.of("abi-tag-mismatch", "shadowed-module", "distribution-damaged");

    @TempDir
    Path folder;

    private static CaseRecording recorded(String code) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ReplayTest.class.getResourceAsStream("/recordings/" + code + ".json.gz"), code)) {
            return CaseRecording.load(in);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abi-tag-mismatch", "shadowed-module", "distribution-damaged"})
    void replayed(String code) throws IOException {
        Examined examined = Replay.examine(recorded(code));
        assertThat(examined.answer().cause()).isEqualTo(code);
        assertThat(examined.answer().evidence()).isNotEmpty();
        assertThat(examined.patient().environment()).isPresent();
    }

    /** Another package, of a name that no rule knows. */
    @ParameterizedTest
    @ValueSource(strings = {"abi-tag-mismatch", "shadowed-module", "distribution-damaged"})
    void renamed(String code) throws IOException {
        CaseRecording renamed = CaseRecording.parse(
                recorded(code).text().replace("quokkas", "wombats").replace("Quokkas", "Wombats"));
        Examined examined = Replay.examine(renamed);
        assertThat(examined.answer().cause()).isEqualTo(code);
        assertThat(examined.answer().toString()).contains("wombats").doesNotContain("quokkas");
    }

    /** Where the guilty file is right, or not there, the diagnosis goes away. */
    @Test
    void healed() throws IOException {
        CaseRecording native_ = recorded("abi-tag-mismatch");
        String own = "cpython-313-";
        assertThat(native_.text()).doesNotContain("_quokkas." + own);
        String right = native_.text().replace("_quokkas.cpython-312-", "_quokkas." + own);
        assertThat(Replay.examine(CaseRecording.parse(right)).answer().cause()).isNotEqualTo("abi-tag-mismatch");
        String moved = recorded("shadowed-module").text().replace("\"quokkas.py\"", "\"numbats.py\"");
        assertThat(Replay.examine(CaseRecording.parse(moved)).answer().cause()).isNotEqualTo("shadowed-module");
        String whole = recorded("distribution-damaged").text().replace("quokkas/gone.py,", "quokkas/none.txt,");
        assertThat(Replay.examine(CaseRecording.parse(whole)).answer().cause()).isNotEqualTo("distribution-damaged");
    }

    @Test
    void savedAndLoaded() throws IOException {
        CaseRecording recording = recorded("abi-tag-mismatch");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        recording.save(out, UnaryOperator.identity());
        assertThat(CaseRecording.load(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(recording);
        for (String text :
                List.of("", "{}", "[]", "nonsense", "{\"machine\":3}", "{\"machine\":{\"stats\":[[\"a\"]]}}")) {
            assertThatThrownBy(() -> CaseRecording.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Alive, recorded and replayed, the answer is one and the same. */
    @ParameterizedTest
    @ValueSource(strings = {"abi-tag-mismatch", "shadowed-module", "distribution-damaged"})
    void aliveAndReplayedAgree(String code) throws IOException {
        assertThat(CASES).contains(code);
        String python = Pythons.all().stream()
                .filter(path -> path.contains("/3.13"))
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "Python 3.13 is missing");
        folder = folder.toRealPath();
        Path venv = Pythons.venv(python, folder.resolve("venv"));
        Path site = venv.resolve("lib/python3.13/site-packages");
        Files.createDirectories(site.resolve("quokkas"));
        Path app = Files.createDirectories(folder.resolve("app"));
        Files.writeString(site.resolve("quokkas/__init__.py"), "import _quokkas\n");
        String files = "quokkas/__init__.py,,\n";
        switch (code) {
            case "abi-tag-mismatch" -> {
                Path library = site.resolve("_quokkas.cpython-312-x86_64-linux-gnu.so");
                Files.copy(aLibrary(), library);
                files += library.getFileName() + ",,\n";
            }
            case "shadowed-module" -> Files.writeString(app.resolve("quokkas.py"), "");
            default -> {
                Files.writeString(site.resolve("quokkas/__init__.py"), "from quokkas import gone\n");
                files += "quokkas/gone.py,,\n";
            }
        }
        Files.createDirectories(site.resolve("quokkas-1.0.dist-info"));
        Files.writeString(site.resolve("quokkas-1.0.dist-info/RECORD"), files);
        Files.writeString(
                site.resolve("quokkas-1.0.dist-info/METADATA"), "Metadata-Version: 2.1\nName: Quokkas\nVersion: 1.0\n");
        Files.writeString(app.resolve("main.py"), "import quokkas\nquokkas.jump\n");
        List<String> argv = List.of(venv + "/bin/python", "main.py");
        Map<String, String> variables = new TreeMap<>(Map.of("PATH", "/nonexistent", "HOME", folder + "/home"));
        Pythons.Ran run = Pythons.run(argv, app, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
        assertThat(run.exit()).isNotZero();

        Remembering machine = new Remembering(
                new LiveMachine(
                        variables,
                        new Platform("linux", System.getProperty("os.arch").replace("amd64", "x86_64"), 1000)),
                true);
        List<Interpreter> interpreters = new ArrayList<>();
        Prober prober = executable -> {
            Probed probed = new Probe(machine).probe(executable);
            if (probed instanceof Probed.Answered answered && !interpreters.contains(answered.interpreter())) {
                interpreters.add(answered.interpreter());
            }
            return probed;
        };
        Ran ran = new Ran(new Command(argv, app.toString(), Map.of(), new TreeSet<>()), run.exit(), null, null);
        Examined alive =
                new Examination(machine, prober, interpreter -> Providers.NONE).of(Symptoms.in(run.text()), ran);
        assertThat(alive.answer().cause())
                .as("%s %s", alive.answer(), run.text())
                .isEqualTo(code);

        Recording recording = machine.recorded();
        CaseRecording whole = new CaseRecording(recording, interpreters, ran, run.text());
        CaseRecording read = CaseRecording.parse(whole.text());
        assertThat(read).isEqualTo(whole);
        assertThat(Replay.examine(read).diagnoses()).isEqualTo(alive.diagnoses());
        String target = System.getProperty("tiryaq.record", "");
        if (!target.isEmpty()) {
            String home = System.getProperty("user.home");
            try (var out = Files.newOutputStream(Path.of(target, code + ".json.gz"))) {
                whole.save(
                        out, text -> text.replace(folder.toString(), "/patient").replace(home, "/home/user"));
            }
        }
    }

    private static Path aLibrary() throws IOException {
        for (String each : List.of("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64")) {
            for (String name : List.of("libdl.so.2", "libpthread.so.0", "libutil.so.1")) {
                Path library = Path.of(each, name);
                if (Files.isRegularFile(library)) {
                    return library;
                }
            }
        }
        assumeTrue(false, "no small library is here");
        return Path.of("/");
    }
}
