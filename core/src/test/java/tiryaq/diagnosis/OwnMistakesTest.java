package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program misspells itself, beside what a file of its own hides from it. */
class OwnMistakesTest extends CauseCases {
    private String importing(String name) {
        return traceback(
                "ImportError: cannot import name '" + name + "' from '" + x + "' (@/app/" + x + ".py)",
                "@/app/main.py",
                "from " + x + " import " + name);
    }

    @Test
    void aNameThatTheHiddenModuleLacksAsWellIsTheProgramsOwn() throws IOException {
        patient.file("app/" + x + ".py", "def colour(): pass\n")
                .installed(x + ".py", "import sys\ndef other(): pass\n".getBytes(StandardCharsets.UTF_8));
        is(lacking("color"), "not-an-environment-failure");
        is(importing("color"), "not-an-environment-failure");
        is(lacking("other"), "shadowed-module");
        is(importing("other"), "shadowed-module");
        assertThat(patient.answer(lacking("other")).certainty()).isEqualTo(Certainty.PROVED);
    }

    @Test
    void namesOfAHiddenPackageAreLookedForInWhatItTakesThemFrom() throws IOException {
        patient.file("app/" + x + "/__init__.py", "def mine(): pass\n")
                .installed(
                        x + "/__init__.py",
                        "from .inner import *\nfrom . import late\n".getBytes(StandardCharsets.UTF_8))
                .installed(x + "/inner.py", "def deep(): pass\n".getBytes(StandardCharsets.UTF_8))
                .installed(x + "/late.py")
                .installed(x + "/part.py");
        is(lacking("deep"), "shadowed-module");
        is(lacking("part"), "shadowed-module");
        is(lacking("late"), "shadowed-module");
        is(lacking("nein"), "not-an-environment-failure");
    }

    /** What makes its names while it runs may have any. */
    @Test
    void aHiddenModuleWhoseNamesCannotBeKnownIsOnlyLikely() throws IOException {
        patient.file("app/" + x + ".py", "")
                .installed(x + ".py", "globals().update(other)\n".getBytes(StandardCharsets.UTF_8));
        Diagnosis answer = patient.answer(lacking("any"));
        assertThat(answer.cause()).isEqualTo("shadowed-module");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        patient.installed(
                x + ".py", "def __getattr__(name):\n    raise AttributeError(name)\n".getBytes(StandardCharsets.UTF_8));
        is(lacking("any"), "not-an-environment-failure");
    }

    @Test
    void aPartThatTheHiddenPackageHas() throws IOException {
        patient.file("app/" + x + ".py", "").installed(x + "/__init__.py").installed(x + "/message.py");
        String start = "ModuleNotFoundError: No module named '" + x + ".";
        String end = "'; '" + x + "' is not a package";
        is(traceback(start + "message" + end, "@/app/main.py", "import " + x), "shadowed-module");
    }

    /** As Python words it; names that a release had, and the next one calls otherwise, look much the same. */
    @ParameterizedTest
    @CsvSource({
        "Serail, Serial, not-an-environment-failure",
        "load_dotenvv, load_dotenv, not-an-environment-failure",
        "comit, commit, not-an-environment-failure",
        "session_maker, sessionmaker, not-an-environment-failure",
        "simps, simpson, unknown",
        "Inf, inf, unknown",
        "bool, bool_, unknown",
        "coroutine, coroutines, unknown",
        "cancelled, canceled, unknown",
        "colour, color, unknown",
        "TLSv1, TLSv2, unknown"
    })
    void aNameOfAnInstalledLibrary(String name, String meant, String cause) throws IOException {
        patient.installed(x + "/__init__.py").distribution(x, "1.0", x + "/__init__.py");
        String remark = ". Did you mean: '" + meant + "'?";
        is(lacking(name).replaceFirst("'\\n$", "'" + remark + "\n"), cause);
        is(
                traceback(
                        "ImportError: cannot import name '" + name + "' from '" + x + "' (" + patient.site() + "/" + x
                                + "/__init__.py)" + remark,
                        "@/app/main.py",
                        "from " + x + " import " + name),
                cause);
        is(lacking(name), "unknown");
    }

    /** What the library itself still tells of was once there; and a name of it is never known to be in no release. */
    @Test
    void aNameThatTheLibraryTellsOfIsNoSlip() throws IOException {
        patient.installed(x + "/__init__.py", "REMOVED = 'session_maker'\n".getBytes(StandardCharsets.UTF_8))
                .distribution(x, "1.0", x + "/__init__.py");
        String remark = "'. Did you mean: 'sessionmaker'?\n";
        is(lacking("session_maker").replaceFirst("'\\n$", remark), "unknown");
        Diagnosis slip = patient.answer(lacking("sesionmaker").replaceFirst("'\\n$", remark));
        assertThat(slip.cause()).isEqualTo("not-an-environment-failure");
        assertThat(slip.certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void aPartOfAnInstalledLibrary() throws IOException {
        patient.installed(x + "/__init__.py").installed(x + "/asyncio.py").distribution(x, "1.0", x + "/asyncio.py");
        for (String slip : new String[] {"asincio", "asynccio", "asnycio"}) {
            is(
                    traceback(
                            "ImportError: cannot import name '" + slip + "' from '" + x + "' (" + patient.site() + "/"
                                    + x + "/__init__.py)",
                            "@/app/main.py",
                            "from " + x + " import " + slip),
                    "not-an-environment-failure");
            is(missing(x + "." + slip), "not-an-environment-failure");
        }
        is(missing(x + ".asyncio2"), "unknown");
        is(missing(x + ".asyncios"), "unknown");
    }

    @Test
    void aFileOfAPackageThatWasRunByItsPath() {
        Diagnosis answer = patient.answer(traceback(
                "ImportError: attempted relative import with no known parent package",
                "@/app/main.py",
                "from . import other"));
        assertThat(answer.cause()).isEqualTo("unknown");
        assertThat(answer.summary().key()).isEqualTo("cause.unknown.summary.relative");
        assertThat(answer.summary().places()).containsEntry("path", patient.at("app/main.py"));
        assertThat(patient.answer(missing("__main__.other")).summary().key())
                .isEqualTo("cause.unknown.summary.relative");
    }

    /** Whoever asks for a distribution by its name, installing may well help. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "importlib.metadata.PackageNotFoundError: No package metadata was found for zqdist",
                "pkg_resources.DistributionNotFound: The 'zqdist>=1' distribution was not found and is required by the "
                        + "application",
                "pkg_resources.VersionConflict: (zqdist 1.0 (/x), Requirement.parse('zqdist>=2'))"
            })
    void aDistributionThatIsAskedForIsNoMistake(String words) throws IOException {
        patient.file("app/main.py", "import meta\nprint(meta.version('zqdist'))\n");
        Diagnosis answer = patient.answer(traceback(words, "@/app/main.py", "print(meta.version('zqdist'))"));
        assertThat(answer.cause()).isEqualTo("unknown");
    }
}
