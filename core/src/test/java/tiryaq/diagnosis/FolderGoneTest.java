package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A folder that several distributions share and that has no module of its own, as {@code jaraco}, deleted as a whole.
 */
class FolderGoneTest extends CauseCases {
    private void shared() throws IOException {
        patient.distribution(x + ".text", "4.0", x + "/text/__init__.py", x + "/text/layouts.py")
                .distribution(x + ".functools", "4.1", x + "/functools/__init__.py", x + "/functools/once.py");
    }

    private Diagnosis answer(String line) {
        return patient.answer(traceback("ModuleNotFoundError: No module named '" + x + "'", "@/app/main.py", line));
    }

    @Test
    void theOneThatTheLineAsksFor() throws IOException {
        shared();
        for (String line : new String[] {
            "from " + x + ".functools import once", "import " + x + ".functools", "from " + x + " import functools"
        }) {
            Diagnosis answer = answer(line);
            assertThat(answer.cause()).as(line).isEqualTo("distribution-damaged");
            assertThat(answer.distribution()).as(line).isEqualTo(x + ".functools");
            assertThat(answer.evidence())
                    .filteredOn(Evidence.RecordMismatch.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void oneOfThemWhereTheLineNamesNone() throws IOException {
        shared();
        assertThat(answer("plugin = importlib.import_module(name)").cause()).isEqualTo("distribution-damaged");
    }

    @Test
    void partOfASharedFolder() throws IOException {
        patient.distribution(x + ".cloud", "1.0", x + "/cloud/storage/__init__.py");
        Files.createDirectories(Path.of(patient.site(), x));
        patient.installed(x + "/other.py");
        Diagnosis answer = patient.answer(traceback(
                "ModuleNotFoundError: No module named '" + x + ".cloud'",
                "@/app/main.py",
                "from " + x + ".cloud import storage"));
        assertThat(answer.cause()).isEqualTo("distribution-damaged");
        assertThat(answer.distribution()).isEqualTo(x + ".cloud");
    }

    @Test
    void folderOfDataIsNoModule() throws IOException {
        patient.distribution("other", "1.0", x + "/data.json", "other.py").installed("other.py");
        assertThat(answer("import " + x).cause()).isNotEqualTo("distribution-damaged");
    }
}
