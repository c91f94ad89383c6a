package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.elf;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places where a naive rule goes wrong: zips, links, eggs, namespaces, folders of the program. */
class CausesInOddPlacesTest extends CauseCases {
    @Test
    void nativeFileOfAPackageThatIsImportedFromItself() throws IOException {
        patient.installed(x + "/__init__.py").installed(x + "/_fast" + FOREIGN, elf());
        is(
                traceback(
                        "ImportError: cannot import name '_fast' from partially initialized module '" + x
                                + "' (most likely due to a circular import) (" + patient.site() + "/" + x
                                + "/__init__.py)",
                        "@/app/main.py",
                        "import " + x,
                        patient.site() + "/" + x + "/__init__.py",
                        "from . import _fast"),
                "abi-tag-mismatch");
    }

    /** What the words call the module's parent can be a module that is no package. */
    @Test
    void foreignFileOfTheSameNameElsewhere() throws IOException {
        patient.installed(x + "/__init__.py").installed("_fast" + FOREIGN, elf());
        assertThat(patient.answer(missing(x + "._fast")).cause()).isNotEqualTo("abi-tag-mismatch");
    }

    @Test
    void twoVersionsOfOneMetadata() throws IOException {
        patient.installed(x + "/__init__.py")
                .installed(x + "/new.py")
                .distribution(x, "2.0", x + "/__init__.py", x + "/new.py")
                .distribution(x, "1.0", x + "/__init__.py", x + "/gone.py");
        is(missing(x + ".gone"), "distribution-damaged");
    }

    @Test
    void metadataOfAnEggOwnsItsModule() throws IOException {
        patient.installed(x + "/__init__.py")
                .installed(x + "/_fast" + FOREIGN, elf())
                .installed(x + "-1.0-py3.13.egg-info/top_level.txt", (x + "\n").getBytes(StandardCharsets.UTF_8))
                .installed(
                        x + "-1.0-py3.13.egg-info/PKG-INFO",
                        ("Metadata-Version: 1.1\nName: " + x + "\nVersion: 1.0\n").getBytes(StandardCharsets.UTF_8));
        Diagnosis answer = patient.answer(missing(x + "._fast"));
        assertThat(answer.cause()).isEqualTo("abi-tag-mismatch");
        assertThat(answer.distribution()).isEqualTo(x);
    }

    @Test
    void eggInfoWithoutAVersion() throws IOException {
        patient.installed("_" + x + FOREIGN, elf())
                .installed(x + ".egg-info/top_level.txt", ("_" + x + "\n").getBytes(StandardCharsets.UTF_8));
        Diagnosis answer = patient.answer(missing("_" + x));
        assertThat(answer.cause()).isEqualTo("abi-tag-mismatch");
        assertThat(answer.distribution()).isEqualTo(x);
    }

    @Test
    void missingSitePackages() throws IOException {
        Files.delete(Path.of(patient.site()));
        is(missing(x), "unknown");
    }

