package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.Ran;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Providers;

/** Libraries that do without a module until it is needed, and then raise something of their own. */
class OptionalImportsTest extends ProgramCases {
    @Test
    void needsWhatIsNeededByTheModuleThatItTried() throws Exception {
        program.library("zqnet/deep/__init__.py", "");
        program.library(
                "zqnet/deep/proxy.py",
                "import sys",
                "from . import __name__ as here",
                "try:",
                "    import yaml",
                "except ImportError:",
                "    sys.stderr.write('slow\\n')",
                "    raise");
        program.library(
                "zqnet/__init__.py",
                "try:",
                "    from zqnet.deep.proxy import Manager",
                "except ImportError:",
                "    def Manager():",
                "        raise ValueError('Missing dependencies for proxies.')");
        isMissing(examine("import zqnet", "zqnet.Manager()"), "yaml", "PyYAML");
        // A near miss: all of it is there, and something else is wrong with it.
        program.library("yaml.py", "");
        assertThat(examine("import zqnet", "raise ValueError('Missing dependencies')")
                        .ownFailure())
                .isTrue();
    }

    /** What a library's documentation shows it does not need, and what follows on a backslash it does. */
    @Test
    void needsWhatItsStatementsImport() throws Exception {
        String[] lines = {"try:", "    import zqnet", "except ImportError:", "    zqnet = None", "zqnet.go()"};
        program.library("zqnet.py", "import json, \\", "    yaml");
        isMissing(examine(lines), "yaml", "PyYAML");
        program.library("zqnet.py", "\"".repeat(3), "import yaml", "\"".repeat(3), "raise ImportError('no')");
        assertThat(examine(lines).answer().module()).isNotEqualTo("yaml");
    }

    @Test
    void remembersInANameThatTheImportFailed() throws Exception {
        program.library("zqlib/__init__.py", "");
        program.library(
                "zqlib/compat.py",
                "try:",
                "    import yaml",
                "    HAVE_YAML: bool = True",
                "except ImportError:",
                "    HAVE_YAML = False");
        program.library(
                "zqlib/reading.py",
                "from .compat import (",
                "    HAVE_YAML,",
                ")",
                "def read(n):",
                "    if not HAVE_YAML:",
                "        raise RuntimeError('no reader for this kind of file')",
                "    if n < 0:",
                "        raise RuntimeError('no such page')");
        Examined reading = examine("from zqlib.reading import read", "read(1)");
        isMissing(reading, "yaml", "PyYAML");
        assertThat(reading.answer().certainty()).isEqualTo(Certainty.PROVED);
        // A near miss: the condition is another one.
        program.library("yaml.py", "");
        assertThat(examine("from zqlib.reading import read", "read(-1)").ownFailure())
                .isTrue();
    }

    /** As PyYAML does without its compiled half, and then has no CLoader. */
    @Test
    void lacksANameThatAPartMadeForAnotherPythonWouldHaveBrought() throws Exception {
        String made = Pythons.of("3.11");
        Path compiled = Pythons.extension(made, "_heapq");
        program.library(
                "zqfast/__init__.py",
                "def slow(): pass",
                "try:",
                "    from .quick import *",
                "    QUICK = True",
                "except ImportError:",
                "    QUICK = False");
        program.library(
                "zqfast/quick.py",
                "__all__ = ['Quick']",
                "from zqfast._heapq import heappush",
                "class Quick:",
                "    push = heappush");
        Files.copy(compiled, program.packages().resolve("zqfast/" + compiled.getFileName()));
        for (String use : List.of("from zqfast import Quick", "import zqfast; zqfast.Quick()")) {
            Examined examined = examine(use);
            assertThat(examined.answer().cause()).as(use).isEqualTo("abi-tag-mismatch");
            assertThat(examined.answer().module()).isEqualTo("zqfast._heapq");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        }
        // A near miss: the part that could not be loaded would not have brought this either.
        assertThat(examine("from zqfast import Quicker").answer().cause()).isNotEqualTo("abi-tag-mismatch");
        // Another one: what is missing has no file, and may be made up while the library runs.
        program.library("zqfast/quick.py", "from zqfast.made import up", "class Quick: pass");
        assertThat(examine("from zqfast import Quick").answer().certainty()).isNotEqualTo(Certainty.PROVED);
    }

