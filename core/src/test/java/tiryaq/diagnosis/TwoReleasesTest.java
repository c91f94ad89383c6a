package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two releases of one distribution on the path, of which the first lacks what the one behind it has. */
class TwoReleasesTest extends CauseCases {
    private String file;

    @BeforeEach
    void twoReleases() throws IOException {
        file = x + "/core.py";
        patient.file("old/" + x + "/__init__.py", "")
                .file("old/" + file, "class Context: pass\n")
                .distributionIn("old", x, "7.0", x + "/__init__.py", file)
                .installed(x + "/__init__.py")
                .installed(x + "/extra.py")
                .file(
                        "py/lib/python3.13/site-packages/" + file,
                        "if True:\n    class Context: pass\n    class Source: pass\n")
                .distribution(x, "8.1.7", x + "/__init__.py", file, x + "/extra.py")
                .file("app/main.py", "from " + x + ".core import Source\n")
                .variable("PYTHONPATH", patient.at("old"));
    }

    private Diagnosis lacks(String name) {
        return patient.answer(traceback(
                "ImportError: cannot import name '" + name + "' from '" + x + ".core' (" + patient.at("old/" + file)
                        + ")",
                "@/app/main.py",
                "from " + x + ".core import " + name));
    }

    private void hidden(Diagnosis answer, String missing) {
        assertThat(answer.cause()).isEqualTo("path-polluted");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.distribution()).isEqualTo(x);
        assertThat(answer.summary().places())
                .containsEntry("found", x + " 7.0")
                .containsEntry("wanted", x + " 8.1.7")
                .containsEntry("location", patient.site())
                .containsEntry("declaredBy", "PYTHONPATH")
                .containsEntry("name", missing);
        assertThat(answer.evidence())
                .contains(new Evidence.PathEntryGuilty(
                        patient.at("old"), "PYTHONPATH", Evidence.PathEntryGuilty.Why.OTHER_RELEASE));
    }

    @Test
    void nameAttributeAndModule() throws IOException {
        hidden(lacks("Source"), x + ".core.Source");
        hidden(
                patient.answer(traceback(
                        "AttributeError: module '" + x + ".core' has no attribute 'Source'",
                        "@/app/main.py",
                        x + ".core.Source")),
                x + ".core.Source");
        hidden(patient.answer(missing(x + ".extra")), x + ".extra");
    }

    /** What neither has, the path is not to blame for; nor where the two are one release. */
    @Test
    void neitherHasItOrBothAreOne() throws IOException {
        assertThat(lacks("Nowhere").cause()).isEqualTo("unknown");
        assertThat(patient.answer(missing(x + ".nowhere")).cause()).isEqualTo("unknown");
        Patient one = new Patient(Files.createDirectories(folder.resolve("one")));
        one.file("old/" + x + "/__init__.py", "")
                .distributionIn("old", x, "8.1.7", x + "/__init__.py")
                .installed(x + "/__init__.py")
                .installed(x + "/extra.py")
                .distribution(x, "8.1.7", x + "/__init__.py", x + "/extra.py")
                .variable("PYTHONPATH", one.at("old"));
        assertThat(one.answer(missing(x + ".extra")).summary().key()).doesNotContain(".release");
    }

    /** The one in front asks for a module that is nowhere; the one behind has come to do without it. */
    @Test
    void theFirstAsksForWhatTheOtherDoesWithout() throws IOException {
        patient.file("old/" + file, "import " + x + "old\nclass Source: pass\n");
        String output = traceback(
                "ModuleNotFoundError: No module named '" + x + "old'",
                "@/app/main.py",
                "from " + x + ".core import Source",
                "@/old/" + file,
                "import " + x + "old");
        Diagnosis answer = patient.answer(output);
        assertThat(answer.cause()).isEqualTo("path-polluted");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.module()).isEqualTo(x + ".core");
        assertThat(answer.summary().key()).endsWith(".release.asks");
        assertThat(answer.summary().places())
                .containsEntry("found", x + " 7.0")
                .containsEntry("wanted", x + " 8.1.7")
                .containsEntry("name", x + "old");
        // Near misses: it is needed there, too, in the same file or by the metadata.
        patient.file("py/lib/python3.13/site-packages/" + file, "import " + x + "old\nclass Source: pass\n");
        assertThat(patient.answer(output).cause()).isNotEqualTo("path-polluted");
        patient.file("py/lib/python3.13/site-packages/" + file, "class Source: pass\n")
                .file(
                        "py/lib/python3.13/site-packages/" + x + "-8.1.7.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: " + x + "\nVersion: 8.1.7\nRequires-Dist: " + x + "old\n");
        assertThat(patient.answer(output).cause()).isNotEqualTo("path-polluted");
    }

    /** The same of a name that a module lacks which is there: its newer release has dropped it. */
    @Test
    void theFirstAsksForANameThatTheOtherDoesWithout() throws IOException {
        String ask = "from " + x + "marks import soft_unicode";
        String metadata = "py/lib/python3.13/site-packages/" + x + "-8.1.7.dist-info/METADATA";
        String required =
                "Metadata-Version: 2.1\nName: " + x + "\nVersion: 8.1.7\nRequires-Dist: " + x + "marks>=2.0\n";
        patient.file("old/" + file, ask + "\nclass Source: pass\n")
                .file(metadata, required)
                .installed(x + "marks/__init__.py")
                .distribution(x + "marks", "3.0", x + "marks/__init__.py");
        String output = traceback(
                "ImportError: cannot import name 'soft_unicode' from '" + x + "marks' (" + patient.site() + "/" + x
                        + "marks/__init__.py)",
                "@/app/main.py",
                "from " + x + ".core import Source",
                "@/old/" + file,
                ask);
        Diagnosis answer = patient.answer(output);
        assertThat(answer.cause()).isEqualTo("path-polluted");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.summary().key()).endsWith(".release.asks");
        assertThat(answer.summary().places())
                .containsEntry("found", x + " 7.0")
                .containsEntry("wanted", x + " 8.1.7")
                .containsEntry("name", x + "marks.soft_unicode");
        // It is tried there, and done without where it fails.
        String guarded = "try:\n    " + ask + "\nexcept ImportError:\n    soft_unicode = str\nclass Source: pass\n";
        patient.file("py/lib/python3.13/site-packages/" + file, guarded);
        assertThat(patient.answer(output).cause()).isEqualTo("path-polluted");
        // Near misses: it is asked for there as well, or what is there does not suit that one either.
        patient.file("py/lib/python3.13/site-packages/" + file, ask + "\nclass Source: pass\n");
        assertThat(patient.answer(output).cause()).isNotEqualTo("path-polluted");
        patient.file("py/lib/python3.13/site-packages/" + file, "class Source: pass\n")
                .file(metadata, required.replace(">=2.0", "<3"));
        assertThat(patient.answer(output).cause()).isNotEqualTo("path-polluted");
    }

    /**
     * Where the program needs more of that folder, leaving it out is no cure; that there are two is told all the same.
     */
    @Test
    void moreIsNeededFromThere() throws IOException {
        patient.file("old/" + x + "q.py", "").file("app/main.py", "import " + x + "q\nfrom " + x + ".core import S\n");
        Diagnosis answer = lacks("Source");
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.notes()).extracting(Say::key).contains("note.hiding-release");
    }
}
