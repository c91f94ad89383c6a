package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.Failure.OtherException;
import tiryaq.symptom.reading.Symptoms;

/** What test runners and servers tell of the exceptions that their tests and workers died of. */
class TestRunsTest {
    private static final Failure YAML = new MissingModule("yaml", false);

    @Test
    void theMarkedLineIsThatOfThePlaceBelowIt() {
        Symptom symptom = Symptoms.in("""
                ============================= test session starts ==============================
                platform linux -- Python 3.11.7, pytest-8.4.0, pluggy-1.6.0 -- /srv/v/bin/python
                rootdir: /srv/shop
                =================================== FAILURES ===================================
                ____________________________________ test_a ____________________________________

                    def test_a():
                >       load()

                tests/test_a.py:5:\s
                _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _

                    def load():
                >       import yaml
                E       ModuleNotFoundError: No module named 'yaml'

                tests/test_a.py:2: ModuleNotFoundError
                =========================== short test summary info ============================
                FAILED tests/test_a.py::test_a - ModuleNotFoundError: No module named 'yaml'
                """);
        assertThat(symptom.incidents()).singleElement().satisfies(each -> {
            assertThat(each.failure()).isEqualTo(YAML);
            assertThat(each.frames())
                    .containsExactly(
                            new Frame("tests/test_a.py", 5, "", "load()"),
                            new Frame("tests/test_a.py", 2, "", "import yaml"));
        });
        assertThat(symptom.testing().ran()).isTrue();
        assertThat(symptom.testing().python()).isEqualTo("/srv/v/bin/python");
        assertThat(symptom.testing().paths()).containsExactly("/srv/shop");
    }

    @Test
    void aFailureInOneLineHasAPlace() {
        String both = """
                =================================== FAILURES ===================================
                E   ModuleNotFoundError: No module named 'yaml'
                /srv/test_b.py:2: ModuleNotFoundError: No module named 'yaml'
                """;
        for (String text : new String[] {both, both.replaceFirst("E   .*\n", "")}) {
            assertThat(Symptoms.in(text).incidents()).singleElement().satisfies(each -> {
                assertThat(each.failure()).isEqualTo(YAML);
                assertThat(each.frames()).containsExactly(new Frame("/srv/test_b.py", 2, "", null));
            });
        }
        String logger = "/srv/test_b.py:2: ModuleNotFoundError: No module named 'yaml'\nand on\n";
        assertThat(Symptoms.in(logger).incidents()).as("outside of a report").isEmpty();
    }

