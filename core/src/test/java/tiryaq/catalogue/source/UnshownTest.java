package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Examined;
import tiryaq.command.Pythons;

/** Imports that fail deep inside of what was imported, in programs that catch that and tell nothing of the reason. */
class UnshownTest extends ProgramCases {
    private static final String TRIED = "try:\n    import zqarrow\nexcept ImportError:\n    ";

    @BeforeEach
    void broken() throws Exception {
        program.library("zqarrow/__init__.py", "from zqdate import tz", "def now():", "    return 1");
        program.library("zqdate/__init__.py", "tz = 1");
        Files.writeString(folder.resolve("zqdate.py"), "x = 1\n");
    }

    private void isUntold(String text) throws Exception {
        Examined examined = examine(text);
        assertThat(examined.answer().cause()).as(text).isEqualTo("unknown");
        assertThat(examined.answer().summary().key()).as(text).isEqualTo("cause.unknown.summary.unshown");
        assertThat(examined.answer().summary().places()).containsEntry("statement", "import zqarrow");
    }

    @Test
    void whateverItDiesOf() throws Exception {
        for (String rest : List.of(
                "print('plain')\n    zqarrow = None\nzqarrow.now()\n",
                "zqarrow = None\nprint(zqarrow())\n",
                "pass\nzqarrow.now()\n",
                "raise SystemExit('zqarrow is needed')\n",
                "raise RuntimeError('no dates') from None\n",
                "HAVE = False\nelse:\n    HAVE = True\nif not HAVE:\n    raise RuntimeError('this program reads dates')\n")) {
            isUntold(TRIED + rest);
        }
    }

    /** What is told as the next step shows it. */
    @Test
    void theCommandShowsTheReason() throws Exception {
        Examined examined = examine(TRIED + "zqarrow = None\nzqarrow.now()\n");
        String command = examined.answer().notes().stream()
                .filter(note -> note.key().equals("note.unshown"))
                .flatMap(note -> note.places().values().stream())
                .findFirst()
                .orElseThrow();
        Files.createDirectories(folder.resolveSibling("elsewhere"));
        Pythons.Ran ran = Pythons.run(
                List.of("sh", "-c", command.replace("tiryaq diagnose -- ", "")),
                folder.resolveSibling("elsewhere"),
                Map.of());
        assertThat(ran.text()).contains("cannot import name 'tz' from 'zqdate'");
    }

    @Test
    void whatOnlyMayBeWhyIsNot() throws Exception {
        for (String text : List.of(
                TRIED + "zqarrow = None\nzqarrow = None\nzqarrow.now()\n",
                TRIED + "zqarrow = None\ndef f(zqarrow=None):\n    zqarrow.now()\nf()\n",
                TRIED + "print('no zqarrow')\nraise SystemExit('no file')\n",
                "try:\n    import zqdate\nexcept ImportError:\n    zqdate = None\nNone.now()\n")) {
            assertThat(examine(text).answer().summary().key()).as(text).isNotEqualTo("cause.unknown.summary.unshown");
        }
    }
}
