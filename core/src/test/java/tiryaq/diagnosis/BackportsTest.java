package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A distribution on PYTHONPATH that has a module of the running Python's standard library, for older Pythons. */
class BackportsTest extends CauseCases {
    @BeforeEach
    void backport() throws IOException {
        patient.file("py/lib/python3.13/" + x + "/__init__.py", "def flag(): pass\n")
                .file("py/lib/python3.13/asker.py", "import " + x + "\n" + x + ".flag()\n")
                .file("libs/" + x + "/__init__.py", "from . import base\n")
                .file("libs/" + x + "/base.py", "a = b.async\n")
                .distributionIn("libs", x + "34", "1.1", x + "/__init__.py", x + "/base.py")
                .file("app/main.py", "import asker\n")
                .variable("PYTHONPATH", patient.at("libs"));
    }

    private void hidden(String output) {
        Diagnosis answer = patient.answer(output);
        assertThat(answer.cause()).as("%s", answer).isEqualTo("path-polluted");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.distribution()).isNull();
        assertThat(answer.summary().places())
                .containsEntry("found", x + "34 1.1")
                .containsEntry("module", x)
                .containsEntry("declaredBy", "PYTHONPATH");
        assertThat(answer.evidence())
                .contains(new Evidence.PathEntryGuilty(
                        patient.at("libs"), "PYTHONPATH", Evidence.PathEntryGuilty.Why.HIDES_STANDARD_LIBRARY));
    }

    private String lacks(String name) {
        return traceback(
                "AttributeError: module '" + x + "' has no attribute '" + name + "'",
                "@/app/main.py",
                "import asker",
                patient.at("py/lib/python3.13/asker.py"),
                x + "." + name + "()");
    }

    private String broken() {
        return traceback(
                "SyntaxError: invalid syntax",
                "@/app/main.py",
                "import " + x,
                patient.at("libs/" + x + "/__init__.py"),
                "from . import base",
                patient.at("libs/" + x + "/base.py"),
                "a = b.async");
    }

    @Test
    void lacksANameOrDoesNotLoad() {
        hidden(lacks("flag"));
        hidden(broken());
    }

    /** What the standard library lacks as well; where the entry is needed; where the library is merely used. */
    @Test
    void nearMisses() throws IOException {
        assertThat(patient.answer(lacks("nowhere")).cause()).isNotEqualTo("path-polluted");
        String used = traceback(
                        "ValueError: no",
                        "@/app/main.py",
                        x + ".call(work)",
                        patient.at("libs/" + x + "/base.py"),
                        "f()")
                .replace("line 3, in <module>", "line 3, in call");
        assertThat(patient.answer(used).cause()).isNotEqualTo("path-polluted");
        patient.file("libs/" + x + "needed.py", "").file("app/main.py", "import asker, " + x + "needed\n");
        assertThat(patient.answer(broken()).cause()).isNotEqualTo("path-polluted");
    }

    /** Behind the standard library nothing is hidden. */
    @Test
    void amongInstalledPackages() throws IOException {
        patient.variable("PYTHONPATH", "").installed(x + "/base.py").distribution(x + "34", "1.1", x + "/base.py");
        assertThat(patient.answer(broken().replace(patient.at("libs"), patient.site()))
                        .cause())
                .isNotEqualTo("path-polluted");
    }
}