    @Test
    void testsThatFailEachInTheFormOfPythonAreFailuresOfOneRun() {
        Symptom symptom = Symptoms.in("""
                =================================== FAILURES ===================================
                ____________________________________ test_b ____________________________________
                Traceback (most recent call last):
                  File "/srv/v/lib/python3.11/site-packages/_pytest/runner.py", line 361, in from_call
                    result: TResult | None = func()
                  File "/srv/test_b.py", line 2, in test_b
                    import yaml
                ModuleNotFoundError: No module named 'yaml'
                ____________________________________ test_c ____________________________________
                Traceback (most recent call last):
                  File "/srv/v/lib/python3.11/site-packages/_pytest/runner.py", line 361, in from_call
                    result: TResult | None = func()
                  File "/srv/test_b.py", line 5, in test_c
                    assert 1 == 2
                AssertionError: assert 1 == 2
                """);
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(YAML);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FAILED tests/test_b.py::test_b - ModuleNotFoundError: No module named 'yaml'",
                "FAILED test_b.py::Sums::test_b[a b] - ModuleNotFoundError: No module named 'yaml'",
                "ERROR tests/test_b.py - ModuleNotFoundError: No module named 'yaml'",
                "ERROR tests/test_b.py::test_b - ModuleNotFoundError: No module named 'yaml'",
            })
    void theSummaryAloneTells(String line) {
        String text =
                "==== short test summary info ====\n" + line + "\nFAILED a.py::b - assert 1 == 2\n==== 2 failed ====\n";
        assertThat(Symptoms.in(text).incidents())
                .singleElement()
                .satisfies(each -> assertThat(each.failure()).isEqualTo(YAML));
    }

    /** A summary is cut at the width of the terminal: then nobody knows the name. */
    @Test
    void aSummaryThatIsCutNamesNoModule() {
        String text = """
                ==== short test summary info ====
                FAILED tests/test_b.py::test_b - ModuleNotFoundError: No module named 'ya...
                ==== 1 failed ====
                """;
        assertThat(Symptoms.in(text).incidents())
                .singleElement()
                .satisfies(each -> assertThat(each.failure())
                        .isEqualTo(new OtherException("ModuleNotFoundError", "No module named 'ya...")));
    }

    private static final String SERVER = """
            [2026-05-01 10:00:00 +0000] [7] [INFO] Booting worker with pid: 7
            [2026-05-01 10:00:00 +0000] [7] [ERROR] Exception in worker process
            Traceback (most recent call last):
              File "/srv/v/lib/python3.11/site-packages/gunicorn/arbiter.py", line 752, in spawn_worker
                worker.init_process()
              File "/srv/shop.py", line 1, in <module>
                import yaml
            ModuleNotFoundError: No module named 'yaml'
            [2026-05-01 10:00:00 +0000] [7] [INFO] Worker exiting (pid: 7)
            Traceback (most recent call last):
              File "/srv/v/lib/python3.11/site-packages/gunicorn/arbiter.py", line 683, in reap_workers
                raise HaltServer(reason, self.WORKER_BOOT_ERROR)
            gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>
            """;

    @Test
    void aServerThatOnlySaysThatItsWorkerFailedIsNoFailureOfItsOwn() {
        assertThat(Symptoms.in(SERVER).incidents().getFirst().failure()).isEqualTo(YAML);
        assertThat(Symptoms.in(SERVER).incidents().getFirst().wrappers())
                .containsExactly("gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>");
    }

    @Test
    void whatTheProgramItselfSaysOfAWorkerIsItsOwn() {
        String own = SERVER.replace(
                "/srv/v/lib/python3.11/site-packages/gunicorn/arbiter.py\", line 683", "/srv/a.py\", line 9");
        assertThat(Symptoms.in(own).incidents().getFirst().failure()).isInstanceOf(OtherException.class);
        String other = SERVER.replace("Worker failed to boot.", "no port is free");
        assertThat(Symptoms.in(other).incidents().getFirst().failure()).isInstanceOf(OtherException.class);
    }

    private static final String OPTIONAL = """
            ERROR:root:thumbnails are off
            Traceback (most recent call last):
              File "/srv/shop.py", line 2, in <module>
                import yaml
            ModuleNotFoundError: No module named 'yaml'
            serving
            Traceback (most recent call last):
              File "/srv/shop.py", line 9, in <module>
                Image.open("a")
              File "/v/lib/python3.11/site-packages/PIL/Image.py", line 683, in open
                raise ValueError(message)
            ValueError: MESSAGE
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to process image",
                "frank died of it",
                "grandchild failed",
                "the image that a worker wrote failed to load"
            })
    void whatWasLoggedBeforeIsNotWhatALibrarysFailureReports(String message) {
        Symptom symptom = Symptoms.in(OPTIONAL.replace("MESSAGE", message));
        assertThat(symptom.incidents().getFirst().failure()).isEqualTo(new OtherException("ValueError", message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "process 0 terminated with exit code 1",
                "rank 0 died",
                "DataLoader worker (pid 7) exited unexpectedly",
                "A child process failed",
                "Worker exited prematurely: exitcode 1"
            })
    void aLibrarySaysThatAWorkerDiedWhichHadPrintedWhy(String message) {
        String died = OPTIONAL.replace("MESSAGE", message).replace("ERROR:root:thumbnails are off\n", "");
        assertThat(Symptoms.in(died).incidents().getFirst().failure()).isEqualTo(YAML);
        String other = died.replace(message, "failed to process image");
        assertThat(Symptoms.in(other).incidents().getFirst().failure()).isInstanceOf(OtherException.class);
        String process = died.replace("line 2, in <module>", "line 2, in _bootstrap");
        assertThat(Symptoms.in(process).incidents().getFirst().failure())
                .as("what starts processes had printed it")
                .isEqualTo(YAML);
    }

    @Test
    void whatAProgramCapturedIsNoHeadingOfATestRunner() {
        String died = """
                Traceback (most recent call last):
                  File "/srv/shop.py", line 1, in <module>
                    import yaml
                ModuleNotFoundError: No module named 'yaml'
                """;
        String earlier = died.replace("import yaml", "{}[1]")
                .replace("ModuleNotFoundError: No module named 'yaml'", "KeyError: 1");
        for (String heading :
                List.of("--- Captured 12 images ---", "--- Captured stdout of 3 ---", "--- Captured log")) {
            Symptom symptom = Symptoms.in(earlier + heading + "\n" + died);
            assertThat(symptom.incidents().getFirst().failure()).as(heading).isEqualTo(YAML);
        }
        for (String heading : List.of("----- Captured stderr call -----", "---- Captured log setup ----")) {
            Symptom symptom = Symptoms.in(earlier + heading + "\n" + died);
            assertThat(symptom.incidents().getFirst().failure()).as(heading).isInstanceOf(OtherException.class);
        }
    }
}
