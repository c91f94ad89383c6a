package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Say;

/** Names that the user has misspelt himself, and files that another Python has written. */
class OwnSlipsTest extends ProgramCases {
    private static Say isOwn(Examined examined) {
        assertThat(examined.answer().cause())
                .as(examined.patient().incident().words())
                .isEqualTo("not-an-environment-failure");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().distribution()).isNull();
        return examined.answer().summary();
    }

    @Test
    void aPartOfAStandardModuleThatHasNone() throws Exception {
        assertThat(isOwn(examine("import os.paths")).places()).containsEntry("near", "os.path");
        assertThat(isOwn(examine("import json.decoder, math.zqnowhere")).key()).endsWith(".single");
        assertThat(isOwn(examine("import textwrap.zqnowhere")).places()).containsEntry("parent", "textwrap");
    }

    /** A file of the user's own hides the standard module: that is the cause, and no slip. */
    @Test
    void aHiddenStandardModuleIsNoSlip() throws Exception {
        Files.writeString(folder.resolve("xml.py"), "");
        assertThat(examine("import xml.dom.minidom").answer().cause()).isEqualTo("shadowed-module");
    }

    /** As Django takes the names of its parts from settings. */
    @Test
    void aPartOfAPackageThatASettingMisspells() throws Exception {
        program.library("zqframe/__init__.py");
        program.library("zqframe/contrib/__init__.py");
        program.library("zqframe/contrib/postgresql.py");
        program.library("zqframe/contrib/mysql.py");
        program.library(
                "zqframe/loader.py",
                "from importlib import import_module",
                "def load(name):",
                "    return import_module(name)");
        Files.writeString(folder.resolve("settings.py"), "ENGINE = 'zqframe.contrib.postgres'\n");
        String[] program = {"import settings", "from zqframe.loader import load", "load(settings.ENGINE)"};
        assertThat(isOwn(examine(program)).places()).containsEntry("near", "zqframe.contrib.postgresql");
        // It may be the name of another release.
        Files.writeString(folder.resolve("settings.py"), "ENGINE = 'zqframe.contrib.postgresql_old'\n");
        assertThat(examine(program).answer().cause()).isEqualTo("unknown");
        // What the package itself asks for, the user has not misspelt.
        Files.writeString(folder.resolve("settings.py"), "ENGINE = 'zqframe.contrib.' + 'postgres'\n");
        assertThat(examine(program).answer().cause()).isEqualTo("unknown");
    }

    /** The words of gunicorn, as its loader raises them. */
    @Test
    void aProgramThatALauncherIsToldByNearlyItsName() throws Exception {
        program.library(
                "zqserver.py", "import importlib", "def import_app(name):", "    return importlib.import_module(name)");
        Files.writeString(folder.resolve("mod.py"), "");
        Files.writeString(folder.resolve("site_app.py"), "");
        assertThat(isOwn(examine("from zqserver import import_app", "import_app('site_ap')"))
                        .places())
                .containsEntry("near", "site_app");
        assertThat(examine("from zqserver import import_app", "import_app('zqother')")
                        .answer()
                        .cause())
                .isEqualTo("unknown");
    }

    /** What would have to lie in an archive is told so. */
    @Test
    void aProgramInAnArchive() throws Exception {
        Path source = Files.createDirectory(folder.resolve("src"));
        Files.writeString(source.resolve("__main__.py"), "import yaml\n");
        RealRun.of(List.of(program.python(), "-m", "zipapp", "src", "-o", "app.pyz"), folder, Map.of());
        Examined examined = RealRun.of(List.of(program.python(), "app.pyz"), folder, Map.of("PYTHONNOUSERSITE", "1"))
                .examined();
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().notes().toString()).contains("note.archived-program", folder + "/app.pyz");
        assertThat(examine("import yaml").answer().notes().toString()).doesNotContain("archived-program");
    }

    @Test
    void bytecodeOfAnotherPython() throws Exception {
        Path made = folder.resolve("zqconf.pyc");
        Files.write(made, new byte[] {0x61, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        boolean same = Pythons.three().contains("3.9");
        Examined examined = examine("import zqconf");
        if (!same) {
            assertThat(examined.answer().cause()).isEqualTo("unknown");
            assertThat(examined.answer().summary().places())
                    .containsEntry("path", made.toString())
                    .containsEntry("made", "Python 3.9");
        }
        Files.write(made, new byte[] {0x01, 0x02, 0x0d, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(examine("import zqconf").answer().summary().key()).endsWith(".bytecode.other");
    }

    /** Another project has a module of that name, and lacks what is asked of it. */
    @Test
    void anotherProjectOfTheName() throws Exception {
        program.library(
                "file_magic-0.4.1.dist-info/METADATA", "Metadata-Version: 2.1", "Name: file-magic", "Version: 0.4.1");
        program.library("file_magic-0.4.1.dist-info/RECORD", "magic.py,,", "file_magic-0.4.1.dist-info/METADATA,,");
        program.library("magic.py", "def detect_from_filename(name):", "    return None");
        Examined examined = examine("import magic", "magic.from_file('x')");
        assertThat(examined.answer().cause()).isEqualTo("wrong-distribution");
        assertThat(examined.answer().distribution()).isEqualTo("python-magic");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }
}
