package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;

/** What real interpreters say of compiled modules in a zip, from which no Python loads one. */
class ArchivedModulesTest {
    private static final String KEY = "cause.unknown.summary.archived";
    private static final String NATIVE = ".abi3.so";

    @TempDir
    Path folder;

    @BeforeEach
    void real() throws IOException {
        folder = folder.toRealPath();
    }

    private Path zip(String name, String... membersAndTexts) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < membersAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(membersAndTexts[i]));
                zip.write(membersAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    private Examined examined(String path, String text) throws Exception {
        Files.writeString(folder.resolve("job.py"), text);
        return run(path, "job.py");
    }

    private Examined run(String path, String script) throws Exception {
        Map<String, String> set = Map.of("PYTHONNOUSERSITE", "1", "PYTHONPATH", path);
        RealRun run = RealRun.of(List.of(Pythons.three(), script), folder, set);
        assertThat(run.code()).as(run.printed()).isNotZero();
        return run.examined();
    }

    private Diagnosis only(Examined examined, String key) {
        assertThat(examined.diagnoses()).hasSize(1);
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(examined.answer().summary().key()).isEqualTo(key);
        return examined.answer();
    }

    @Test
    void theCompiledHalfOfAPackage() throws Exception {
        Path zip = zip("libs.zip", "orjson/__init__.py", "from .orjson import *\n", "orjson/orjson" + NATIVE, "");
        Diagnosis answer = only(examined(zip.toString(), "import orjson\n"), KEY);
        assertThat(answer.module()).isEqualTo("orjson.orjson");
        assertThat(answer.summary().places())
                .containsEntry("archive", zip.toString())
                .containsEntry("member", "orjson/orjson" + NATIVE);
        only(examined(zip.toString(), "from orjson import orjson\n"), KEY);
    }

    /** What cannot be read was not searched, so nothing about what it should hold is proved. */
    @Test
    void anArchiveThatWasCutShortOrIsDamaged() throws Exception {
        Path zip = zip("libs.zip", "yaml.py", "", "other.py", "");
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
        unread(examined(zip.toString(), "import yaml\n"), zip);
        unread(examined("", "import sys\nsys.path.insert(0, 'libs.zip')\nimport yaml\n"), zip);
        byte[] torn = whole.clone();
        Arrays.fill(torn, whole.length - 80, whole.length - 60, (byte) 0);
        Files.write(zip, torn);
        unread(examined(zip.toString(), "import yaml\n"), zip);
        Path empty = Files.write(folder.resolve("none.egg"), new byte[0]);
        unread(examined(empty.toString(), "import yaml\n"), empty);
    }

    private static void unread(Examined examined, Path archive) {
        assertThat(examined.answer().certainty()).isNotEqualTo(Certainty.PROVED);
        assertThat(examined.answer().evidence()).noneMatch(Evidence.Searched.class::isInstance);
        assertThat(examined.answer().notes())
                .filteredOn(each -> each.key().equals("note.unread-archive"))
                .map(each -> each.places().get("path"))
                .containsExactly(archive.toString());
    }

    @Test
    void aWholeArchiveOrNoneAtAllLeavesNoDoubt() throws Exception {
        Path zip = zip("libs.zip", "other.py", "");
        Path text = Files.writeString(folder.resolve("notes.txt"), "no archive");
        for (Path each : List.of(zip, text, folder.resolve("gone.zip"))) {
            Diagnosis answer = examined(each.toString(), "import yaml\n").answer();
            assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
            assertThat(answer.evidence()).anyMatch(Evidence.Searched.class::isInstance);
        }
    }

    /** A module that the table knows, and that is no package. */
    @Test
    void aCompiledModuleIsNotMissing() throws Exception {
        Path zip = zip("libs.zip", "ujson" + NATIVE, "", "other.py", "import ujson\n");
        assertThat(only(examined(zip.toString(), "import ujson\n"), KEY).module())
                .isEqualTo("ujson");
        only(examined(zip.toString(), "import other\n"), KEY);
        only(examined("", "import sys\nsys.path.insert(0, 'libs.zip')\nimport ujson\n"), KEY);
    }

    @Test
    void aFolderOfAnArchiveAndAnArchiveThatIsRun() throws Exception {
        Path zip = zip("libs.zip", "lib/ujson" + NATIVE, "");
        Diagnosis answer = only(examined(zip + "/lib", "import ujson\n"), KEY);
        assertThat(answer.summary().places()).containsEntry("member", "lib/ujson" + NATIVE);
        zip("app.pyz", "__main__.py", "import ujson\n", "ujson" + NATIVE, "");
        only(run("", "app.pyz"), KEY);
    }

    @Test
    void thatOfAnotherPythonWouldNotLoadUnpackedEither() throws Exception {
        Path zip = zip("libs.zip", "ujson.cpython-34m.so", "");
        only(examined(zip.toString(), "import ujson\n"), KEY + ".other");
    }

    /** The import of the compiled part is caught, so that only a name is missing. */
    @Test
    void aNameThatACompiledPartBrings() throws Exception {
        String init = "try:\n    from ._yaml import CLoader\nexcept ImportError:\n    pass\n";
        Path zip = zip("libs.zip", "yaml/__init__.py", init, "yaml/_yaml" + NATIVE, "");
        only(examined(zip.toString(), "from yaml import CLoader\n"), KEY + ".part");
    }

    @Test
    void filesThatAnInstalledPackageLooksForInTheArchive() throws Exception {
        String init = "import os\nos.listdir(os.path.dirname(__file__))\n";
        Path zip = zip("libs.zip", "numpy/__init__.py", init, "numpy-1.0.dist-info/METADATA", "Name: numpy\n");
        only(examined(zip.toString(), "import numpy\n"), KEY + ".files");
        // The program's own package is its own business.
        Path own = zip("own.zip", "zqown/__init__.py", init);
        assertThat(examined(own.toString(), "import zqown\n").answer().summary().key())
                .doesNotContain("archived");
    }

    /** The archive of a whole distribution is not the user's own file of that name; the user's own one still is. */
    @Test
    void whatHidesARealModule() throws Exception {
        Path zip = zip("own.zip", "yaml/__init__.py", "");
        Diagnosis own =
                examined(zip.toString(), "import yaml\nyaml.safe_load\n").answer();
        assertThat(own.cause()).isEqualTo("shadowed-module");
        Path installed = zip("libs.zip", "yaml/__init__.py", "", "PyYAML-6.0.dist-info/METADATA", "Name: PyYAML\n");
        assertThat(examined(installed.toString(), "import yaml\nyaml.safe_load\n")
                        .answer()
                        .cause())
                .isNotEqualTo("shadowed-module");
    }

    /** A right copy behind the archive is found where the archive is left out. */
    @Test
    void aRightCopyBehindItIsHidden() throws Exception {
        Path zip = zip("libs.zip", "orjson/__init__.py", "from .orjson import *\n", "orjson/orjson" + NATIVE, "");
        Path behind = folder.resolve("behind/orjson");
        Files.createDirectories(behind);
        Files.writeString(behind.resolve("__init__.py"), "");
        Files.writeString(behind.resolve("orjson.py"), "");
        Diagnosis answer =
                examined(zip + ":" + behind.getParent(), "import orjson\n").answer();
        assertThat(answer.cause()).isEqualTo("shadowed-module");
        assertThat(answer.summary().places())
                .containsEntry("hidden", behind.resolve("__init__.py").toString());
    }

    /** An egg has a source of the same name beside its compiled module, which unpacks and loads it. */
    @Test
    void theStubOfAnEggIsFound() throws Exception {
        Path egg = zip(
                "fast-1.0.egg", "EGG-INFO/PKG-INFO", "Name: fast\n", "fast.py", "import yaml\n", "fast" + NATIVE, "");
        Diagnosis answer = examined(egg.toString(), "import fast\n").answer();
        assertThat(answer.cause()).isEqualTo("distribution-missing");
        assertThat(answer.module()).isEqualTo("yaml");
    }

    @Test
    void whatIsInNoArchiveIsStillMissing() throws Exception {
        Path zip = zip("libs.zip", "other" + NATIVE, "", "part/ujson" + NATIVE, "");
        Diagnosis answer = examined(zip.toString(), "import ujson\n").answer();
        assertThat(answer.cause()).isEqualTo("distribution-missing");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
    }
}
