package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small sick machine for each test, and what is asked of it. */
abstract class CauseCases {
    static final String OWN = ".cpython-313-x86_64-linux-gnu.so";
    static final String FOREIGN = ".cpython-312-x86_64-linux-gnu.so";

    @TempDir
    Path folder;

    Patient patient;
    String x;

    @BeforeEach
    void machine() throws IOException {
        patient = new Patient(folder);
        x = patient.name;
    }

    String missing(String module) {
        return traceback("ModuleNotFoundError: No module named '" + module + "'", "@/app/main.py", "import " + module);
    }

    /** What is said of a module that was found, and has no such attribute. */
    String lacking(String attribute) {
        return traceback(
                "AttributeError: module '" + x + "' has no attribute '" + attribute + "'",
                "@/app/main.py",
                x + "." + attribute + "()");
    }

    /** Another interpreter, whose packages have this file. */
    Patient elsewhere(String file) throws IOException {
        return patient.file("py/lib/python3.12/os.py", "")
                .file("py/lib/python3.12/site-packages/" + x + "/" + file, "")
                .other("3.12");
    }

    void is(String output, String cause) {
        Diagnosis answer = patient.answer(output);
        assertThat(answer.cause()).as("%s", answer).isEqualTo(cause);
    }
}
