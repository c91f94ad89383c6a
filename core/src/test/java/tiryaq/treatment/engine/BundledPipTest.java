package tiryaq.treatment.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.process.CommandRun;

class BundledPipTest {
    @TempDir
    Path room;

    @ParameterizedTest
    @ValueSource(strings = {"3.8", "3.11", "3.13"})
    void theSameFilesAsByEnsurepipWhateverPipIsToldToDo(String version) throws IOException {
        Interpreter python = Pythons.python(version);
        Path home = Files.createDirectories(room.resolve("home"));
        Files.createDirectories(home.resolve(".config/pip"));
        Files.writeString(
                home.resolve(".config/pip/pip.conf"),
                "[global]\nindex-url = http://127.0.0.1:9/simple\nrequire-hashes = true\nuser = true\n");
        Map<String, String> variables = new HashMap<>(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin"));
        variables.put("PIP_NO_BINARY", ":all:");
        variables.put("PIP_FIND_LINKS", "http://127.0.0.1:9/links");
        variables.put("PYTHONPATH", home.toString());
        Machine machine = Pythons.machine(variables);
        Optional<BundledPip> bundled = BundledPip.of(python, machine);
        assumeTrue(
                bundled.isPresent(), "the pip of Python " + version + " is older than 22.3, or its ensurepip is bare");
        PipSettings settings = PipSettings.read(machine, python.prefix());
        make(new VenvPip(settings, bundled.get()), "fast", python, variables);
        make(new VenvPip(settings, null), "slow", python, variables);
        SortedMap<String, String> fast = files("fast");
        SortedMap<String, String> slow = files("slow");
        assertThat(fast.keySet()).contains("bin/pip").hasSizeGreaterThan(300).isEqualTo(slow.keySet());
        for (String each : fast.keySet()) {
            assertThat(fast.get(each)).as(each).isEqualTo(slow.get(each));
        }
        Command itself = Command.of(List.of(room.resolve("fast/env/bin/pip").toString(), "--version"), "/");
        assertThat(CommandRun.run(itself, variables, Duration.ofSeconds(30)).out())
                .contains(room.resolve("fast").toRealPath().toString());
    }

    @Test
    void ensurepipDoesItWhereThatPipIsBroken() throws IOException {
        Interpreter python = Pythons.python("3.12");
        Map<String, String> variables = Map.of("HOME", room.toString(), "PATH", "/usr/bin:/bin");
        Path environment = room.resolve("env");
        BundledPip bundled = BundledPip.of(python, Pythons.machine(variables)).orElseThrow();
        List<Engine.Make> made = new VenvPip(new PipSettings(Set.of()), bundled)
                .create(environment.toString(), python.executable(), "/", variables);
        assertThat(passes(made.getFirst().command(), variables)).isTrue();
        assertThat(environment.resolve("bin/pip")).doesNotExist();
        assertThat(passes(Objects.requireNonNull(made.getLast().otherwise()), variables))
                .isTrue();
        assertThat(environment.resolve("bin/pip")).isExecutable();
    }

    private static boolean passes(Command command, Map<String, String> variables) {
        return CommandRun.run(command, variables, Duration.ofSeconds(60)).passed();
    }

    @Test
    void aPythonWhosePipCannotInstallElsewhereIsLeftToEnsurepip() throws IOException {
        Path library = room.resolve("lib/python3.12");
        Files.createDirectories(library.resolve("ensurepip/_bundled"));
        Files.writeString(library.resolve("ensurepip/__init__.py"), "");
        Files.createDirectories(library.resolve("site-packages/pip"));
        assertThat(found(library)).isEmpty();
        Files.writeString(library.resolve("site-packages/pip/__pip-runner__.py"), "");
        assertThat(found(library)).as("no wheel").isEmpty();
        Files.writeString(library.resolve("ensurepip/_bundled/pip-24.2-py3-none-any.whl"), "");
        assertThat(found(library)).map(BundledPip::names).contains(List.of("pip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--without-pip", "--clear"})
    void theEnvironmentOfAnEnvironmentIsFilledByItsBase(String option) throws IOException {
        Interpreter base = Pythons.python("3.12");
        Map<String, String> variables = Map.of("HOME", room.toString(), "PATH", "/usr/bin:/bin");
        Path tools = room.resolve("tools");
        Command outer = Command.of(List.of(base.executable(), "-I", "-m", "venv", option, tools.toString()), "/");
        assertThat(passes(outer, variables)).isTrue();
        Interpreter python = Pythons.describe(tools.resolve("bin/python"));
        BundledPip bundled = BundledPip.of(python, Pythons.machine(variables)).orElseThrow();
        make(new VenvPip(new PipSettings(Set.of()), bundled), "inner", python, variables);
        assertThat(room.resolve("inner/env/bin/pip")).isExecutable();
    }

    private static Optional<BundledPip> found(Path library) {
        Interpreter any = Pythons.any();
        Interpreter python = new Interpreter(
                any.executable(),
                any.version(),
                "cpython",
                any.cacheTag(),
                any.soabi(),
                List.of(),
                "/nowhere",
                "/nowhere",
                "lib",
                "",
                "",
                "",
                List.of(),
                List.of("/nowhere/python312.zip", library.toString()),
                64);
        return BundledPip.of(python, Pythons.machine(Map.of()));
    }

    private void make(VenvPip engine, String name, Interpreter python, Map<String, String> variables) {
        EnginesTest.make(engine, room.resolve(name).resolve("env").toString(), python, variables);
    }

    /** What an environment holds, its own path and what was compiled left out. */
    private SortedMap<String, String> files(String name) throws IOException {
        Path folder = room.resolve(name).resolve("env");
        SortedMap<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(each).toString();
                if (!path.contains("__pycache__") && !path.equals("pyvenv.cfg")) {
                    String text = Files.readString(each, StandardCharsets.ISO_8859_1);
                    found.put(path, settled(path, text.replace(folder.toString(), "")));
                }
            }
        }
        return found;
    }

    /** Hashes and sizes of scripts tell the path that they begin with. */
    private static String settled(String path, String text) {
        return path.endsWith("/RECORD")
                ? String.join(
                        "\n",
                        new TreeSet<>(text.lines()
                                .filter(line -> !line.startsWith("../") && !line.contains("__pycache__"))
                                .toList()))
                : text;
    }
}