    @Test
    void zipOnThePath() throws IOException {
        Path zip = folder.resolve("libs.zip");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new java.util.zip.ZipEntry(x + "/__init__.py"));
            out.closeEntry();
        }
        patient.variable("PYTHONPATH", patient.at("libs.zip"));
        assertThat(patient.answer(missing(x + ".sub")).cause()).isNotEqualTo("distribution-missing");
    }

    @Test
    void linkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(Path.of(patient.site(), "_" + x + FOREIGN), Path.of("gone.so"));
        assertThat(patient.answer(missing("_" + x)).cause()).isNotEqualTo("abi-tag-mismatch");
    }

    @Test
    void ownFileOfAnInstalledProjectIsNoShadow() throws IOException {
        patient.file("app/" + x + "/__init__.py", "")
                .distributionIn("app", x, "1.0", x + "/__init__.py")
                .installed(x + "/__init__.py");
        String output = traceback(
                "ImportError: cannot import name 'gone' from '" + x + "' (" + patient.at("app") + "/" + x
                        + "/__init__.py)",
                "@/app/main.py",
                "from " + x + " import gone");
        assertThat(patient.answer(output).cause()).isNotEqualTo("shadowed-module");
    }

    @Test
    void shadowOfTheStandardLibrary() throws IOException {
        patient.file("app/" + x + ".py", "").file("py/lib/python3.13/" + x + ".py", "");
        is(
                traceback(
                        "AttributeError: module '" + x + "' has no attribute 'Thing'",
                        "@/app/main.py",
                        "import " + x,
                        "@/app/main.py",
                        x + ".Thing"),
                "shadowed-module");
    }

    @Test
    void writtenOverByAnother() throws IOException {
        patient.known(x + "\tPy" + x + "\t" + x)
                .installed(x + "/__init__.py")
                .distribution("Py" + x, "1.0", x + "/__init__.py")
                .installed(x + "/__init__.py", "other = 1\n".getBytes(StandardCharsets.UTF_8))
                .distribution(x, "1.0", x + "/__init__.py");
        is(lacking("get"), "wrong-distribution");
    }

    /** The distribution's own files are whole; what is missing was never in it. */
    @Test
    void nameThatTheVersionDoesNotHave() throws IOException {
        patient.installed(x + "/__init__.py").distribution(x, "1.0", x + "/__init__.py");
        is(
                traceback(
                        "ImportError: cannot import name 'gone' from '" + x + "' (" + patient.site() + "/" + x
                                + "/__init__.py)",
                        "@/app/main.py",
                        "from " + x + " import gone"),
                "unknown");
    }

    /** Two foreign files of one module: the one of the first entry is what a person sees first. */
    @Test
    void pollutedEntryBesideAForeignSiteFile() throws IOException {
        patient.file("old/_" + x + FOREIGN, elf())
                .installed("_" + x + FOREIGN, elf())
                .variable("PYTHONPATH", patient.at("old"));
        is(missing("_" + x), "abi-tag-mismatch");
    }

    /** A namespace on the program's side does not hide an installed package, and is no shadow. */
    @Test
    void folderOfTheProgramIsNoShadow() throws IOException {
        patient.file("app/" + x + "/data.txt", "").installed(x + "/__init__.py");
        assertThat(patient.answer(missing(x + ".sub")).cause()).isNotEqualTo("shadowed-module");
    }

    /** The program's folder is first on the path, yet what lies there may be what was meant. */
    @Test
    void ownPackageWithAKnownNameButNothingHidden() throws IOException {
        patient.file("app/" + x + "/__init__.py", "");
        assertThat(patient.answer(missing(x + ".sub")).cause())
                .isNotIn("distribution-missing", "shadowed-module", "other-interpreter");
    }

    @Test
    void foreignFileInTheProgramsOwnFolder() throws IOException {
        patient.file("app/_" + x + FOREIGN, elf());
        Diagnosis answer = patient.answer(missing("_" + x));
        assertThat(answer.cause()).isEqualTo("abi-tag-mismatch");
        assertThat(answer.distribution()).isNull();
    }

    @Test
    void stableAbiFileIsForEveryPython() throws IOException {
        patient.installed("_" + x + ".abi3.so", elf());
        assertThat(patient.answer(missing("_" + x)).cause()).isNotIn("abi-tag-mismatch", "distribution-missing");
    }

    @Test
    void debugAndFreeThreadedTags() throws IOException {
        patient.installed("_" + x + ".cpython-313t-x86_64-linux-gnu.so", elf());
        is(missing("_" + x), "abi-tag-mismatch");
    }

    /** A native file may be large and whole: only its headers and its length count. */
    @Test
    void oneByteShort() throws IOException {
        byte[] whole = elf();
        byte[] padded = java.util.Arrays.copyOf(whole, 4096);
        padded[96] = 0;
        padded[97] = 16;
        padded[104] = 0;
        padded[105] = 16;
        patient.installed("_" + x + OWN, padded);
        assertThat(patient.answer(missing("_" + x)).cause()).isNotEqualTo("native-file-damaged");
        patient.installed("_" + x + OWN, java.util.Arrays.copyOf(padded, 4095));
        is(missing("_" + x), "native-file-damaged");
    }

    /** Whichever of the two the program means: what lies there is the one's, so the other was written over. */
    @Test
    void writtenOverTheOtherWayRound() throws IOException {
        String other = "other" + x;
        patient.known(x + "\tPy" + x + "\t" + other);
        String file = "py/lib/python3.13/site-packages/" + x + "/__init__.py";
        String error = "ImportError: cannot import name 'g' from '" + x + "' (" + patient.at(file) + ")";
        String output = traceback(error, "@/app/main.py", "from " + x + " import g");
        patient.file(file, "g = 1").distribution(other, "1.0", x + "/__init__.py");
        patient.file(file, "f = 1").distribution("Py" + x, "2.0", x + "/__init__.py");
        Diagnosis answer = patient.answer(output);
        assertThat(answer.cause()).as("%s", answer).isEqualTo("wrong-distribution");
        assertThat(answer.distribution()).isEqualTo(other);
        // Neither of the two put there what lies there: then it is nobody's.
        patient.file(file, "h = 1");
        assertThat(patient.answer(output).distribution()).isNotEqualTo(other);
    }

    /** Two that share a file in the same form are no conflict. */
    @Test
    void sharedFilesAreNotWrittenOver() throws IOException {
        String other = "other" + x;
        patient.known(x + "\tPy" + x + "\t" + other);
        String file = "py/lib/python3.13/site-packages/" + x + "/__init__.py";
        patient.file(file, "f = 1")
                .distribution(other, "1.0", x + "/__init__.py")
                .distribution("Py" + x, "2.0", x + "/__init__.py");
        String error = "ImportError: cannot import name 'g' from '" + x + "' (" + patient.at(file) + ")";
        assertThat(patient.answer(traceback(error, "@/app/main.py", "from " + x + " import g"))
                        .cause())
                .isNotEqualTo("wrong-distribution");
    }

    /** What an installer put aside is not to blame for an installation that is whole by now. */
    @Test
    void leftoversBesideAWholeInstallation() throws IOException {
        String aside = "~" + x.substring(1);
        patient.installed(aside + "/__init__.py").installed(x + "/__init__.py");
        assertThat(patient.answer(missing(x)).cause()).isNotEqualTo("distribution-damaged");
        patient.distribution(x, "2.0", x + "/__init__.py");
        assertThat(patient.answer(missing(x + ".gone")).cause()).isNotEqualTo("distribution-damaged");
        // Metadata comes last: without it the new files may be half of them.
        Files.delete(Path.of(patient.site(), x + "-2.0.dist-info", "RECORD"));
        is(missing(x + ".gone"), "distribution-damaged");
    }

    /** A folder that an installer filled is not the project's own, wherever it lies. */
    @Test
    void installedBesideTheProjectIsNotItsOwn() throws IOException {
        patient.known(x + "\tPy" + x).file("libs/" + x + "/__init__.py", "");
        assertThat(patient.answer(missing(x)).cause()).isNotEqualTo("distribution-missing");
        patient.distributionIn("libs", "Py" + x, "1.0", x + "/__init__.py");
        is(missing(x), "distribution-missing");
    }

    /** Headers that are whole say nothing of what comes after them: only the RECORD tells. */
    @Test
    void aNativeFileWhoseContentsAreNotThoseInstalled() throws IOException {
        String died =
                "Inconsistency detected by ld.so: dl-machine.h: 508: elf_machine_rela_relative: Assertion failed!\n";
        for (int altered = 0; altered <= 2; altered++) {
            Patient one = new Patient(Files.createDirectories(folder.resolve("altered" + altered)));
            String module = one.name;
            one.file("app/main.py", "import " + module + "\nimport " + module + "b\n")
                    .installed(module + ".so", Patient.elf())
                    .installed(module + "b.so", Patient.elf())
                    .distribution("Quick", "1.0", module + ".so", module + "b.so");
            byte[] other = Patient.elf();
            other[other.length - 1] = 1;
            for (int i = 0; i < altered; i++) {
                one.installed(module + (i == 0 ? "" : "b") + ".so", other);
            }
            Diagnosis answer = one.answer(died);
            assertThat(answer.cause()).isEqualTo(altered == 1 ? "native-file-damaged" : "unknown");
            if (altered == 1) {
                assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
                assertThat(answer.chain().getLast().file()).isEqualTo(one.site() + "/" + module + ".so");
            }
        }
    }

    /** Which Python a folder is for stands next to its packages, whatever folders are called that lie around it. */
    @ParameterizedTest
    @ValueSource(strings = {"old", "python-app", "python/opt", "python3"})
    void anotherVersionsFolderLiesAnywhere(String place) throws IOException {
        String name = patient.name;
        patient.file("app/main.py", "import " + name + "\n")
                .file(place + "/lib/python3.8/site-packages/" + name + "/__init__.py", "import gone\n")
                .installed(name + "/__init__.py")
                .installed(name + "/gone.py")
                .variable("PYTHONPATH", patient.at(place + "/lib/python3.8/site-packages"));
        Diagnosis answer = patient.answer(Patient.traceback(
                "ModuleNotFoundError: No module named '" + name + ".gone'",
                "@/app/main.py",
                "import " + name,
                "@/" + place + "/lib/python3.8/site-packages/" + name + "/__init__.py",
                "from . import gone"));
        assertThat(answer.cause()).isEqualTo("path-polluted");
    }

    @Test
    void aStartUpLineOfPlainWordsIsKnownUnrun() throws IOException {
        String old = patient.at("old/lib/python3.8/site-packages");
        patient.file("app/main.py", "import " + patient.name + "\n")
                .file(
                        "old/lib/python3.8/site-packages/" + patient.name + ".cpython-38-x86_64-linux-gnu.so",
                        Patient.elf())
                .file("old/lib/python3.8/site-packages/" + patient.name + "/__init__.py", "import gone\n")
                .installed(patient.name + "/__init__.py")
                .installed(
                        "zz.pth", ("import sys; sys.path.insert(0, '" + old + "')\n").getBytes(StandardCharsets.UTF_8));
        String output = Patient.traceback(
                "ModuleNotFoundError: No module named '" + patient.name + ".gone'",
                "@/app/main.py",
                "import " + patient.name,
                "@/old/lib/python3.8/site-packages/" + patient.name + "/__init__.py",
                "from . import gone");
        assertThat(patient.examined(output).environment().orElseThrow().path().entries())
                .filteredOn(entry -> entry.location().equals(old))
                .singleElement()
                .satisfies(entry -> assertThat(entry.declaredBy()).endsWith("/zz.pth"));
        assertThat(patient.examined(output)
                        .environment()
                        .orElseThrow()
                        .path()
                        .locations()
                        .indexOf(old))
                .isLessThan(2);
        patient.installed(
                "zz.pth", ("import sys; sys.path.insert(0, f('" + old + "'))\n").getBytes(StandardCharsets.UTF_8));
        assertThat(patient.examined(output).environment().orElseThrow().path().locations())
                .doesNotContain(old);
    }

    @Test
    void whatTheProgramsOwnLinesDoToEachOther() throws IOException {
        patient.file("app/main.py", "import one\n")
                .file("app/one.py", "from two import b\n")
                .file("app/two.py", "from one import a\n");
        String circle = Patient.traceback(
                "ImportError: cannot import name 'a' from partially initialized module 'one' (most likely due to a"
                        + " circular import) (@/app/one.py)",
                "@/app/main.py",
                "import one",
                "@/app/one.py",
                "from two import b",
                "@/app/two.py",
                "from one import a");
        assertThat(patient.answer(circle).cause()).isEqualTo("not-an-environment-failure");
        assertThat(patient.known("one\tOne").answer(circle).cause()).isNotEqualTo("not-an-environment-failure");
        String misspelt = "ImportError: cannot import name 'patth' from 'os' (@/py/lib/python3.13/os.py).";
        assertThat(patient.answer(Patient.traceback(
                                misspelt + " Did you mean: 'path'?", "@/app/main.py", "from os import patth"))
                        .cause())
                .isEqualTo("not-an-environment-failure");
        assertThat(patient.answer(Patient.traceback(misspelt, "@/app/main.py", "from os import patth"))
                        .cause())
                .isEqualTo("unknown");
    }

    /** A child may run another Python: what is found for this one was not looked for here in vain. */
    @Test
    void whatIsFoundHereWasLookedForElsewhere() throws IOException {
        patient.installed(x + "/__init__.py");
        Diagnosis answer = patient.answer(missing(x));
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.certainty()).isNotEqualTo(Certainty.PROVED);
        assertThat(answer.evidence()).noneMatch(Evidence.Searched.class::isInstance);
        assertThat(patient.answer(missing(x + "elsewhere")).evidence()).anyMatch(Evidence.Searched.class::isInstance);
    }

    /** A folder of stubs has the compiled module's name, as in pydantic-core: Python takes that for the module. */
    @Test
    void anotherProcessorBehindAFolderOfItsName() throws IOException {
        byte[] arm = elf();
        arm[18] = (byte) 183;
        String file = x + "/_core.cpython-312-aarch64-linux-gnu.so";
        patient.installed(x + "/__init__.py")
                .installed(x + "/_core/__init__.pyi")
                .installed(file, arm);
        Diagnosis answer = patient.answer(traceback(
                "ImportError: cannot import name 'f' from '" + x + "._core' (unknown location)",
                "@/app/main.py",
                "from " + x + "._core import f"));
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.module()).isEqualTo(x + "._core");
        assertThat(answer.summary().key()).isEqualTo("cause.unknown.summary.foreign-file");
        assertThat(answer.chain().getLast().file()).isEqualTo(patient.site() + "/" + file);
    }
}
