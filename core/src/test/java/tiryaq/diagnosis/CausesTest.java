package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.cut;
import static tiryaq.diagnosis.Patient.elf;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tiryaq.symptom.Failure;

/** Every cause once where it is right and once where it is nearly right, under names that no rule can know. */
class CausesTest extends CauseCases {
    @Test
    void abiTagOfAnotherPython() throws IOException {
        patient.installed("_" + x + FOREIGN, elf()).distribution(x, "1.0", "_" + x + FOREIGN);
        Diagnosis answer = patient.answer(missing("_" + x));
        assertThat(answer.cause()).isEqualTo("abi-tag-mismatch");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.distribution()).isEqualTo(x);
        assertThat(answer.module()).isEqualTo("_" + x);
    }

    @Test
    void abiTagInsideAPackage() throws IOException {
        patient.installed(x + "/__init__.py")
                .installed(x + "/core/__init__.py")
                .installed(x + "/core/_fast" + FOREIGN, elf());
        is(missing(x + ".core._fast"), "abi-tag-mismatch");
        is(
                traceback(
                        "ImportError: cannot import name '_fast' from '" + x + ".core' (" + patient.site() + "/" + x
                                + "/core/__init__.py)",
                        "@/app/main.py",
                        "from " + x + ".core import _fast"),
                "abi-tag-mismatch");
    }

    @Test
    void abiTagOfAPackageWhoseInitIsNative() throws IOException {
        patient.installed(x + "/__init__" + FOREIGN, elf());
        // Python takes the folder for a namespace package.
        is(
                traceback(
                        "ImportError: cannot import name 'f' from '" + x + "' (unknown location)",
                        "@/app/main.py",
                        "from " + x + " import f"),
                "abi-tag-mismatch");
        is(lacking("f"), "abi-tag-mismatch");
    }

    @Test
    void abiTagInANamespace() throws IOException {
        patient.installed(x + "/part/_fast" + FOREIGN, elf());
        is(missing(x + ".part._fast"), "abi-tag-mismatch");
    }

    @Test
    void rightTagBesideTheWrongOneIsNoMismatch() throws IOException {
        patient.installed("_" + x + FOREIGN, elf()).installed("_" + x + OWN, elf());
        assertThat(patient.answer(missing("_" + x)).cause()).isNotEqualTo("abi-tag-mismatch");
    }

    @Test
    void anotherProcessorIsNoMismatchOfTags() throws IOException {
        byte[] arm = elf();
        arm[18] = (byte) 183;
        patient.installed("_" + x + ".cpython-312-aarch64-linux-gnu.so", arm);
        assertThat(patient.answer(missing("_" + x)).cause()).isNotEqualTo("abi-tag-mismatch");
    }

    @Test
    void likelyNamesAreNotTheModule() throws IOException {
        patient.installed("_" + x + "_extra" + FOREIGN, elf()).installed("_" + x + ".txt", elf());
        is(missing("_" + x), "unknown");
    }

    @Test
    void damagedNativeFile() throws IOException {
        patient.installed("_" + x + OWN, cut());
        String file = patient.site() + "/_" + x + OWN;
        is(
                traceback("ImportError: " + file + ": file too short", "@/app/main.py", "import _" + x),
                "native-file-damaged");
        is(missing("_" + x), "native-file-damaged");
        patient.installed("_" + x + OWN, elf());
        assertThat(patient.answer(traceback(
                                "ImportError: " + file + ": undefined symbol: abc", "@/app/main.py", "import _" + x))
                        .cause())
                .isNotEqualTo("native-file-damaged");
    }

    @Test
    void emptyAndPointerFiles() throws IOException {
        patient.installed("_" + x + OWN, new byte[0]);
        String file = patient.site() + "/_" + x + OWN;
        String output = traceback("ImportError: " + file + ": file too short", "@/app/main.py", "import _" + x);
        is(output, "native-file-damaged");
        patient.installed(
                "_" + x + OWN,
                "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n".getBytes(StandardCharsets.UTF_8));
        is(
                traceback("ImportError: " + file + ": invalid ELF header", "@/app/main.py", "import _" + x),
                "native-file-damaged");
    }

    /** A cut file for another Python is never tried, so mending it would help nobody. */
    @Test
    void damagedFileForAnotherPythonIsAMismatchOfTags() throws IOException {
        patient.installed("_" + x + FOREIGN, cut());
        is(missing("_" + x), "abi-tag-mismatch");
    }

    @Test
    void pollutedPathIsEnoughToLeaveOut() throws IOException {
        patient.file("old/python3.12/" + x + "/__init__.py", "")
                .file("old/python3.12/" + x + "/_fast" + FOREIGN, elf())
                .installed(x + "/__init__.py")
                .installed(x + "/_fast" + OWN, elf())
                .distribution("right-" + x, "1.0", x + "/__init__.py", x + "/_fast" + OWN)
                .file(
                        "old/python3.12/" + x + "-1.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: " + x + "\nVersion: 1.0\n")
                .file(
                        "old/python3.12/" + x + "-1.0.dist-info/RECORD",
                        x + "/__init__.py,,\n" + x + "/_fast" + FOREIGN + ",,\n")
                .variable("PYTHONPATH", patient.at("old/python3.12"));
        is(missing(x + "._fast"), "path-polluted");
        assertThat(patient.answer(missing(x + "._fast")).distribution()).isEqualTo(x);
    }

    /** Without a right copy elsewhere, leaving the entry out only moves the failure. */
    @Test
    void pollutedPathWithoutARightCopy() throws IOException {
        patient.file("old/python3.12/" + x + "/__init__.py", "")
                .file("old/python3.12/" + x + "/_fast" + FOREIGN, elf())
                .variable("PYTHONPATH", patient.at("old/python3.12"));
        is(missing(x + "._fast"), "abi-tag-mismatch");
        patient.installed(x + "/__init__.py");
        is(missing(x + "._fast"), "abi-tag-mismatch");
    }

    @Test
    void rightCopyThatIsDamagedIsNoRightCopy() throws IOException {
        patient.file("old/python3.12/" + x + "/__init__.py", "")
                .file("old/python3.12/" + x + "/_fast" + FOREIGN, elf())
                .installed(x + "/__init__.py")
                .installed(x + "/_fast" + OWN, cut())
                .variable("PYTHONPATH", patient.at("old/python3.12"));
        assertThat(patient.answer(missing(x + "._fast")).cause()).isNotEqualTo("path-polluted");
    }

    @Test
    void shadowedByTheProgramsOwnFolder() throws IOException {
        patient.file("app/" + x + ".py", "")
                .installed(x + "/__init__.py", "def get(): pass".getBytes(StandardCharsets.UTF_8))
                .installed(x + "/sub.py");
        is(
                traceback(
                        "ModuleNotFoundError: No module named '" + x + ".sub'; '" + x + "' is not a package",
                        "@/app/main.py",
                        "import " + x + ".sub"),
                "shadowed-module");
        is(
                traceback(
                        "AttributeError: module '" + x + "' has no attribute 'get'",
                        "@/app/main.py",
                        "import " + x,
                        "@/app/main.py",
                        x + ".get()"),
                "shadowed-module");
    }

    @Test
    void ownModuleThatHidesNothingIsNoShadow() throws IOException {
        patient.file("app/" + x + ".py", "");
        String output = lacking("get");
        is(output, "not-an-environment-failure");
    }

    @Test
    void shadowBeforeWrongDistribution() throws IOException {
        patient.known(x + "\tPy" + x + "\t" + x)
                .file("app/" + x + ".py", "")
                .installed(x + "/__init__.py", "def get(): pass".getBytes(StandardCharsets.UTF_8))
                .distribution(x, "1.0", x + "/__init__.py");
        is(lacking("get"), "shadowed-module");
    }

    @Test
    void wrongDistribution() throws IOException {
        patient.known(x + "\tPy" + x + "\t" + x)
                .installed(x + "/__init__.py")
                .distribution(x, "1.0", x + "/__init__.py");
        String output = lacking("get");
        is(output, "wrong-distribution");
        Diagnosis answer = patient.answer(output);
        assertThat(answer.distribution()).isEqualTo("Py" + x);
    }

    /** Whether the right one has the name is not known without a network; then it is only less sure. */
    @Test
    void wrongDistributionIsNotDeniedByAnIndexThatIsNotAsked() throws IOException {
        patient.known(x + "\tPy" + x + "\t" + x)
                .installed(x + "/__init__.py")
                .distribution(x, "1.0", x + "/__init__.py");
        patient.indexed("Py" + x, x);
        assertThat(patient.answer(lacking("get")).cause()).isNotEqualTo("wrong-distribution");
        patient.unanswered("Py" + x, x);
        Diagnosis answer = patient.answer(lacking("get"));
        assertThat(answer.cause()).isEqualTo("wrong-distribution");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void rightDistributionIsNotTheWrongOne() throws IOException {
        patient.known(x + "\tPy" + x + "\t" + x)
                .installed(x + "/__init__.py")
                .distribution("Py" + x, "1.0", x + "/__init__.py");
        assertThat(patient.answer(lacking("get")).cause()).isNotEqualTo("wrong-distribution");
    }

    @Test
    void damagedDistribution() throws IOException {
        patient.installed(x + "/__init__.py").distribution(x, "1.0", x + "/__init__.py", x + "/inner.py");
        is(missing(x + ".inner"), "distribution-damaged");
        patient.installed(x + "/inner.py");
        assertThat(patient.answer(missing(x + ".other")).cause()).isNotEqualTo("distribution-damaged");
    }

    /** What is left of an emptied package is a namespace package, which imports and has nothing in it. */
    @Test
    void emptiedPackage() throws IOException {
        String output = lacking("f");
        patient.installed(x + "/data.txt");
        assertThat(patient.answer(output).cause()).isNotEqualTo("distribution-damaged");
        patient.distribution(x, "1.0", x + "/__init__.py", x + "/data.txt");
        is(output, "distribution-damaged");
        is(
                traceback(
                        "ImportError: cannot import name 'f' from '" + x + "' (unknown location)",
                        "@/app/main.py",
                        "from " + x + " import f"),
                "distribution-damaged");
    }

    /** The program's own file is imported under the name that it takes from another. */
    @Test
    void lastLinkOfAShadowNamesTheModule() throws IOException {
        patient.file("app/" + x + ".py", "")
                .installed(x + "/__init__.py", "def f(): pass".getBytes(StandardCharsets.UTF_8))
                .installed(x + "/sub.py");
        String output = traceback(
                "ImportError: cannot import name 'f' from partially initialized module '" + x
                        + "' (most likely due to a circular import) (" + patient.at("app/" + x + ".py") + ")",
                "@/app/main.py",
                "import " + x,
                "@/app/" + x + ".py",
                "from " + x + " import f");
        assertThat(patient.answer(output).cause()).isEqualTo("shadowed-module");
        assertThat(patient.answer(output).chain().getLast().module()).isEqualTo(x);
    }

    @Test
    void damagedDistributionBeforeAnotherInterpreter() throws IOException {
        patient.distribution(x, "1.0", x + "/__init__.py");
        elsewhere("__init__.py");
        is(missing(x), "distribution-damaged");
    }

    @Test
    void installedForAnotherInterpreter() throws IOException {
        elsewhere("__init__.py");
        is(missing(x), "other-interpreter");
    }

    /** To take the other one would not be enough where it lacks what the failure came through. */
    @Test
    void theOtherInterpreterLacksTheRestOfTheChain() throws IOException {
        elsewhere("__init__.py").installed("zqlib/__init__.py");
        String output = traceback(
                "ModuleNotFoundError: No module named '" + x + "'",
                "@/app/main.py",
                "import zqlib",
                patient.site() + "/zqlib/__init__.py",
                "import " + x);
        Diagnosis answer = patient.answer(output);
        assertThat(answer.cause()).isEqualTo("other-interpreter");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        patient.known(x + "\tPy" + x);
        is(output, "distribution-missing");
    }

    /** A folder without code is a namespace everywhere; it is installed nowhere. */
    @Test
    void emptyFolderInAnotherInterpreterIsNoInstallation() throws IOException {
        elsewhere("readme.txt");
        assertThat(patient.answer(missing(x)).cause()).isNotEqualTo("other-interpreter");
    }

    @Test
    void submoduleOfANamespaceInAnotherInterpreter() throws IOException {
        elsewhere("sub/__init__.py").installed(x + "/own/__init__.py");
        is(missing(x + ".sub"), "other-interpreter");
    }

    @Test
    void missingWithAProvedProvider() {
        patient.known(x + "\tPy" + x);
        Diagnosis answer = patient.answer(missing(x));
        assertThat(answer.cause()).isEqualTo("distribution-missing");
        assertThat(answer.distribution()).isEqualTo("Py" + x);
    }

    @Test
    void missingWithoutProofNamesNoDistribution() {
        Diagnosis answer = patient.answer(missing(x));
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.distribution()).isNull();
        assertThat(answer.certainty()).isNotEqualTo(Certainty.PROVED);
    }

    @Test
    void missingSubmoduleOfAnInstalledOneIsNotMissing() throws IOException {
        patient.known(x + "\tPy" + x).installed(x + "/__init__.py");
        assertThat(patient.answer(missing(x + ".gone")).cause()).isNotEqualTo("distribution-missing");
    }

    @Test
    void projectsOwnModuleIsNotMissing() throws IOException {
        patient.file("app/src/" + x + "/__init__.py", "");
        assertThat(patient.answer(missing(x)).cause()).isNotEqualTo("distribution-missing");
    }

    @Test
    void removedFromTheStandardLibraryIsNotMissing() {
        assertThat(patient.answer(missing("distutils.core")).cause()).isNotEqualTo("distribution-missing");
        assertThat(patient.answer(missing("imp")).cause()).isNotEqualTo("distribution-missing");
    }

    @Test
    void theProgramsOwnFailure() throws IOException {
        is(traceback("ValueError: " + x, "@/app/main.py", "raise ValueError()"), "not-an-environment-failure");
        is(traceback("ZeroDivisionError: division by zero", "@/app/main.py", "1 / 0"), "not-an-environment-failure");
    }

    @Test
    void leftoversOfAnInterruptedInstall() throws IOException {
        patient.installed("~" + x.substring(1) + "/__init__.py");
        is(missing(x), "distribution-damaged");
        Files.delete(Path.of(patient.site(), "~" + x.substring(1), "__init__.py"));
        Files.delete(Path.of(patient.site(), "~" + x.substring(1)));
        patient.installed("~q/__init__.py");
        is(missing(x), "unknown");
    }

    /** A command that leads nowhere says nothing itself: what is not there is named. */
    @Test
    void aLinkOrAFirstLineThatLeadsNowhereIsNamed() throws IOException {
        patient.file("app/.venv/pyvenv.cfg", "");
        Path bin = Files.createDirectories(patient.root.resolve("app/.venv/bin"));
        Files.createSymbolicLink(bin.resolve("python3"), patient.root.resolve("gone/bin/python3"));
        Files.createSymbolicLink(bin.resolve("python"), Path.of("python3"));
        Diagnosis link = patient.notStarted(new Failure.CommandMissing(".venv/bin/python", false));
        assertThat(link.cause()).isEqualTo("unknown");
        assertThat(link.summary())
                .isEqualTo(Say.of(
                                "cause.unknown.summary.no-target",
                                "command",
                                ".venv/bin/python",
                                "target",
                                patient.at("gone/bin/python3"))
                        .as(Say.Sense.NO_TARGET));
        Diagnosis script = patient.notStarted(new Failure.CommandMissing(bin + "/python", true));
        assertThat(script.summary().key()).isEqualTo("cause.unknown.summary.no-interpreter.link");
        assertThat(patient.notStarted(new Failure.CommandMissing("/nowhere/python", true))
                        .summary()
                        .key())
                .isEqualTo("cause.unknown.summary.no-interpreter");
        assertThat(patient.notStarted(new Failure.CommandMissing("nowhere", false))
                        .summary()
                        .key())
                .isEqualTo("cause.unknown.summary.silent");
    }
}
