package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;
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

    private Examined examine(String feature, String program) throws IOException, InterruptedException {
        folder = folder.toRealPath();
        Path script = Files.writeString(folder.resolve("ask.py"), program);
        // Without site there are no packages, whatever this machine's interpreters hold.
        RealRun run = RealRun.of(List.of(Pythons.of(feature), "-S", script.toString()), folder, Map.of());
        assertThat(run.code()).as(run.printed()).isNotZero();
        return run.examined();
    }

    /** The module that the program ended for, and those that it failed of beside that. */
    private static void failedOf(Examined examined, String module, String... beside) {
        assertThat(examined.answer().module()).isEqualTo(module);
        assertThat(examined.beside())
                .extracting(each -> String.valueOf(each.answer().module()))
                .containsExactly(beside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.11", "3.13"})
    void everyPartOfAGroupStoppedTheProgram(String feature) throws Exception {
        String parts = "PARTS = [lambda: load('yaml'), lambda: load('httpx')]\nmain()\n";
        Examined examined = examine(feature, LOAD + parts);
        failedOf(examined, "yaml", "httpx");
        assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
        assertThat(examined.beside().getFirst().answer().distribution()).isEqualTo("httpx");
        assertThat(examined.patient().incident().whileImporting("")).isFalse();
    }

    /** A run of tests does not end of a single one, whichever was told last. */
    @Test
    void aTestRunFailedOfTheImportAndOfTheAssertion() throws Exception {
        String failing = """
                import unittest
                class Tests(unittest.TestCase):
                    def test_a(self):
                        import httpx
                    def test_b(self):
                        self.assertEqual(1, 2)
                unittest.main()
                """;
        Examined both = examine("3.12", failing);
        failedOf(both, "httpx", "null");
        assertThat(both.beside().getFirst().ownFailure()).isTrue();
        // Near miss: assertions alone are the program's own.
        assertThat(examine("3.12", failing.replace("import httpx", "self.fail()"))
                        .ownFailure())
                .isTrue();
    }

    /** An example of a docstring that fails only for want of what the one before it would have imported. */
    @Test
    void examplesOfADocstringFailOfTheImportAndOfTheirOwn() throws Exception {
        String failing = """
                \"""
                >>> import httpx
                >>> httpx.get
                >>> {}['key']
                \"""
                import doctest, sys
                sys.exit(doctest.testmod()[0])
                """;
        Examined both = examine("3.12", failing);
        failedOf(both, "httpx", "null");
        assertThat(both.beside().getFirst().patient().incident().words()).isEqualTo("KeyError: 'key'");
        failedOf(examine("3.12", failing.replace(">>> {}['key']\n", "")), "httpx");
        assertThat(examine("3.12", failing.replace("import httpx", "httpx")).ownFailure())
                .isTrue();
        // Where nothing is known to bring the module, the other is told all the same.
        failedOf(examine("3.12", failing.replace("httpx", "zqnowhere")), "zqnowhere", "null");
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
        failedOf(examined, "yaml", "httpx", "msgpack");
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
        failedOf(examined, "httpx", "yaml");
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
        failedOf(examined, "httpx");
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
        failedOf(examined, "httpx", "yaml");
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
        failedOf(examined, "httpx");
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
        failedOf(examined, "httpx");
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
        failedOf(examined, "yaml", "httpx");
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
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        Examined examined = new Examination(machine, new OnlyThese(machine, Set.of()), interpreter -> Providers.NONE)
                .ofLog(Symptoms.in(log), "/");
        failedOf(examined, "httpx");
        assertThat(examined.more()).isEqualTo(1);
    }
}
