package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tiryaq.catalogue.Examined;
import tiryaq.diagnosis.Certainty;

/**
 * When an exception of the program's own proves that an import which it had caught is missing, when it makes that
 * likely, and when it is no sign of it.
 */
@Execution(ExecutionMode.SAME_THREAD)
class RememberedImportsTest extends ProgramCases {
    /** The import fails, and its failure is remembered. */
    private static final String TRIED = """
            try:
                import yaml
                HAVE = True
            except ImportError:
                yaml = None
                HAVE = False
            """;

    private void proves(String text) throws IOException, InterruptedException {
        is(Certainty.PROVED, text);
    }

    private void is(Certainty certainty, String text) throws IOException, InterruptedException {
        Examined examined = examine(text);
        assertThat(examined.answer().cause()).as(text).isEqualTo("distribution-missing");
        assertThat(examined.answer().module()).as(text).isEqualTo("yaml");
        assertThat(examined.answer().certainty()).as(text).isEqualTo(certainty);
    }

    private void isTheProgramsOwn(String text) throws IOException, InterruptedException {
        Examined examined = examine(text);
        assertThat(examined.ownFailure())
                .as(text + "\n" + examined.answer().cause() + " "
                        + examined.answer().module())
                .isTrue();
    }

    @Test
    void aFlagThatIsTheOneConditionProvesIt() throws Exception {
        for (String body : List.of(
                "if not HAVE:\n        raise RuntimeError('no')",
                "if HAVE:\n        return x\n    else:\n        raise RuntimeError('no')",
                "if yaml is None:\n        why = 'no'\n        raise RuntimeError(why)",
                "if (yaml is None): raise RuntimeError('no')",
                "assert HAVE, 'no'",
                "if x > 0:\n        return x\n    if not HAVE:\n        raise RuntimeError('no')")) {
            proves(TRIED + "def f(x):\n    " + body + "\nf(-1)\n");
        }
        proves(
                "try:\n    import yaml\nexcept ImportError as e:\n    why = e\nelse:\n    why = None\nif why is not None:\n    raise RuntimeError('no')\n");
    }

    /** The pure fallback of a library has failures of its own. */
    @Test
    void aConditionWithinTheFallbackIsTheProgramsOwn() throws Exception {
        for (String body : List.of(
                "if HAVE:\n        return x\n    else:\n        if x < 0:\n            raise ValueError('negative')",
                "if HAVE:\n        return x\n    elif x < 0:\n        raise ValueError('negative')",
                "if not HAVE:\n        if x > 0:\n            return x\n        raise ValueError('negative')",
                "if not HAVE:\n        for each in (1, x):\n            if each < 0:\n"
                        + "                raise ValueError('negative')",
                "if not HAVE:\n        while x:\n            raise ValueError('negative')",
                "if not HAVE:\n        try:\n            int('x')\n        except ValueError:\n"
                        + "            raise ValueError('negative') from None",
                "if not HAVE and x < 0:\n        raise ValueError('negative')",
                "if (not HAVE\n            and x < 0):\n        raise ValueError('negative')",
                "assert HAVE or x > 0, 'negative'",
                "if not HAVE:\n        assert x > 0, 'negative'",
                // With what a failed import leaves this is not reached: something else has set it.
                "global HAVE\n    HAVE = True\n    if HAVE:\n        raise ValueError('negative')")) {
            isTheProgramsOwn(TRIED + "def f(x):\n    " + body + "\nf(-1)\n");
        }
        isTheProgramsOwn(
                TRIED + "def f(x, yaml=None):\n    if yaml is None:\n        raise ValueError('no codec')\nf(-1)\n");
        isTheProgramsOwn(TRIED + "HAVE = False\nif not HAVE:\n    raise ValueError('not ready')\n");
        isTheProgramsOwn(TRIED + "FAST = HAVE\nOTHER = False\nif not OTHER:\n    raise ValueError('not ready')\n");
        // An example is no code.
        isTheProgramsOwn("'''Use it so:\n\n" + TRIED + "'''\nHAVE = False\nif not HAVE:\n    raise ValueError('no')\n");
    }

