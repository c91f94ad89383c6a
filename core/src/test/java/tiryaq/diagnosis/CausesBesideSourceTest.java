package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.elf;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in for the module that was meant: its source half, a mere folder, another Python's standard library. */
class CausesBesideSourceTest extends CauseCases {
    private static final String REFUSAL = "this part has not been compiled";

    /** Python tries the compiled half first; only because its tag is another's, the source half is loaded. */
    @Test
    void sourceHalfThatRefuses() throws IOException {
        patient.installed(x + "/__init__.py")
                .installed(x + "/_core.py")
                .installed(x + "/_core" + FOREIGN, elf())
                .distribution(x, "2.0", x + "/__init__.py", x + "/_core.py", x + "/_core" + FOREIGN);
        Diagnosis answer = patient.answer(refusal("raise ImportError(msg)"));
        assertThat(answer.cause()).isEqualTo("abi-tag-mismatch");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.module()).isEqualTo(x + "._core");
        assertThat(answer.distribution()).isEqualTo(x);
        assertThat(answer.chain().getLast().file()).endsWith("_core" + FOREIGN);
    }

    /** The source half imports a module that is not there. */
    private String moduleGone() {
        return traceback(
                "ModuleNotFoundError: No module named 'q" + x + "'",
                "@/app/main.py",
                "import " + x,
                patient.site() + "/" + x + "/_core.py",
                "import q" + x);
    }

    @Test
    void sourceHalfThatLacksANameOrAModule() throws IOException {
        byte[] compiled = with("\0fast\0");
        patient.installed(x + "/__init__.py").installed(x + "/_core.py").installed(x + "/_core" + FOREIGN, compiled);
        is(
                traceback(
                        "ImportError: cannot import name 'fast' from '" + x + "._core' (" + patient.site() + "/" + x
                                + "/_core.py)",
                        "@/app/main.py",
                        "from " + x + "._core import fast"),
                "abi-tag-mismatch");
        is(moduleGone(), "abi-tag-mismatch");
    }

    /** A half that is compiled from the very source beside it says and wants the same. */
    @Test
    void compiledHalfOfTheSameSourceIsNoRemedy() throws IOException {
        byte[] same = with(REFUSAL + "\0q" + x);
        patient.installed(x + "/__init__.py").installed(x + "/_core.py").installed(x + "/_core" + FOREIGN, same);
        is(refusal("raise ImportError(msg)"), "unknown");
        assertThat(patient.answer(traceback(
                                "ImportError: cannot import name 'slow' from '" + x + "._core' (" + patient.site() + "/"
                                        + x + "/_core.py)",
                                "@/app/main.py",
                                "from " + x + "._core import slow"))
                        .cause())
                .isNotEqualTo("abi-tag-mismatch");
        is(moduleGone(), "unknown");
    }

    private static byte[] with(String texts) {
        return (new String(elf(), StandardCharsets.ISO_8859_1) + texts).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void sourceHalfWithoutAForeignOneIsNoMismatch() throws IOException {
        patient.installed(x + "/__init__.py").installed(x + "/_core.py");
        is(refusal("raise ImportError(msg)"), "unknown");
        patient.installed(x + "/_core" + FOREIGN, elf()).installed(x + "/_core" + OWN, elf());
        assertThat(patient.answer(missing(x + "._other")).cause()).isNotEqualTo("abi-tag-mismatch");
        // A package is found before a file of its name, so that file is loaded by no Python.
        patient.installed(x + "/part/__init__.py").installed(x + "/part" + FOREIGN, elf());
        is(
                traceback(
                        "ImportError: " + REFUSAL,
                        "@/app/main.py",
                        "import " + x + ".part",
                        patient.site() + "/" + x + "/part/__init__.py",
                        "raise ImportError(msg)"),
                "unknown");
    }

    private String refusal(String source) {
        return traceback(
                "ImportError: " + REFUSAL,
                "@/app/main.py",
                "import " + x,
                patient.site() + "/" + x + "/__init__.py",
                "from ._core import fast",
                patient.site() + "/" + x + "/_core.py",
                source);
    }

    @Test
    void folderThatPythonTakesForAModule() throws IOException {
        patient.known(x + "\treal-" + x).file("app/" + x + "/data.csv", "1");
        String attribute = lacking("f");
        String name = traceback(
                "ImportError: cannot import name 'f' from '" + x + "' (unknown location)",
                "@/app/main.py",
                "from " + x + " import f");
        is(attribute, "distribution-missing");
        is(name, "distribution-missing");
        is(missing(x + ".part"), "distribution-missing");
        Diagnosis answer = patient.answer(attribute);
        assertThat(answer.distribution()).isEqualTo("real-" + x);
        assertThat(answer.summary().places()).containsEntry("path", patient.at("app/" + x));
        // A folder never hides a package that is anywhere on the path.
        patient.installed(x + "/__init__.py");
        assertThat(patient.answer(attribute).cause()).isNotEqualTo("distribution-missing");
    }

    @Test
    void folderOfTheProgramsOwnIsNoMissingDistribution() throws IOException {
        patient.file("app/" + x + "/part.py", "");
        is(lacking("f"), "not-an-environment-failure");
        // Packages of several distributions may share a folder that has no names itself.
        patient.known(x + ".part\t" + x + "-part").installed("q" + x + "/part/__init__.py");
        assertThat(patient.answer(traceback(
                                "ImportError: cannot import name 'f' from 'q" + x + "' (unknown location)",
                                "@/app/main.py",
                                "from q" + x + " import f"))
                        .cause())
                .isNotEqualTo("distribution-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "ModuleNotFoundError: No module named 'distutils', .stdlib-left, 3.12",
        "ModuleNotFoundError: No module named 'asyncore', .stdlib-left, 3.12",
        "ModuleNotFoundError: No module named 'urllib2', .stdlib-left, 3",
        "ModuleNotFoundError: No module named 'ConfigParser', .stdlib-left, 3",
        "AttributeError: module 'inspect' has no attribute 'getargspec', .stdlib-left, 3.11"
    })
    void moduleOfAnotherStandardLibrary(String error, String variant, String version) throws IOException {
        patient.known("distutils\tsetuptools").known("ConfigParser\tconfigparser");
        Diagnosis answer = patient.answer(traceback(error, "@/app/main.py", "use(it)"));
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.summary().key()).isEqualTo("cause.unknown.summary" + variant);
        assertThat(answer.summary().places()).containsEntry("version", version);
        assertThat(answer.distribution()).isNull();
    }

    @Test
    void moduleOfThisStandardLibraryThatIsAbsent() {
        // It joined before this version, so that only this very installation lacks it.
        Diagnosis answer = patient.answer(missing("tomllib"));
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.summary().key()).isEqualTo("cause.unknown.summary.stdlib-absent");
    }

    @Test
    void codeForPython2() {
        Diagnosis answer = patient.answer("  File \"" + patient.at("app/main.py") + "\", line 1\n    print \"x\"\n"
                + "    ^^^^^^^^^\nSyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?\n");
        assertThat(answer.summary().key()).isEqualTo("cause.unknown.summary.python2");
    }

    @ParameterizedTest
    @CsvSource({"1, x, too-short", "40000, 0, zeros", "400, t, text", "0, e, empty"})
    void bytesThatAreNoLibrary(int size, String content, String fault) throws IOException {
        byte[] bytes =
                content.equals("0") ? new byte[size] : content.repeat(size).getBytes(StandardCharsets.UTF_8);
        patient.installed("_" + x + OWN, bytes);
        Diagnosis answer = patient.answer(traceback(
                "ImportError: " + patient.site() + "/_" + x + OWN + ": file too short",
                "@/app/main.py",
                "import _" + x));
        assertThat(answer.cause()).isEqualTo("native-file-damaged");
        assertThat(answer.evidence())
                .anySatisfy(each -> assertThat(each)
                        .isInstanceOfSatisfying(
                                Evidence.DamagedFile.class,
                                file -> assertThat(file.fault().word()).isEqualTo(fault)));
    }

    /** A thread, a pool, {@code runpy}: the chain begins with what the program wrote. */
    @Test
    void chainBeginsWithTheProgram() {
        Diagnosis answer = patient.answer("Exception in thread Thread-1 (f):\n"
                + traceback(
                        "ModuleNotFoundError: No module named '" + x + "'",
                        "@/py/lib/python3.13/threading.py",
                        "self.run()",
                        "@/app/main.py",
                        "import " + x));
        assertThat(answer.chain().getFirst().file()).isEqualTo(patient.at("app/main.py"));
    }

    /** The distribution that has the module is not installed either, and that is beside the point. */
    @Test
    void aProvedAnswerHasNoAlternatives() throws IOException {
        patient.known(x + "\t" + x).installed(x + FOREIGN, elf());
        assertThat(tiryaq.catalogue.Catalogue.examine(patient.examined(missing(x))))
                .extracting(Diagnosis::cause)
                .containsExactly("abi-tag-mismatch");
    }
}
