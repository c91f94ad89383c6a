package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Examined;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.wanted.AskedFor;

/** Libraries that say in words of their own which release of another one they need. */
class AskedReleasesTest extends ProgramCases {
    /** As polars, pandas, plotly and great_tables word it. */
    private static final List<String> WORDS = List.of(
            "PyYAML>=5.4.0 is required for `.plot`",
            "Zqlib requires version '5.4.0' or newer of 'PyYAML' (version '1.0' currently installed).",
            "Install PyYAML >= 5.4.0 for support of settings",
            "Settings require the PyYAML package, v5.4.0 or greater",
            "pip install 'PyYAML>=5.4.0'");

    private void library(String exception) throws Exception {
        program.library(
                "zqlib.py",
                "class UpgradeRequired(Exception): pass",
                "def need(text):",
                "    raise " + exception + "(text)");
    }

    private Examined needing(String words) throws Exception {
        return examine("import zqlib", "zqlib.need(\"" + words + "\")");
    }

    @Test
    void isNotThere() throws Exception {
        for (String exception : List.of("UpgradeRequired", "ModuleNotFoundError")) {
            library(exception);
            for (String words : WORDS) {
                Examined examined = needing(words);
                isMissing(examined, "yaml", "PyYAML");
                assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
                assertThat(AskedFor.versions(examined.patient(), "pyyaml"))
                        .as(words)
                        .isEqualTo(">=5.4.0");
            }
            isMissing(needing("lxml is required for plotting when there is none"), "lxml", "lxml");
            isMissing(needing("this requires the optional dependency lxml"), "lxml", "lxml");
        }
    }

    @Test
    void isThereInAnotherRelease() throws Exception {
        library("UpgradeRequired");
        program.library("yaml.py", "");
        program.library("PyYAML-5.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: PyYAML", "Version: 5.0");
        program.library("PyYAML-5.0.dist-info/RECORD", "yaml.py,,", "PyYAML-5.0.dist-info/METADATA,,");
        for (String words : WORDS) {
            Examined examined = needing(words);
            assertThat(examined.answer().cause()).as(words).isEqualTo("distribution-missing");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
            assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
            assertThat(examined.answer().summary().places())
                    .containsEntry("found", "PyYAML 5.0")
                    .containsEntry("wanted", "PyYAML>=5.4.0");
        }
        // Near misses: what is there is what is asked for, or the words are about numbers.
        for (String words : List.of(
                "PyYAML>=5.0 is required for `.plot`", "rows>=5 is required", "version '9' or newer of 'settings'")) {
            assertThat(needing(words).ownFailure()).as(words).isTrue();
        }
        // The program's own words are its own.
        assertThat(examine("raise RuntimeError('PyYAML>=5.4.0 is required')").ownFailure())
                .isTrue();
    }

    private static final List<String> INSTALLS =
            List.of("pip install 'PyYAML>=5.4.0'", "PyYAML>=5.4.0 is needed: pip install --upgrade PyYAML");

    /** A program's own guard: what it asks for is there in another release, and whether the other would do is open. */
    @Test
    void theProgramItselfSaysHowToInstallAnother() throws Exception {
        program.library("yaml.py", "__version__ = '5.0'");
        program.library("PyYAML-5.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: PyYAML", "Version: 5.0");
        program.library("PyYAML-5.0.dist-info/RECORD", "yaml.py,,", "PyYAML-5.0.dist-info/METADATA,,");
        for (String words : INSTALLS) {
            for (String end : List.of("sys.exit(\"%s\")", "print(\"%s\"); sys.exit(2)", "raise RuntimeError(\"%s\")")) {
                Examined examined =
                        examine("import sys, yaml", "if yaml.__version__ < '5.4':", "    " + end.formatted(words));
                assertThat(examined.answer().cause()).as(end + words).isEqualTo("unknown");
                assertThat(examined.answer().summary().key()).isEqualTo("cause.unknown.summary.release");
                assertThat(examined.answer().summary().places())
                        .containsEntry("found", "PyYAML 5.0")
                        .containsEntry("wanted", "PyYAML>=5.4.0");
            }
        }
        // Near misses: what is there is what is asked for, and what is asked for is not there.
        for (String end : List.of("sys.exit(\"%s\")", "raise RuntimeError(\"%s\")")) {
            assertThat(examine("import sys, yaml", end.formatted("pip install 'PyYAML>=4'"))
                            .ownFailure())
                    .as(end)
                    .isTrue();
            isMissing(examine("import sys", end.formatted("pip install 'lxml>=4'")), "lxml", "lxml");
        }
    }

    /** The words speak of installing, and the name in them is of a module that the library's own files import. */
    @Test
    void aLibraryNamesWhatItImports() throws Exception {
        program.library("zqsoup/_fast.py", "from lxml import etree");
        program.library("zqsoup/_slow.py", "import yaml");
        program.library(
                "zqsoup/__init__.py",
                "class FeatureNotFound(ValueError): pass",
                "try:",
                "    from . import _fast",
                "except ImportError:",
                "    pass",
                "def parse(text, feature):",
                "    raise FeatureNotFound(",
                "        'No builder has the features: %s. Do you need to install a parser library?' % feature)");
        Examined examined = examine("import zqsoup", "zqsoup.parse('', 'lxml')");
        isMissing(examined, "lxml", "lxml");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        isMissing(examine("import zqsoup", "zqsoup.parse('', 'yaml')"), "yaml", "PyYAML");
        assertThat(examine("import zqsoup", "zqsoup.parse('', 'zstandard')").explained())
                .isFalse();
        program.library("lxml/__init__.py", "");
        assertThat(examine("import zqsoup", "zqsoup.parse('', 'lxml')").explained())
                .isFalse();
    }

    /** A setting that the file itself refuses is no damage, though somebody wrote a line into that file. */
    @Test
    void aRefusedSettingIsNoDamage() throws Exception {
        program.library(
                "zqset/__init__.py", "# a line more", "raise ImportError(", "    'unknown policy: x; use default')");
        program.library("zqset-1.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: zqset", "Version: 1.0");
        program.library(
                "zqset-1.0.dist-info/RECORD",
                "zqset/__init__.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,20",
                "zqset-1.0.dist-info/METADATA,,");
        assertThat(examine("import zqset").explained()).isFalse();
        program.library("zqset/__init__.py", "# a line more", "undefined_name_here()");
        assertThat(examine("import zqset").answer().cause()).isEqualTo("distribution-damaged");
        program.library(
                "zqset/__init__.py",
                "try:",
                "    import zqset.part",
                "except ImportError:",
                "    raise RuntimeError('the compiled half does not load')");
        assertThat(examine("import zqset").answer().cause()).isEqualTo("distribution-damaged");
    }
}
