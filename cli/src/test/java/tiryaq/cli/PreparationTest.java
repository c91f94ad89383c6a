package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.Host;
import tiryaq.cli.launch.Output;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.command.probe.AskedOnce;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.python.ModuleNames;
import tiryaq.report.Finding;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** What is looked into before the command has ended counts only if it then died of just that, and just then. */
class PreparationTest {
    private static final String DEATH = """
            Traceback (most recent call last):
              File "app.py", line 1, in <module>
                import zqmodule
            ModuleNotFoundError: No module named 'zqmodule'
            """;

    @TempDir
    Path room;

    private final AtomicLong clock = new AtomicLong(5);
    private final Preparation.Look look = new Preparation.Look();
    private final Consulted seen = new Consulted(Finding.healthy(null, null), null);

    private Session session() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Session(
                new Options("diagnose", Map.of("--offline", ""), List.of()),
                Map.of("PATH", "", "HOME", room.toString()),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                "");
    }

    private Preparation preparation() {
        LiveMachine machine = new LiveMachine(Map.of(), Host.platform());
        AskedOnce asked = new AskedOnce(executable -> new Probed.Failed(Probed.Failed.Kind.NOT_PYTHON, ""));
        Command command = Command.of(List.of("zq-python", "app.py"), room.toString());
        return new Preparation(session(), machine, asked, command, Optional.empty(), clock::get);
    }

    private static Symptom symptom(String text) throws IOException {
        return Symptoms.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theSameDeathIsTakenOnce() throws IOException {
        Preparation preparation = preparation();
        preparation.overhear(symptom(DEATH), look, () -> seen);
        assertThat(preparation.foreseen(symptom(DEATH + "rows: 3\n"))).containsSame(seen);
        assertThat(preparation.foreseen(symptom(DEATH))).isEmpty();
    }

    @Test
    void anotherDeathIsNot() throws IOException {
        Preparation preparation = preparation();
        preparation.overhear(symptom(DEATH), look, () -> seen);
        assertThat(preparation.foreseen(symptom(DEATH.replace("zqmodule", "zqother"))))
                .isEmpty();
    }

    @Test
    void whatIsOldIsLookedIntoAnew() throws IOException {
        Preparation preparation = preparation();
        preparation.overhear(symptom(DEATH), look, () -> seen);
        clock.addAndGet(60_000_000_000L);
        assertThat(preparation.foreseen(symptom(DEATH))).isEmpty();
    }

    @Test
    void aFaultThereIsNoAnswer() throws IOException {
        Preparation preparation = preparation();
        preparation.overhear(symptom(DEATH), look, () -> {
            throw new IOException("unreadable");
        });
        assertThat(preparation.foreseen(symptom(DEATH))).isEmpty();
    }

    @Test
    void whatWasSeenBeforeTheEndIsWhatIsTold() throws IOException, InterruptedException {
        Optional<Path> python = python();
        assumeTrue(python.isPresent(), "Python 3 is missing");
        Files.writeString(room.resolve("app.py"), "import zqmodule\n");
        Command command = Command.of(List.of(python.get().toString(), "app.py"), room.toString());
        Output output = new Output(DEATH.getBytes(StandardCharsets.UTF_8), new byte[0], false);
        Finished finished = new Finished(1, 0, output);
        Consultation consultation = new Consultation(session());
        consultation.prepare(command, clock::get);
        consultation.prepared();
        Finding before = new Consultation(session()).examine(command, finished).finding();
        consultation.overhear(command, output);
        waitForTheEarlyLook();
        Files.writeString(room.resolve("zqmodule.py"), "");
        assertThat(consultation.examine(command, finished).finding()).isEqualTo(before);
        assertThat(consultation.examine(command, finished).finding()).isNotEqualTo(before);
    }

    /** What was found before the end may lead to further questions, long after it. */
    @Test
    void theIndexIsAskedOnceTheCommandHasEnded() throws IOException {
        Preparation preparation = preparation();
        Optional<Providers.Provided> answer = Optional.of(new Providers.Provided("zq-dist", "index"));
        Providers index = look.asking((distributions, module) -> answer);
        assertThatThrownBy(() -> index.among(List.of("zq-dist"), "zqmodule")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> index.has("zq-dist", "zqmodule")).isInstanceOf(IllegalStateException.class);
        preparation.overhear(symptom(DEATH), look, () -> seen);
        assertThat(preparation.foreseen(symptom(DEATH))).containsSame(seen);
        assertThat(index.among(List.of("zq-dist"), "zqmodule")).isEqualTo(answer);
        assertThat(index.has("zq-dist", "zqmodule")).isEqualTo(ModuleNames.Answer.YES);
    }

    /** What is looked into for nobody must ask nobody beside what is looked into in earnest. */
    @Test
    void whoseAnswerIsNotTakenAsksNobody() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        Providers plain = (distributions, module) -> {
            asked.addAll(distributions);
            return Optional.empty();
        };
        Prober prober = executable -> {
            asked.add(executable);
            return new Probed.Failed(Probed.Failed.Kind.NOT_PYTHON, "");
        };
        look.asking(prober).probe("first");
        assertThat(asked).containsExactly("first");
        Preparation.Look replacing = new Preparation.Look();
        Preparation preparation = preparation();
        preparation.overhear(symptom(DEATH), look, () -> seen);
        preparation.overhear(symptom(DEATH.replace("zqmodule", "zqother")), replacing, () -> seen);
        assertThat(preparation.foreseen(symptom(DEATH))).isEmpty();
        Preparation.Look unneeded = new Preparation.Look();
        preparation.overhear(symptom(DEATH), unneeded, () -> seen);
        preparation.drop();
        for (Preparation.Look each : List.of(look, replacing, unneeded)) {
            assertThatThrownBy(() -> each.asking(plain).among(List.of("zq-dist"), "zqmodule"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> each.asking(prober).probe("second")).isInstanceOf(IllegalStateException.class);
        }
        assertThat(asked).containsExactly("first");
    }

    /** A program that prints a traceback may well go on; nobody is to hear of it before it has ended. */
    @Test
    void noIndexIsAskedBeforeTheEnd() throws IOException, InterruptedException {
        Optional<Path> python = python();
        assumeTrue(python.isPresent(), "Python 3 is missing");
        Path asked = room.resolve("asked");
        Path bin = Files.createDirectories(room.resolve("bin"));
        Path uv = Files.writeString(bin.resolve("uv"), "#!/bin/sh\necho \"$*\" >>" + asked + "\nexit 1\n");
        Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(room.resolve("app.py"), "import zqmodule\n");
        Command command = Command.of(List.of(python.get().toString(), "app.py"), room.toString());
        Output output = new Output(DEATH.getBytes(StandardCharsets.UTF_8), new byte[0], false);
        Session online = new Session(
                new Options("diagnose", Map.of(), List.of()),
                Map.of("PATH", bin + ":/usr/bin:/bin", "HOME", room.toString()),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                session().out(),
                session().err(),
                "");
        Consultation consultation = new Consultation(online);
        consultation.prepare(command, clock::get);
        consultation.prepared();
        consultation.overhear(command, output);
        waitForTheEarlyLook();
        assertThat(asked).doesNotExist();
        consultation.examine(command, new Finished(1, 0, output));
        assertThat(asked).exists();
    }

    /** A search path that leads into the project finds programs there whose names are those of Pythons. */
    @Test
    void noProgramOfTheProjectIsStarted() throws IOException {
        Optional<Path> python = python();
        assumeTrue(python.isPresent(), "Python 3 is missing");
        Path project = Files.createDirectories(room.resolve("project"));
        Path started = room.resolve("started");
        Files.createDirectories(project.resolve("bin"));
        for (String name : List.of("python3", "python3.9", "bin/python", "bin/python3.13")) {
            Path planted = Files.writeString(project.resolve(name), "echo \"$0\" >>" + started + "\n");
            Files.setPosixFilePermissions(planted, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(project.resolve("app.py"), "import zqmodule\n");
        Session exposed = new Session(
                new Options("diagnose", Map.of("--offline", ""), List.of()),
                Map.of("PATH", ".:./bin:" + project + "/bin:/usr/bin", "HOME", room.toString()),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                session().out(),
                session().err(),
                "");
        for (Path from : List.of(project, room)) {
            Command command = Command.of(List.of(python.get().toString(), project + "/app.py"), from.toString());
            Consultation consultation = new Consultation(exposed);
            consultation.prepare(command, clock::get);
            consultation.prepared();
            consultation.examine(
                    command,
                    new Finished(1, 0, new Output(DEATH.getBytes(StandardCharsets.UTF_8), new byte[0], false)));
            assertThat(started).doesNotExist();
        }
    }

    private static Optional<Path> python() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(each -> Path.of(each, "python3"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void waitForTheEarlyLook() throws InterruptedException {
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().equals("early")) {
                each.join();
            }
        }
    }
}
