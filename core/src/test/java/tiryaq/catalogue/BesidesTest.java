package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.symptom.reading.Symptoms;

/** Programs whose output names several failures, run by real interpreters that have no packages. */
class BesidesTest {
    private static final String LOAD = """
            def load(name):
                __import__(name)

            def main():
                errors = []
                for each in PARTS:
                    try:
                        each()
                    except Exception as error:
                        errors.append(error)
                raise ExceptionGroup("plugins", errors)

            """;

    @TempDir
    Path folder;

    private static String python(String feature) {
        List<String> found = Pythons.all().stream()
                .filter(path -> path.contains("/" + feature + "."))
                .toList();
        assumeTrue(!found.isEmpty(), "no Python " + feature + " is installed");
        return found.getFirst();
    }

    private Examined examine(String feature, String program) throws IOException, InterruptedException {
        folder = folder.toRealPath();
        String python = python(feature);
        Path script = Files.writeString(folder.resolve("ask.py"), program);
        // Without site there are no packages, whatever this machine's interpreters hold.
        List<String> argv = List.of(python, "-S", script.toString());
        ProcessBuilder start = new ProcessBuilder(argv).directory(folder.toFile());
        start.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
        Process process = start.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as(printed).isNotZero();
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("PYTHON"));
        LiveMachine machine = new LiveMachine(variables, new Platform("linux", "x86_64", 0));
        return new Examination(
                        machine,
                        executable -> executable.equals(python)
                                ? new Probe(machine).probe(executable)
                                : new Probed.Failed(Probed.Failed.Kind.MISSING, ""),
                        interpreter -> Providers.NONE)
                .of(Symptoms.in(printed), new Ran(Command.of(argv, folder.toString()), code, null, null));
    }

    private static List<String> beside(Examined examined) {
        return examined.beside().stream()
                .map(each -> String.valueOf(each.answer().module()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.11", "3.13"})
    void everyPartOfAGroupStoppedTheProgram(String feature) throws Exception {
        String parts = "PARTS = [lambda: load('yaml'), lambda: load('httpx')]\nmain()\n";
        Examined examined = examine(feature, LOAD + parts);
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
        assertThat(beside(examined)).containsExactly("httpx");
        assertThat(examined.beside().getFirst().answer().distribution()).isEqualTo("httpx");
        assertThat(examined.patient().incident().whileImporting("")).isFalse();
    }

    @Test
    void aGroupInAGroupIsLookedInto() throws Exception {
        Examined examined = examine("3.13", LOAD + """
                PARTS = [lambda: load('yaml'), lambda: load('httpx')]
                inner = None
                try:
                    main()
                except ExceptionGroup as group:
                    inner = group
                try:
                    try:
                        import msgpack
                    except ImportError as error:
                        raise ExceptionGroup("all", [inner, error]) from None
                except ExceptionGroup as group:
                    raise RuntimeError("could not start") from group
                """);
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(beside(examined)).containsExactly("httpx", "msgpack");
        assertThat(examined.patient().incident().wrappers()).contains("RuntimeError: could not start");
    }

    /** A near miss: one part is a missing module, the other a fault of the program, which no environment cures. */
    @Test
    void aBugInAGroupIsToldAsOne() throws Exception {
        Examined examined = examine("3.13", LOAD + "PARTS = [lambda: {}['key'], lambda: load('yaml')]\nmain()\n");
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.beside()).singleElement().satisfies(bug -> {
            assertThat(bug.ownFailure()).isTrue();
            assertThat(bug.patient().incident().words()).isEqualTo("KeyError: 'key'");
        });
    }

    @Test
    void aGroupOfBugsIsTheProgramsOwn() throws Exception {
        Examined examined = examine("3.13", LOAD + "PARTS = [lambda: {}['key'], lambda: 1 / 0]\nmain()\n");
        assertThat(examined.ownFailure()).isTrue();
        assertThat(examined.beside()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.8", "3.13"})
    void aThreadDiesBesideTheProgram(String feature) throws Exception {
        Examined examined = examine(feature, """
                import threading

                def work():
                    import yaml

                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
                import httpx
                """);
        assertThat(examined.answer().module()).isEqualTo("httpx");
        assertThat(beside(examined)).containsExactly("yaml");
    }

    /** One root, however often it shows. */
    @Test
    void theSameModuleTwiceIsOneFailure() throws Exception {
        Examined examined = examine("3.13", """
                import threading

                def one():
                    import yaml

                def two():
                    import yaml.nodes

                for work in (one, two):
                    thread = threading.Thread(target=work)
                    thread.start()
                    thread.join()
                import yaml.error
                """);
        assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
        assertThat(examined.beside()).isEmpty();
    }

    /** A near miss: the first traceback was printed and passed over, the second killed the program. */
    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.13"})
    void whatWasHandledIsNoSecondFailure(String feature) throws Exception {
        Examined examined = examine(feature, """
                import traceback

                def optional():
                    import yaml

                try:
                    optional()
                except ImportError:
                    traceback.print_exc()
                import httpx
                """);
        assertThat(examined.answer().module()).isEqualTo("httpx");
        assertThat(examined.beside()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.13"})
    void whatAProgramReportsBeforeItGivesUpCountsAsAWhole(String feature) throws Exception {
        Examined examined = examine(feature, """
                import sys, traceback

                bad = 0
                for name in ("yaml", "httpx"):
                    try:
                        __import__(name)
                    except ImportError:
                        traceback.print_exc()
                        bad += 1
                sys.exit(bad)
                """);
        assertThat(examined.answer().module()).isEqualTo("httpx");
        assertThat(beside(examined)).containsExactly("yaml");
    }

    /** The first of two that were caught was passed over, if the handler of the second ends the program. */
    @Test
    void theOneThatEndsTheProgramIsTheFailure() throws Exception {
        Examined examined = examine("3.13", """
                import sys, traceback

                try:
                    import yaml
                except ImportError:
                    traceback.print_exc()
                try:
                    import httpx
                except ImportError:
                    traceback.print_exc()
                    sys.exit(1)
                """);
        assertThat(examined.answer().module()).isEqualTo("httpx");
        assertThat(examined.beside()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.13"})
    void aFallbackIsNoSecondFailure(String feature) throws Exception {
        Examined examined = examine(feature, """
                try:
                    import yaml
                except ImportError:
                    import httpx
                """);
        assertThat(examined.answer().module()).isEqualTo("httpx");
        assertThat(examined.beside()).isEmpty();
    }

    /** A function that looks for all that is needed names each that is missing, in words of its own. */
    @Test
    void wordsNameSeveral() throws Exception {
        Examined examined = examine("3.13", """
                import sys

                missing = []
                try:
                    import yaml
                except ImportError:
                    missing.append("please install pyyaml")
                try:
                    import httpx
                except ImportError:
                    missing.append("please install httpx")
                try:
                    import msgpack
                except ImportError:
                    msgpack = None
                if missing:
                    sys.exit("\\n".join(missing))
                """);
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(beside(examined)).containsExactly("httpx");
    }

    /** A log may be of several programs: a cure of one is none of another, so these are only counted. */
    @Test
    void anotherProgramOfALogIsOnlyCounted() {
        String log = """
                Traceback (most recent call last):
                  File "/srv/one.py", line 1, in <module>
                    import yaml
                ModuleNotFoundError: No module named 'yaml'
                Traceback (most recent call last):
                  File "/srv/two.py", line 1, in <module>
                    import httpx
                ModuleNotFoundError: No module named 'httpx'
                """;
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64", 0));
        Examined examined = new Examination(
                        machine,
                        executable -> new Probed.Failed(Probed.Failed.Kind.MISSING, ""),
                        interpreter -> Providers.NONE)
                .ofLog(Symptoms.in(log), "/");
        assertThat(examined.answer().module()).isEqualTo("httpx");
        assertThat(examined.beside()).isEmpty();
        assertThat(examined.more()).isEqualTo(1);
    }
}
