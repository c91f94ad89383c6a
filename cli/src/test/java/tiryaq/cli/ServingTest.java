package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tiryaq.cli.fix.Consent;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatments;

/** A program that runs as the last proof until its user ends it. */
class ServingTest extends CureFixture {
    private static final String STOPPED = """
            Traceback (most recent call last):
              File "main.py", line 3, in <module>
                time.sleep(1000)
            KeyboardInterrupt
            """;

    /** As Python 3.12 prints it of {@code multiprocessing}, and with it what starts itself anew on each change. */
    private static final String CHILD = """
            Process SpawnProcess-1:
            Traceback (most recent call last):
              File "/usr/lib/python3.12/multiprocessing/process.py", line 314, in _bootstrap
                self.run()
              File "/usr/lib/python3.12/multiprocessing/process.py", line 108, in run
                self._target(*self._args, **self._kwargs)
              File "main.py", line 1, in <module>
                import flask_cors
            ModuleNotFoundError: No module named 'flask_cors'
            INFO:     Stopping reloader process [32197]
            """;

    private Outcome ended(int code, int signal, String printed) throws IOException, InterruptedException {
        needsPython();
        endsOnceItIsToldOf(code, signal, printed);
        return apply(Consent.ONE, true, treatment(Treatments.NEW_ENVIRONMENT, "new", true, ".venv"));
    }

    @Test
    void anInterruptIsNoFailure() throws IOException, InterruptedException {
        Outcome outcome = ended(130, 2, STOPPED);
        assertThat(outcome.status()).as(told.toString(StandardCharsets.UTF_8)).isEqualTo(Outcome.Status.CURED);
        assertThat(outcome.proof()).extracting(Outcome.Proof::exitCode).containsExactly(0, 130);
        assertThat(work.resolve(".venv")).exists();
    }

    @Test
    void whoIsEndedWithoutAWordHasServed() throws IOException, InterruptedException {
        assertThat(ended(143, 15, "").status()).isEqualTo(Outcome.Status.CURED);
    }

    /** What starts itself anew on each change prints the failure and waits: its user ends it because of that. */
    @Test
    void whatWasPrintedBeforeTheInterruptCounts() throws IOException, InterruptedException {
        isUncovered(ended(130, 2, MISSING));
    }

    @Test
    void neitherDoesAnEndWithNought() throws IOException, InterruptedException {
        isUncovered(ended(0, 0, CHILD));
    }

    private void isUncovered(Outcome outcome) {
        assertThat(outcome.status()).as(told.toString(StandardCharsets.UTF_8)).isEqualTo(Outcome.Status.ROLLED_BACK);
        assertThat(results(outcome)).containsExactly(Outcome.Result.UNCOVERED);
        assertThat(work.resolve(".venv")).doesNotExist();
    }
}
