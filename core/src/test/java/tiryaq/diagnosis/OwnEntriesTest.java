package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of packages on PYTHONPATH that were made for another Python, and a file of the user's own among them. */
class OwnEntriesTest extends CauseCases {
    @BeforeEach
    void packages() throws IOException {
        patient.file("libs/" + x + "/__init__.py", "")
                .file("libs/" + x + "/_fast" + FOREIGN, Patient.elf())
                .distributionIn("libs", x, "1.0", x + "/__init__.py", x + "/_fast" + FOREIGN)
                .file("libs/mysettings.py", "VAL = 42\n")
                .installed(x + "/__init__.py")
                .installed(x + "/_fast" + OWN, Patient.elf())
                .distribution(x, "1.0", x + "/__init__.py", x + "/_fast" + OWN)
                .variable("PYTHONPATH", patient.at("libs"));
    }

    private void program(String text) throws IOException {
        patient.file("app/main.py", text + "\nimport " + x + "._fast\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import importlib",
                "name = __import__('my' + 'settings')",
                "import pkgutil",
                "try:\n    import mysettings\nexcept ImportError:\n    pass",
                "ROOT = 'mysettings.VAL'",
                "import part",
                "import json, \\\n    part",
            })
    void whatTheProgramMayNeedThereIsNotLeftOut(String text) throws IOException {
        patient.file("app/part.py", "import importlib\n");
        program(text);
        is(missing(x + "._fast"), "abi-tag-mismatch");
    }

    @Test
    void whatTheProgramCannotNeedMayBeLeftOut() throws IOException {
        patient.file("app/part.py", "import json\n");
        program("import part");
        is(missing(x + "._fast"), "path-polluted");
        assertThat(patient.answer(missing(x + "._fast")).certainty()).isEqualTo(Certainty.PROVED);
    }

    /** Python imports it itself, whoever names it. */
    @Test
    void aStartUpFileIsAlwaysNeeded() throws IOException {
        patient.file("libs/sitecustomize.py", "");
        program("");
        is(missing(x + "._fast"), "abi-tag-mismatch");
    }

    @Test
    void anOwnPartOfAnInstalledPackage() throws IOException {
        patient.file("libs/" + x + "/plugin.py", "");
        program("import " + x + ".plugin");
        is(missing(x + "._fast"), "abi-tag-mismatch");
    }

    @Test
    void withoutItTheFolderIsPolluted() throws IOException {
        java.nio.file.Files.delete(folder.resolve("libs/mysettings.py"));
        program("import importlib");
        is(missing(x + "._fast"), "path-polluted");
    }
}
