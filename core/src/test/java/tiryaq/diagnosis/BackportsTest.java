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

    /** What only the backport asks for in vain nobody asks for without it; what others ask for stays needed. */
    @Test
    void asksForWhatIsGone() throws IOException {
        patient.file("py/lib/python3.13/zqpart/__init__.py", "").file("py/lib/python3.13/zqpart/abc.py", "");
        for (String words : new String[] {
            "ImportError: cannot import name 'Sequence' from 'zqpart' ("
                    + patient.at("py/lib/python3.13/zqpart/__init__.py") + ")",
            "ModuleNotFoundError: No module named 'zqpart.gone'",
            "ModuleNotFoundError: No module named 'zqgone'"
        }) {
            String asked = traceback(
                    words,
                    "@/app/main.py",
                    "import " + x,
                    patient.at("libs/" + x + "/__init__.py"),
                    "from zqpart import Sequence");
            hidden(asked);
            assertThat(patient.answer(asked.replace(
                                    patient.at("libs/" + x + "/__init__.py"), patient.at("py/lib/python3.13/asker.py")))
                            .cause())
                    .as(words)
                    .isNotEqualTo("path-polluted");
        }
    }

    /** The program uses what only the standard library's own knows. */
    @Test
    void isUsedAsTheLibrarysOwn() throws IOException {
        patient.file("py/lib/python3.13/" + x + "/__init__.py", "def made(cls=None, *, kw_only=False): pass\n")
                .file("libs/" + x + "/__init__.py", "def made(cls=None, *, init=True): pass\n")
                .file("app/main.py", "from " + x + " import made\nmade(kw_only=True)\n");
        String words = "TypeError: made() got an unexpected keyword argument 'kw_only'";
        Diagnosis answer = patient.answer(traceback(words, "@/app/main.py", "made(kw_only=True)"));
        assertThat(answer.cause()).isEqualTo("path-polluted");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(patient.answer(traceback(words.replace("kw_only", "slow"), "@/app/main.py", "made(slow=True)"))
                        .cause())
                .as("the library's own lacks it, too")
                .isNotEqualTo("path-polluted");
        assertThat(patient.answer(traceback(words.replace("made", "own"), "@/app/main.py", "own(kw_only=True)"))
                        .cause())
                .as("another function")
                .isNotEqualTo("path-polluted");
        String used = traceback(words, "@/app/main.py", "made(kw_only=True)");
        patient.file("app/main.py", "import json, \\\n    " + x + "\n" + x + ".made(kw_only=True)\n");
        assertThat(patient.answer(used).cause()).isEqualTo("path-polluted");
        patient.file("app/main.py", "\"\"\"\nimport " + x + "\n\"\"\"\nfrom zqother import made\nmade(kw_only=True)\n");
        assertThat(patient.answer(used).cause()).as("only told of").isNotEqualTo("path-polluted");
    }

    /** What only its documentation defines a backport does not have. */
    @Test
    void definesWhatItsStatementsDo() throws IOException {
        patient.file("py/lib/python3.13/" + x + "/__init__.py", "def made(cls=None, *, kw_only=False): pass\n")
                .file("libs/" + x + "/__init__.py", "\"\"\"\ndef made(cls):\n\"\"\"\n")
                .file("app/main.py", "import " + x + "\nmade(kw_only=True)\n");
        String words = "TypeError: made() got an unexpected keyword argument 'kw_only'";
        assertThat(patient.answer(traceback(words, "@/app/main.py", "made(kw_only=True)"))
                        .cause())
                .isNotEqualTo("path-polluted");
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
