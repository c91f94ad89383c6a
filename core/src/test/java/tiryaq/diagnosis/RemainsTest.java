package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an installer leaves of a distribution that it took out: a folder, which Python takes for a package. */
class RemainsTest extends CauseCases {
    @BeforeEach
    void another() throws IOException {
        patient.known(x + "\tPy" + x)
                .installed("other" + x + "/__init__.py")
                .distribution("other" + x, "1.0", "other" + x + "/__init__.py");
    }

    private void isMissing() {
        for (String output : new String[] {
            lacking("f"),
            traceback(
                    "ImportError: cannot import name 'f' from '" + x + "' (unknown location)",
                    "@/app/main.py",
                    "from " + x + " import f")
        }) {
            Diagnosis answer = patient.answer(output);
            assertThat(answer.cause()).isEqualTo("distribution-missing");
            assertThat(answer.distribution()).isEqualTo("Py" + x);
            assertThat(answer.summary().places()).containsEntry("path", patient.site() + "/" + x);
        }
    }

    /** Another Python had run it, and pip removes only the cached files of its own. */
    @Test
    void cachedFilesOfAnotherPython() throws IOException {
        patient.installed(x + "/__pycache__/__init__.cpython-311.pyc", "cached".getBytes(StandardCharsets.UTF_8));
        isMissing();
    }

    @Test
    void aFileThatNobodyOwns() throws IOException {
        patient.installed(x + "/settings.py");
        isMissing();
    }

    /** A folder that a distribution fills is its package, whatever it lacks. */
    @Test
    void aFolderThatADistributionFillsIsNone() throws IOException {
        patient.installed(x + "/settings.py").distribution(x + "-settings", "1.0", x + "/settings.py");
        assertThat(patient.answer(lacking("f")).cause()).isNotEqualTo("distribution-missing");
    }
}