    @Test
    void wordsThatNameItMakeItLikely() throws Exception {
        for (String words : List.of("negative numbers need yaml", "negative numbers need PyYAML", "install more")) {
            is(
                    Certainty.LIKELY,
                    TRIED + "def f(x):\n    if not HAVE and x < 0:\n        raise ValueError('" + words
                            + "')\nf(-1)\n");
        }
        is(
                Certainty.LIKELY,
                TRIED + "def f(x):\n    if HAVE:\n        return 1\n    raise ValueError('install yaml')\nf(-1)\n");
        isTheProgramsOwn(TRIED + "raise ValueError('cannot read yaml')\n");
    }

    @Test
    void aHandlerProvesItWhereItDoesNothingElse() throws Exception {
        String tried = "try:\n    import yaml\nexcept ImportError:\n    ";
        proves(tried + "raise RuntimeError('no') from None\n");
        proves(tried + "def read(x):\n        raise RuntimeError('no')\nread(1)\n");
        for (String handler : List.of(
                "def read(x):\n        if x < 0:\n            raise ValueError('negative')\nread(-1)\n",
                "def bad(x):\n        raise ValueError('negative')\n    def read(x):\n        bad(x)\nread(-1)\n",
                "x = -1\n    if x < 0:\n        raise ValueError('negative') from None\n")) {
            isTheProgramsOwn(tried + handler);
        }
        isTheProgramsOwn(
                "try:\n    x = int('x')\n    import yaml\nexcept Exception:\n    raise RuntimeError('no number') from None\n");
        is(
                Certainty.LIKELY,
                "x = -1\ntry:\n    if x < 0:\n        import yaml\nexcept ImportError:\n    raise RuntimeError('no') from None\n");
    }

    @Test
    void noneInItsPlaceProvesItWhereThatVeryUseFailed() throws Exception {
        proves(TRIED + "def f(x):\n    return yaml.safe_load(x)\nf('1')\n");
        is(Certainty.LIKELY, TRIED + "def f(x):\n    return x.read(yaml.safe_load)\nf(None)\n");
        isTheProgramsOwn(TRIED + "def f(yaml=None):\n    return yaml.safe_load('1')\nf()\n");
        // It would be None with yaml there, too.
        isTheProgramsOwn(TRIED + "yaml = None\nyaml.safe_load('1')\n");
    }

    @Test
    void aNameProvesItOnlyInTheScopeOfTheImport() throws Exception {
        String tried = "try:\n    import yaml\nexcept ImportError:\n    pass\n";
        String within = tried.strip().replace("\n", "\n    ");
        proves(tried + "def f():\n    yaml.safe_load('1')\nf()\n");
        proves("def f():\n    " + within + "\n    yaml.safe_load('1')\nf()\n");
        isTheProgramsOwn("def g():\n    " + within + "\ndef f():\n    yaml.safe_load('1')\ng()\nf()\n");
        isTheProgramsOwn(tried + "def f():\n    yaml.safe_load('1')\n    yaml = 1\nf()\n");
        is(
                Certainty.LIKELY,
                "def f(x):\n    if x:\n        " + within.replace("\n", "\n    ")
                        + "\n    yaml.safe_load('1')\nf(0)\n");
    }

    @Test
    void aNameThatAModuleLacksProvesItWhereTheImportNamesIt() throws Exception {
        Path library = folder.resolve("zqlib.py");
        Files.writeString(library, "try:\n    from yaml import safe_load as load\nexcept ImportError:\n    pass\n");
        proves("import zqlib\nzqlib.load('1')\n");
        assertThat(examine("import zqlib\nzqlib.safe_load('1')\n").answer().cause())
                .isNotEqualTo("distribution-missing");
        Files.writeString(library, "try:\n    from yaml import *\nexcept ImportError:\n    pass\n");
        is(Certainty.LIKELY, "import zqlib\nzqlib.load('1')\n");
    }
}
