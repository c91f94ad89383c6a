package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
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
import tiryaq.diagnosis.Providers.Provided;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.machine.Problem;
import tiryaq.machine.Recording;
import tiryaq.machine.Remembering;
import tiryaq.python.Interpreter;
import tiryaq.symptom.reading.Symptoms;

/** A case as text, and a live one examined again from its recording; the trials hold the recorded cases themselves. */
class CaseRecordingTest {
    @TempDir
    Path folder;

    @Test
    void savedAndLoaded() throws IOException {
        Recording machine = new Recording(
                new Platform("linux", "x86_64"),
                Map.of("PATH", "/usr/bin"),
                Map.of("/a", new FileStatus(FileStatus.Kind.FILE, 2, 7, "1:2", false), "/b", FileStatus.ABSENT),
                Map.of("/a", FileStatus.UNREADABLE),
                Map.of("/", new Listing(List.of("a", "l"), Problem.NONE), "/x", Listing.of(Problem.FORBIDDEN)),
                Map.of("/l", Optional.of("a"), "/a", Optional.empty()),
                Map.of(
                        new Recording.Span("/a", 0, 2), new Content(new byte[] {0, -1}, Problem.NONE),
                        new Recording.Span("/l", 0, 9), new Content(new byte[] {'h', '\n'}, Problem.NONE)));
        CaseRecording recording = new CaseRecording(
                machine,
                List.of(),
                new Ran(
                        new Command(List.of("python", "x.py"), "/", Map.of("A", "b"), new TreeSet<>(List.of("C"))),
                        1,
                        null,
                        null),
                "Traceback \u0627\n",
                List.of(
                        new IndexAnswer(List.of("a", "b"), "m", Optional.of(new Provided("b", "index"))),
                        new IndexAnswer(List.of(), "n", Optional.empty())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        recording.save(out);
        assertThat(CaseRecording.load(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(recording);
    }

    @Test
    void whatIsNoRecordingIsRefused() {
        for (String text : List.of(
                "",
                "{}",
                "[]",
                "nonsense",
                "{\"machine\":3}",
                "{\"machine\":{\"stats\":[[\"a\"]]}}",
                "{\"index\":[[\"a\"]],\"machine\":{}}")) {
            assertThatThrownBy(() -> CaseRecording.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The index is not asked again: it says what it said. */
    @Test
    void theIndexAnswersAsItDid() {
        Provided provided = new Provided("b", "index");
        Providers index = IndexAnswer.replayed(List.of(new IndexAnswer(List.of("a", "b"), "m", Optional.of(provided))));
        assertThat(index.among(List.of("a", "b"), "m")).contains(provided);
        assertThat(index.among(List.of("a"), "m")).isEmpty();
        assertThat(index.among(List.of("a", "b"), "n")).isEmpty();
    }

    /** Alive, recorded and replayed, the answer is one and the same. */
    @ParameterizedTest
    @ValueSource(strings = {"abi-tag-mismatch", "shadowed-module", "distribution-damaged"})
    void aliveAndReplayedAgree(String code) throws IOException {
        String python = Pythons.of("3.13");
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
            case "shadowed-module" -> {
                Files.writeString(app.resolve("quokkas.py"), "");
                // What is hidden has what is asked for, else nothing is hidden.
                Files.writeString(site.resolve("quokkas/__init__.py"), "def jump():\n    pass\n");
            }
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
                        new Platform("linux", System.getProperty("os.arch").replace("amd64", "x86_64"))),
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
        CaseRecording whole = new CaseRecording(recording, interpreters, ran, run.text(), List.of());
        CaseRecording read = CaseRecording.parse(whole.text());
        assertThat(read).isEqualTo(whole);
        assertThat(Replay.examine(read).diagnoses()).isEqualTo(alive.diagnoses());
        // Else the answers would agree for another reason than that the machine said the same.
        assertThat(Replay.unanswered(read)).as("asked, and not recorded").isEmpty();
        Recording mute = new Recording(
                recording.platform(), recording.variables(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
        CaseRecording nothing = new CaseRecording(mute, interpreters, ran, run.text(), List.of());
        assertThat(Replay.unanswered(nothing)).contains(venv + "/bin/python");
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
