package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;

/** A package whose compiled half is for another Python, in the layout of NumPy, and programs that catch that. */
class CaughtHalvesTest extends ProgramCases {
    private static final String TAG = ".cpython-36m-x86_64-linux-gnu.so";

    @BeforeEach
    void halves() throws Exception {
        program.library(
                "zqarray/__init__.py",
                "if '__ZQ_SETUP__' in globals():",
                "    pass",
                "else:",
                "    from . import _globals",
                "    try:",
                "        from zqarray.__config__ import show",
                "    except ImportError as e:",
                "        raise ImportError('Error importing zqarray: leave its source directory') from e");
        program.library("zqarray/_globals.py", "");
        program.library("zqarray/__config__.py", "from zqarray.core._umath import (", "    show,", ")");
        program.library(
                "zqarray/core/__init__.py",
                "try:",
                "    from . import multiarray",
                "except ImportError as exc:",
                "    raise ImportError('Importing the C-extensions failed.') from exc");
        program.library("zqarray/core/multiarray.py", "from . import _umath");
        compiled("zqarray/core/_umath" + TAG);
    }

    private void compiled(String file) throws Exception {
        Path path = program.packages().resolve(file);
        Files.createDirectories(path.getParent());
        Files.copy(Pythons.extension(Pythons.three(), "_heapq"), path);
    }

    private void isForeign(Examined examined) {
        assertThat(examined.answer().cause())
                .as(examined.patient().incident().words())
                .isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().module()).isEqualTo("zqarray.core._umath");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void endsInWordsOfItsOwn() throws Exception {
        for (String handler : List.of(
                "raise SystemExit('zqarray is needed')",
                "raise SystemExit('zqarray is needed: ' + str(e))",
                "raise RuntimeError('please install zqarray') from None")) {
            isForeign(examine("try:", "    import zqarray", "except ImportError as e:", "    " + handler));
        }
    }

    @Test
    void isFoundWhereTheInterpreterItselfHasThePackages() throws Exception {
        program = FailingProgram.inBase(folder, Pythons.three());
        halves();
        isForeign(examine(
                "try:", "    import zqarray", "except ImportError as e:", "    raise SystemExit('zqarray is needed')"));
    }

    /** As pandas lists what it could not import. */
    @Test
    void listsWhatItCouldNotImport() throws Exception {
        program.library(
                "zqframe/__init__.py",
                "missing = []",
                "for name in ('zqarray', 'json'):",
                "    try:",
                "        __import__(name)",
                "    except ImportError as e:",
                "        missing.append(f'{name}: {e}')",
                "if missing:",
                "    raise ImportError('Unable to import required dependencies:\\n' + '\\n'.join(missing))");
        isForeign(examine("import zqframe"));
    }

    /** A half that a package does without is none that it comes to need. */
    @Test
    void doesWithoutItsHalf() throws Exception {
        program.library(
                "zqarray/__init__.py",
                "try:",
                "    from .core import _umath",
                "except ImportError:",
                "    _umath = None");
        program.library("zqarray/core/__init__.py", "");
        Examined examined = examine(
                "try:",
                "    import zqarray",
                "except ImportError as e:",
                "    pass",
                "raise SystemExit('zqarray: no')");
        assertThat(examined.diagnoses()).noneMatch(each -> each.cause().equals("abi-tag-mismatch"));
    }
}
