package tiryaq.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.python.Interpreter;
import tiryaq.treatment.Plans;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

class WheelFinderTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private int runs;

    private WheelFinder finder(String engine, Interpreter python, boolean offline) {
        Map<String, String> variables = Pythons.offline(room, room.resolve("wheels"));
        Installer installer = new Installer(
                engine.equals("uv") ? Plans.uv() : "",
                python.executable(),
                python.soabi(),
                room.toString(),
                new TreeSet<>());
        Runner runner = command -> {
            runs++;
            RunResult run = CommandRun.run(command, variables, Duration.ofSeconds(60));
            return new Runner.Reply(run.exitCode(), run.out(), run.err());
        };
        return new WheelFinder(installer, runner, variables, new IndexCache(room.resolve("cache")), offline);
    }

    private void wheels(Interpreter python) {
        Path folder = room.resolve("wheels");
        String tag = python.cacheTag().replace("cpython-", "cp");
        TinyWheel.make(folder, name, "1.16.0", "cp27-cp27m-linux_x86_64", List.of(), Map.of());
        TinyWheel.make(folder, name, "1.15.0", tag + "-" + tag + "-linux_x86_64", List.of(), Map.of());
        TinyWheel.make(folder, name, "1.17.0", tag + "-" + tag + "-linux_x86_64", List.of(), Map.of());
        TinyWheel.make(
                folder,
                name,
                "1.18.0",
                "py3-none-any",
                List.of(),
                Map.of(name + "/sub/__init__.py", "", "_" + name + ".abi3.so", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pip", "uv"})
    void tellsWhichVersionHasAWheelAndWhichIsNearest(String engine) {
        Interpreter python = Pythons.any();
        wheels(python);
        WheelFinder finder = finder(engine, python, false);
        assertThat(finder.available(name, "1.17")).isEqualTo(new Availability.Here());
        assertThat(finder.available(name, "1.16.0")).isEqualTo(new Availability.Nearest("1.17.0"));
        assertThat(finder.available(name, "2.0")).isEqualTo(new Availability.Nearest("1.18.0"));
        assertThat(finder.available(TinyWheel.freshName(), "1.0")).isEqualTo(new Availability.Nowhere());

        int before = runs;
        WheelFinder again = finder(engine, python, true);
        assertThat(again.available(name, "1.16.0")).isEqualTo(new Availability.Nearest("1.17.0"));
        assertThat(again.available(TinyWheel.freshName(), "1")).isInstanceOf(Availability.Unknown.class);
        assertThat(runs).as("the cache answers; offline asks nobody").isEqualTo(before);
    }

    /** As {@code opentelemetry-sdk}, whose {@code opentelemetry/sdk} is a folder that others share. */
    @Test
    void aSharedFolderIsThatOfTheDistributionWhoseNameItIs() {
        List<String> files = List.of("a/b/c/d.py", "a_b-1.0.dist-info/METADATA");
        assertThat(new WheelContents("A-b", files).provides("a.b")).isTrue();
        assertThat(new WheelContents("A-b", files).provides("a")).isFalse();
        assertThat(new WheelContents("a", files).provides("a")).isFalse();
        assertThat(new WheelContents("a-b-c", files).provides("a.b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pip", "uv"})
    void tellsWhichModulesAWheelProvides(String engine) {
        Interpreter python = Pythons.any();
        wheels(python);
        WheelReader reader = new WheelReader(finder(engine, python, false), room.resolve("cache/room"));
        WheelContents contents = reader.contents(name).orElseThrow();
        assertThat(contents.provides(name + ".sub")).isTrue();
        assertThat(contents.provides("_" + name)).isTrue();
        assertThat(contents.provides(name))
                .as("a namespace alone proves nothing")
                .isFalse();
        assertThat(contents.provides(name + ".su")).isFalse();
        assertThat(room.resolve("cache/room")).isEmptyDirectory();
        assertThat(reader.contents(TinyWheel.freshName())).isEmpty();
        assertThat(reader.contents("--index-url=x")).isEmpty();
        int before = runs;
        assertThat(new WheelReader(finder(engine, python, true), room).contents(name))
                .contains(contents);
        assertThat(runs).isEqualTo(before);
    }

    /** The second line would be a requirement of its own, or an option. */
    @ParameterizedTest
    @ValueSource(strings = {"/u", ""})
    void whatIsNotOneLineIsNotAsked(String uv) {
        Runner none = command -> {
            throw new AssertionError(command.argv().toString());
        };
        WheelFinder finder =
                new WheelFinder(new Installer(uv, "/p", "t", "/", new TreeSet<>()), none, Map.of(), null, false);
        assertThat(finder.available("x", "1\n--index-url=y")).isInstanceOf(Availability.Unknown.class);
        assertThat(finder.available("x\r-e z", "1")).isInstanceOf(Availability.Unknown.class);
    }

    @Test
    void aDeadIndexIsNoKnowledge() {
        Runner dead = command -> new Runner.Reply(1, "", """
                WARNING: Retrying (Retry(total=0)) after connection broken
                ERROR: Could not find a version that satisfies the requirement x==0.dev0 (from versions: none)
                """);
        Installer installer = new Installer("", "/p", "t", "/", new TreeSet<>());
        assertThat(new WheelFinder(installer, dead, Map.of(), null, false).available("x", "1"))
                .isInstanceOf(Availability.Unknown.class);
    }

    @Test
    void ordersReleasesByNumber() {
        assertThat(ReleaseOrder.nearest("1.8", List.of("1.10", "1.9"))).contains("1.9");
        assertThat(ReleaseOrder.same("1.0", "1")).isTrue();
        assertThat(ReleaseOrder.same("2.0rc1", "2.0")).isFalse();
        assertThat(ReleaseOrder.nearest("2.0", List.of("2.0.post1", "2.1"))).contains("2.0.post1");
        assertThat(ReleaseOrder.nearest("no version", List.of("1.0", "1.2", "2.0a1")))
                .contains("1.2");
        assertThat(ReleaseOrder.nearest("1.5", List.of("1.4", "2.0b1", "1.3"))).contains("1.4");
    }

    @Test
    void anotherFolderOrInterpreterHasItsOwnAnswers() {
        List<String> asked = new ArrayList<>();
        IndexCache cache = new IndexCache(room.resolve("cache"));
        for (String place : List.of("/one /py", "/two /py", "/one /other", "/one /py")) {
            String folder = place.substring(0, place.indexOf(' '));
            String python = place.substring(place.indexOf(' ') + 1);
            Installer installer = new Installer("", python, "cpython-313", folder, new TreeSet<>());
            Runner runner = command -> {
                asked.add(place);
                return new Runner.Reply(1, "", "ERROR: (from versions: 1.0)");
            };
            new WheelFinder(installer, runner, Map.of("HOME", "/h"), cache, false).available("zq", "1.0");
        }
        assertThat(asked).containsExactly("/one /py", "/two /py", "/one /other");
    }

    @Test
    void whatCannotBeKeptLeavesNothing() throws IOException {
        IndexCache cache = new IndexCache(room.resolve("cache"));
        cache.put("key", List.of("kept"));
        try (var files = Files.list(cache.folder())) {
            Path entry = files.findFirst().orElseThrow();
            Files.delete(entry);
            Files.createDirectories(entry.resolve("in the way"));
        }
        cache.put("key", List.of("not kept"));
        try (var files = Files.list(cache.folder())) {
            assertThat(files).hasSize(1);
        }
    }

    /** pip 26 of a machine whose index does not exist, and of one whose index has no such name. */
    @Test
    void aDeadIndexIsToldFromAnAnswer() {
        String none = """
                ERROR: Could not find a version that satisfies the requirement zq (from versions: none)
                ERROR: No matching distribution found for zq
                """;
        String dead = "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after"
                + " connection broken by 'NewConnectionError(\"<pip.Connection at 0x7f>: Failed to establish a new connection: [Errno -2] Name or"
                + " service not known\")': /simple/zq/\n";
        assertThat(WheelFinder.trouble(new Runner.Reply(1, "", none))).isEmpty();
        assertThat(WheelFinder.trouble(new Runner.Reply(1, "", dead + none)))
                .isEqualTo("Failed to establish a new connection: [Errno -2] Name or service not known");
    }
}