    /** As pandas says it of NumPy, which quotes it as well: three exceptions, and the first is what happened. */
    @Test
    void whatIsSaidThreeTimesHappenedOnce() throws Exception {
        Path compiled = Pythons.extension(Pythons.of("3.11"), "_heapq");
        program.library(
                "zqdeep/__init__.py",
                "try:",
                "    from zqdeep._heapq import heappush",
                "except ImportError as e:",
                "    raise ImportError('Compiled parts failed.\\n\\nOriginal error was: %s' % e) from e");
        program.library(
                "zqouter/__init__.py",
                "try:",
                "    __import__('zqdeep')",
                "except ImportError as e:",
                "    raise ImportError('Unable to import required dependency zqdeep.') from e");
        Files.copy(compiled, program.packages().resolve("zqdeep/" + compiled.getFileName()));
        Examined examined = examine("import zqouter");
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examined.patient().incident().words()).startsWith("ModuleNotFoundError");
        assertThat(examined.answer().chain()).extracting(Link::module).contains("zqouter", "zqdeep");
    }

    @Test
    void anotherConditionOfTheSameFunctionIsNoSign() throws Exception {
        program.library(
                "zqlib.py",
                "try:",
                "    import yaml",
                "except ImportError:",
                "    yaml = None",
                "def read(n):",
                "    if n < 0:",
                "        raise RuntimeError('no such page')",
                "    if yaml is None:",
                "        raise RuntimeError('no reader for this kind of file')",
                "    return n");
        assertThat(examine("import zqlib", "zqlib.read(-1)").ownFailure()).isTrue();
        isMissing(examine("import zqlib", "zqlib.read(1)"), "yaml", "PyYAML");
    }

    @Test
    void usesANameThatNothingHasBound() throws Exception {
        String[] guards = {
            "try:\n    import yaml\nexcept ImportError:\n    pass",
            "import contextlib\nwith contextlib.suppress(ImportError):\n    import yaml",
        };
        for (String guard : guards) {
            isMissing(examine(guard, "print(yaml.safe_load('a: 1'))"), "yaml", "PyYAML");
            assertThat(examine(guard, "print(yamel)").ownFailure()).isTrue();
        }
    }

    @Test
    void anotherImportOfTheSameBlockFailed() throws Exception {
        isMissing(
                examine(
                        "try:",
                        "    import json as codec",
                        "    import yaml",
                        "except ImportError as e:",
                        "    codec = None",
                        "print(codec.loads('1'))"),
                "yaml",
                "PyYAML");
    }

    /** Where nobody knows what would bring it, it is missing all the same. */
    @Test
    void isNotTheProgramsOwnFailureWhereNobodyKnowsTheName() throws Exception {
        String[] handlers = {
            "raise RuntimeError('hashing backend unavailable')", "print('Unable to start.'); import sys; sys.exit(1)"
        };
        for (String handler : handlers) {
            Examined examined = examine("try:", "    import zqnowhere", "except ImportError:", "    " + handler);
            assertThat(examined.answer().cause()).as(handler).isEqualTo("unknown");
            assertThat(examined.answer().module()).isEqualTo("zqnowhere");
        }
    }

    @Test
    void isOnlyLikelyWhereTheNamesThatWereTriedCannotBeRead() throws Exception {
        Examined examined = examine(
                "def backend():",
                "    for name in ('zqfirst', 'zqsecond'):",
                "        try:",
                "            return __import__(name)",
                "        except ImportError:",
                "            continue",
                "    raise RuntimeError('no usable backend found')",
                "backend()");
        assertThat(examined.ownFailure()).isTrue();
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** What the extra of a distribution asks for is asked of the index before a namesake is. */
    @Test
    void anExtraIsProvedByItsWheelAndIsNoNamesake() throws Exception {
        String[] many = {"aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"};
        StringBuilder requires = new StringBuilder();
        for (String each : many) {
            requires.append("Requires-Dist: zq").append(each).append('\n');
        }
        program.library(
                "zqform/__init__.py",
                "try:",
                "    import zq_parts",
                "except ImportError:",
                "    raise RuntimeError('no')");
        program.library(
                "zqform-2.0.dist-info/METADATA",
                "Metadata-Version: 2.1",
                "Name: zqform",
                "Version: 2.0",
                "Provides-Extra: all",
                requires + "Requires-Dist: zq-parts; extra == 'all'");
        program.library("zqform-2.0.dist-info/RECORD", "zqform/__init__.py,,", "zqform-2.0.dist-info/METADATA,,");
        RealRun run = program.run("import zqform\n");
        // An index that answers for as few names as the real one is asked for.
        Examined examined = new Examination(
                        run.machine(), new OnlyThese(run.machine(), Set.of(program.python())), seen -> few())
                .of(run.symptom(), new Ran(run.command(), run.code(), null, null));
        isMissing(examined, "zq_parts", "zq-parts");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examined.answer().summary().key()).doesNotContain("namesake");
    }

    private static Providers few() {
        return (distributions, module) -> distributions.stream()
                .limit(6)
                .filter("zq-parts"::equals)
                .findFirst()
                .map(found -> new Providers.Provided(found, "index"));
    }

    @Test
    void saysInItsOwnWordsWhatItNeeds() throws Exception {
        program.library(
                "zqlib.py", "import importlib", "def need(text):", "    ok = False", "    raise RuntimeError(text)");
        for (String words : List.of(
                "Reading needs the 'yaml' package, which is not installed.",
                "Did you install pyyaml?",
                "Missing optional dependency 'yaml'. Use pip or conda to install yaml.",
                "Use `pip install pyyaml>=5.1` first")) {
            Examined examined = examine("import zqlib", "zqlib.need(\"" + words + "\")");
            isMissing(examined, "yaml", "PyYAML");
            assertThat(examined.answer().certainty()).as(words).isEqualTo(Certainty.LIKELY);
        }
        Examined plugin = examine("import zqlib", "zqlib.need(\"Can't load plugin: zqlib.backends:snow\")");
        assertThat(plugin.answer().cause()).isEqualTo("unknown");
        assertThat(plugin.answer().notes().getFirst().key()).isEqualTo("note.asked-for.plugin");
        // Near misses: what is named is there, or is no module at all.
        for (String words : List.of(
                "please install the 'json' package",
                "'name' is a required property",
                "Missing column provided to 'parse_dates': 'date'",
                "no installed app with label 'blog'")) {
            assertThat(examine("import zqlib", "zqlib.need(\"" + words + "\")").ownFailure())
                    .as(words)
                    .isTrue();
        }
        // The program itself may say it as well: then the disk decides.
        Examined own = examine("raise ImportError(\"the 'yaml' package is not installed\")");
        isMissing(own, "yaml", "PyYAML");
        assertThat(own.answer().certainty()).isEqualTo(Certainty.LIKELY);
        for (String words : List.of("the 'json' package is not installed", "no 'yaml' in the settings")) {
            assertThat(examine("raise ImportError(\"" + words + "\")").ownFailure())
                    .as(words)
                    .isTrue();
        }
    }

    @Test
    void anExtraTellsWhoAsksForIt() throws Exception {
        program.library("zqweb/__init__.py", "import yaml");
        program.library(
                "zqweb-2.0.dist-info/METADATA",
                "Metadata-Version: 2.1",
                "Name: zqweb",
                "Version: 2.0",
                "Provides-Extra: standard",
                "Requires-Dist: PyYAML>=5; extra == 'standard'");
        program.library("zqweb-2.0.dist-info/RECORD", "zqweb/__init__.py,,", "zqweb-2.0.dist-info/METADATA,,");
        Examined examined = examine("import zqweb");
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().notes()).anyMatch(note -> note.key().equals("note.extra"));
        Files.writeString(folder.resolve("requirements.txt"), "zqweb[standard]==2.0\n");
        assertThat(examine("import zqweb").answer().notes())
                .anyMatch(note -> note.key().equals("note.extra.declared")
                        && note.places().containsValue("zqweb[standard]"));
    }
}
