package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.catalogue.Examined;
import tiryaq.diagnosis.Certainty;

/**
 * Programs that print the traceback of a failed import, go on, and end themselves later. Whether that comes of the
 * import, the interpreter tells: it is run again with the module there.
 */
class LaterExitsTest extends ProgramCases {
    private static final String TRIED = """
            import logging, sys, traceback
            log = logging.getLogger("shop")
            try:
                import yaml
            except ImportError:
                traceback.print_exc()
            """;

    /** It has a name for what it missed, and a list. */
    private static final String NAMED = TRIED.replace("try:", "missing = ''\nerrors = []\ntry:")
            + "    missing = 'yaml'\nclass Problem:\n    def __init__(self, what, fatal, missing=0):\n"
            + "        self.what = what\n    def __bool__(self):\n        return bool(self.what)\n";

    static Stream<String> whatDoesNotComeOfIt() {
        return Stream.of(
                NAMED + "errors.append(Problem(sys.argv, fatal=True))\nif any(errors):\n    sys.exit(3)",
                NAMED + "errors.append(Problem(sys.argv, True, missing=1))\nif any(errors):\n    sys.exit(3)",
                NAMED + "for each in [sys.argv]:\n    bad = each\nif bad:\n    sys.exit(3)",
                TRIED + "    yaml = None\nif len(sys.argv) < 2:\n    print('no port')\n    sys.exit(3)",
                TRIED + "sys.exit(3)",
                TRIED + "def main():\n    if len(sys.argv) < 2:\n        return 3\nsys.exit(main())",
                TRIED + "log.error('queue is full')\nraise SystemExit(3)",
                TRIED.replace("    import yaml", "    import yaml\n    data = {}")
                                .replace("_exc()", "_exc()\n    data = dict()")
                        + "if 'port' not in data:\n    sys.exit(3)",
                TRIED + "...\n.5.real\nclass Job:\n    def end(self): ...\nsys.exit(3)",
                TRIED + "    yaml = None\nif not yaml:\n    returncode = 0\nsys.exit(3)",
                TRIED
                        + "    yaml = None\nimport subprocess\ndef run():\n    sys.exit(3)\nif yaml:\n"
                        + "    subprocess.run([sys.executable, '-V'])\nrun()",
                TRIED
                        + "    yaml = None\ndef append(): sys.stdout.flush()\ndef end():\n    sys.exit(3)\nif yaml:\n"
                        + "    append()\nend()",
                TRIED + "    HAVE = False\nif len(sys.argv) > 1 and not HAVE:\n    sys.exit(4)\nsys.exit(3)",
                """
                import logging, sys
                logging.basicConfig()
                class Job:
                    def plugins(self):
                        try:
                            import yaml
                        except ImportError:
                            logging.exception('no plugin')
                    def run(self):
                        self.plugins()
                        sys.exit(3)
                Job().run()
                """);
    }

    static Stream<String> whatComesOfIt() {
        return Stream.of(
                NAMED + "errors.append(Problem(missing, fatal=True))\nif any(errors):\n    sys.exit(3)",
                NAMED + "errors.append(Problem(fatal=True, what=missing))\nif any(errors):\n    sys.exit(3)",
                NAMED + "kept = {'all': []}\nkept['all'].append(missing)\nif any(kept['all']):\n    sys.exit(3)",
                NAMED + "for number, each in enumerate([missing]):\n    bad = each\nif bad:\n    sys.exit(3)",
                NAMED + "import contextlib\nwith contextlib.nullcontext(missing) as held:\n    bad = held\n"
                        + "if bad:\n    sys.exit(3)",
                NAMED + "if errors == []: bad = missing\nif bad:\n    sys.exit(3)",
                TRIED + "    yaml = None\ndef die():\n    sys.exit(3)\nif not yaml:\n    die()",
                TRIED + "    yaml = None\ndef main():\n    if yaml:\n        return 0\n    return 3\nsys.exit(main())",
                TRIED
                        + "    yaml = None\nclass Job:\n    def end(self):\n        sys.exit(3)\njob = Job()\n"
                        + "if not yaml:\n    job.end()",
                TRIED
                        + "    yaml = None\nfor i in range(1):\n    if yaml: print('well'); break\nelse:\n    sys.exit(3)",
                TRIED + "    code = 3\nelse:\n    code = 0\nprint('done')\nsys.exit(code)",
                TRIED.replace("ImportError:", "ImportError as e:\n    error = e")
                                .replace("try:", "error = 0\ntry:") + "if error:\n    sys.exit(3)",
                """
                import sys, traceback
                def setup():
                    try:
                        import yaml
                    except ImportError:
                        traceback.print_exc()
                        return 3
                    return 0
                sys.exit(setup())
                """,
                """
                import sys, traceback
                found = []
                for name in ('yaml',):
                    try:
                        found.append(__import__(name))
                    except ImportError:
                        traceback.print_exc()
                if not found:
                    print('nothing to do'); sys.exit(3)
                """,
                """
                import sys, traceback
                failed = 0
                for name in ('yaml',):
                    try:
                        __import__(name)
                    except ImportError:
                        traceback.print_exc()
                        failed += 1
                passed = failed == 0
                print('checked')
                sys.exit(0 if passed else 3)
                """);
    }

    @ParameterizedTest
    @MethodSource("whatDoesNotComeOfIt")
    void isTheProgramsOwn(String text) throws Exception {
        Examined examined = program.run(text + "\n").examined();
        assertThat(codeWith("yaml.py")).as("the module makes no difference").isEqualTo(3);
        assertThat(examined.ownFailure()).isTrue();
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().notes())
                .extracting(note -> note.key() + " " + note.places().get("words"))
                .containsExactly("note.outlived ModuleNotFoundError: No module named 'yaml'");
    }

    @ParameterizedTest
    @MethodSource("whatComesOfIt")
    void isForWantOfTheImport(String text) throws Exception {
        Examined examined = program.run(text + "\n").examined();
        assertThat(codeWith("yaml.py")).as("the module makes the difference").isZero();
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().certainty()).isNotEqualTo(Certainty.POSSIBLE);
    }

    static Stream<String> whereNobodyHasLooked() {
        return Stream.of(
                TRIED + "import other\nother.end()", TRIED + "    from other import end\n    end()\nsys.exit(3)");
    }

    /** The exit stands in another file, or what the handler calls does. */
    @ParameterizedTest
    @MethodSource("whereNobodyHasLooked")
    void isNoMoreThanPossible(String text) throws Exception {
        Files.writeString(Path.of(folder + "/other.py"), "import sys\ndef end():\n    sys.exit(3)\n");
        Examined examined = program.run(text + "\n").examined();
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(examined.answer().notes()).extracting(note -> note.key()).contains("note.outlived");
    }

    /** What was caught is raised again in another exception, which nobody catches. */
    @Test
    void isRaisedAgainLater() throws Exception {
        Examined examined = examine(
                "kept = None",
                "def load():",
                "    global kept",
                "    try:",
                "        import yaml",
                "    except ImportError as e:",
                "        kept = e",
                "load()",
                "raise RuntimeError('no plugins') from kept");
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
    }
}
