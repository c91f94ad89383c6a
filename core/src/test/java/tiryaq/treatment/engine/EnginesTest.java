package tiryaq.treatment.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.index.Availability;
import tiryaq.index.WheelFinder;
import tiryaq.python.Interpreter;
import tiryaq.treatment.Plans;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

class EnginesTest {
    @TempDir
    Path room;

    private Map<String, String> with(Path uv) throws IOException {
        Path bin = Files.createDirectories(room.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("uv"), uv);
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", bin + ":/usr/bin:/bin");
        variables.put("HOME", room.toString());
        return variables;
    }

    private String chosen(Map<String, String> variables, Interpreter python) {
        return Engines.choose(Pythons.machine(variables), python, room.toString())
                .map(Engine::name)
                .orElse("none");
    }

    @Test
    void aShimThatDoesNotWorkIsNoUv() throws IOException {
        Path shim = Files.writeString(room.resolve("shim"), "#!/bin/sh\necho 'uv: no version is set' >&2\nexit 127\n");
        Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(chosen(with(shim), Pythons.any())).isEqualTo("pip");
    }

    @Test
    void uvIsNotSentToAnotherIndexThanPipWouldAsk() throws IOException {
        Interpreter python = Pythons.any();
        Map<String, String> variables = with(Path.of(Plans.uv()));
        assertThat(chosen(variables, python)).isEqualTo("uv");
        variables.put("PIP_INDEX_URL", "http://127.0.0.1:9/simple");
        assertThat(chosen(variables, python)).isEqualTo("pip");
        variables.put("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple");
        assertThat(chosen(variables, python)).isEqualTo("uv");
        variables.remove("UV_DEFAULT_INDEX");
        variables.remove("PIP_INDEX_URL");
        Files.createDirectories(room.resolve(".config/pip"));
        Files.writeString(room.resolve(".config/pip/pip.conf"), "[global]\nextra-index-url = http://127.0.0.1:9/\n");
        assertThat(chosen(variables, python)).isEqualTo("pip");
    }

    @Test
    void aPythonWithoutEnsurepipHasNoEngine() throws IOException {
        Interpreter whole = Pythons.any();
        Path library = Files.createDirectories(room.resolve("lib/venv"));
        Files.writeString(library.resolve("__init__.py"), "");
        Interpreter bare = new Interpreter(
                whole.executable(),
                whole.version(),
                "cpython",
                whole.cacheTag(),
                whole.soabi(),
                List.of(),
                room.toString(),
                room.toString(),
                "lib",
                "",
                "",
                "",
                List.of(),
                List.of(room.resolve("lib").toString()),
                64);
        assertThat(chosen(Map.of("PATH", "/nowhere"), whole)).isEqualTo("pip");
        assertThat(chosen(Map.of("PATH", "/nowhere"), bare)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pip", "uv"})
    void aConflictNamesThePinThatCouldMove(String name) {
        Path wheels = room.resolve("wheels");
        String a = TinyWheel.freshName();
        String b = TinyWheel.freshName();
        TinyWheel.pure(wheels, a, "1.0", List.of(b + ">=2"));
        TinyWheel.pure(wheels, b, "1.0", List.of());
        TinyWheel.pure(wheels, b, "2.0", List.of());
        Map<String, String> variables = Pythons.offline(room, wheels);
        Interpreter python = Pythons.any();
        Engine engine = Plans.engine(name, python, variables);
        String environment = room.resolve("env").toString();
        Duration limit = Duration.ofSeconds(60);
        make(engine, environment, python, variables);
        RunResult run = CommandRun.run(
                engine.install(environment, List.of(a + "==1.0", b + "==1.0"), "/", variables), variables, limit);
        assertThat(EngineFailure.of(run)).isEqualTo(new EngineFailure(EngineFailure.Kind.CONFLICT, b + "==1.0"));
    }

    static void make(Engine engine, String environment, Interpreter python, Map<String, String> variables) {
        for (Engine.Make each : engine.create(environment, python.executable(), "/", variables)) {
            RunResult run = CommandRun.run(each.command(), variables, Duration.ofSeconds(60));
            assertThat(run.passed()).as("%s: %s", each, run.err()).isTrue();
        }
    }

    @Test
    void aDeadIndexIsNotTakenForAMissingWheel() {
        Interpreter python = Pythons.any();
        Map<String, String> variables = Map.of(
                "HOME", room.toString(), "PIP_INDEX_URL", "http://kim:zqsecret@127.0.0.1:9/simple", "PIP_RETRIES", "1");
        Engine engine = Plans.engine("pip", python, variables);
        String environment = room.resolve("env").toString();
        Duration limit = Duration.ofSeconds(90);
        make(engine, environment, python, variables);
        RunResult run = CommandRun.run(
                engine.install(environment, List.of(TinyWheel.freshName()), "/", variables), variables, limit);
        EngineFailure failure = EngineFailure.of(run);
        assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.UNREACHABLE);
        assertThat(EngineWords.of(run.tail(), failure))
                .singleElement()
                .asString()
                .contains("new connection")
                .doesNotContain("zqsecret");
    }

    @Test
    void debiansMissingVenvNamesItsPackage() {
        // As venv/__init__.py of Debian 12 words it.
        String words = """
                The virtual environment was not created successfully because ensurepip is not
                available.  On Debian/Ubuntu systems, you need to install the python3-venv
                package using the following command.

                    apt install python3.11-venv

                You may need to use sudo with that command.
                """;
        RunResult run = new RunResult(RunResult.Ending.EXITED, 1, words, "", false);
        assertThat(EngineFailure.of(run))
                .isEqualTo(new EngineFailure(EngineFailure.Kind.NO_ENSUREPIP, "python3.11-venv"));
    }

    @Test
    void theIndexIsAskedAsTheUserHasItConfigured() {
        Path wheels = room.resolve("wheels");
        String name = TinyWheel.freshName();
        TinyWheel.pure(wheels, name, "1.0", List.of());
        Map<String, String> variables = new HashMap<>(Pythons.offline(room, wheels));
        variables.put("PYTHONPATH", room.toString());
        Interpreter python = Pythons.any();
        Engine engine = Plans.engine("pip", python, variables);
        WheelFinder finder = IndexQuestions.finder(engine, python, room.toString(), Pythons.machine(variables), false);
        assertThat(finder.available(name, "1.0")).isEqualTo(new Availability.Here());
        assertThat(room.resolve(".cache/tiryaq/index")).isNotEmptyDirectory();
    }
}
