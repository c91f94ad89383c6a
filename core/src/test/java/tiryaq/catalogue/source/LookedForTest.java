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

/** Programs that look for modules by names which they hold as strings, and say in the end which they lack. */
class LookedForTest extends ProgramCases {
    private static void areMissing(Examined examined, String... modules) {
        assertThat(examined.answer().cause())
                .as(examined.patient().incident().words())
                .isEqualTo("distribution-missing");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().module()).isEqualTo(modules[0]);
        assertThat(examined.beside())
                .extracting(each -> each.answer().module())
                .containsExactly(List.of(modules).subList(1, modules.length).toArray(String[]::new));
    }

    @Test
    void namesAllThatALoopMissed() throws Exception {
        for (String end : List.of(
                "print('Missing modules: ' + ', '.join(missing)); sys.exit(1)",
                "sys.exit('Missing modules: ' + ', '.join(missing))",
                "print('These are missing:'); print('\\n'.join(missing)); print('Aborting.'); sys.exit(2)",
                "raise RuntimeError('cannot start without ' + ', '.join(missing))")) {
            areMissing(
                    examine(
                            "import importlib, sys",
                            "missing = []",
                            "for name in ('yaml', 'json', 'requests'):",
                            "    try:",
                            "        importlib.import_module(name)",
                            "    except ImportError:",
                            "        missing.append(name)",
                            "if missing:",
                            "    " + end),
                    "yaml",
                    "requests");
        }
    }

    @Test
    void namesThemByWhatATableCallsThem() throws Exception {
        for (String asked : List.of("""
                NEED = {'yaml': 'PyYAML', 'requests': 'requests'}
                gone = [pip for module, pip in NEED.items() if find_spec(module) is None]""", """
                NEED = [('PyYAML', 'yaml'), ('requests', 'requests')]
                gone = [pip for pip, module in NEED if not find_spec(module)]""", """
                NEED = [{'pip': 'PyYAML', 'module': 'yaml'}, {'pip': 'requests', 'module': 'requests'}]
                gone = [row['pip'] for row in NEED if not find_spec(row['module'])]""", """
                def lacks(name):
                    return find_spec(name) is None
                gone = list(filter(lacks, 'yaml json requests'.split()))""", """
                class Need:
                    def __init__(self, module, pip):
                        self.module, self.pip = module, pip
                NEED = [Need('yaml', 'PyYAML'), Need(module='requests', pip='requests')]
                gone = [each.pip for each in NEED if find_spec(each.module) is None]""", """
                NEED = '''
                yaml
                requests
                '''
                gone = [each for each in NEED.strip().splitlines() if find_spec(each.strip()) is None]""", """
                NEED = {'settings': 'yaml', 'network': 'requests'}
                gone = [NEED[each] for each in NEED if find_spec(NEED[each]) is None]""", """
                from importlib.metadata import version, PackageNotFoundError
                gone = []
                for each in ('PyYAML', 'requests', 'nobodyknows'):
                    try:
                        version(each)
                    except PackageNotFoundError:
                        gone.append(each)""", """
                def check(*names):
                    return [each for each in names if find_spec(each) is None]
                gone = check('yaml', 'requests')""")) {
            areMissing(
                    examine(
                            "import sys",
                            "from importlib.util import find_spec",
                            asked,
                            "if gone:",
                            "    print('The following packages are not installed: %s' % ' '.join(gone))",
                            "    sys.exit(3)"),
                    "yaml",
                    "requests");
        }
    }

    @Test
    void namesWhatHandlersKept() throws Exception {
        areMissing(
                examine(
                        "import sys",
                        "missing = []",
                        "try:",
                        "    import yaml",
                        "except ImportError:",
                        "    missing.append('yaml')",
                        "try:",
                        "    import requests",
                        "except ImportError:",
                        "    missing.append('requests')",
                        "if missing:",
                        "    sys.exit('cannot start without: ' + ', '.join(missing))"),
                "yaml",
                "requests");
        areMissing(
                examine(
                        "import sys",
                        "try:",
                        "    import yaml",
                        "except ImportError:",
                        "    yaml = None",
                        "if yaml is None:",
                        "    print('yaml is required to read the settings')",
                        "    sys.exit(4)"),
                "yaml");
    }

    /** The words name none, but the end depends on what was looked for. */
    @Test
    void saysOnlyThatSomeAreMissing() throws Exception {
        String[] lines = {
            "import sys",
            "ok = True",
            "for name in ['yaml', 'requests']:",
            "    try:",
            "        __import__(name)",
            "    except ImportError:",
            "        ok = False",
            "if not ok:",
            "    sys.exit('Some required packages are missing, see the manual.')"
        };
        areMissing(examine(lines), "yaml", "requests");
        // A near miss: the end depends on something else.
        lines[7] = "if len(sys.argv) < 2:";
        assertThat(examine(lines).ownFailure()).isTrue();
    }

    @Test
    void saysItOfThingsOfItsOwn() throws Exception {
        String[] loop = {
            "import importlib, sys",
            "for name in ('yaml', 'json'):",
            "    try:",
            "        importlib.import_module(name)",
            "    except ImportError:",
            "        pass",
            ""
        };
        for (String end : List.of(
                "sys.exit('Missing module: foo')",
                "sys.exit('missing section: [paths]')",
                "sys.exit('the file settings.yaml is missing')",
                "print('optional yaml: missing'); sys.exit('the file none.cfg is not readable')")) {
            loop[6] = end;
            Examined own = examine(loop);
            assertThat(own.ownFailure()).as(end).isTrue();
            assertThat(own.answer().certainty()).isEqualTo(Certainty.LIKELY);
        }
        // What is named is there, or is never imported by that name.
        assertThat(examine(
                                "import sys, importlib",
                                "def load(plugins):",
                                "    return [each for each in plugins if each not in ('core',)]",
                                "bad = load(['core', 'yaml'])",
                                "importlib.import_module('json')",
                                "sys.exit('Missing modules: ' + ', '.join(bad))")
                        .ownFailure())
                .isTrue();
    }

    @Test
    void quotesEachFailureInALine() throws Exception {
        areMissing(
                examine(
                        "import importlib, sys",
                        "for name in ('yaml', 'requests'):",
                        "    try:",
                        "        importlib.import_module(name)",
                        "    except ImportError as e:",
                        "        print('plugin %s failed: %s' % (name, e))",
                        "sys.exit(1)"),
                "yaml",
                "requests");
    }

    @Test
    void namesWhatCodeMissedThatWasGivenAsAnArgument() throws Exception {
        String code = """
                import sys
                gone = []
                for name in ('yaml', 'requests'):
                    try:
                        __import__(name)
                    except ImportError:
                        gone.append(name)
                sys.exit('Missing modules: ' + ', '.join(gone))
                """;
        areMissing(
                RealRun.of(List.of(program.python(), "-c", code), folder, Map.of("PYTHONNOUSERSITE", "1"))
                        .examined(),
                "yaml",
                "requests");
    }

    /** A warning is not what a program ends of that then says how it is called. */
    @Test
    void endsAfterAWarningOverSomethingElse() throws Exception {
        Examined examined = examine(
                "import sys, warnings",
                "try:",
                "    import yaml",
                "except ImportError:",
                "    warnings.warn('yaml not installed, slow path')",
                "print('usage: ask.py N', file=sys.stderr)",
                "sys.exit(2)");
        assertThat(examined.ownFailure()).isTrue();
        assertThat(examined.patient().incident().words()).isEqualTo("usage: ask.py N");
    }

    /** It is there, and its compiled half, which it imports under a condition, is another Python's. */
    @Test
    void isThereWithTheCompiledHalfOfAnotherPython() throws Exception {
        Path compiled = Pythons.extension(Pythons.of("3.11"), "_heapq");
        program.library(
                "zqpack/__init__.py",
                "import platform",
                "if platform.python_implementation() == 'CPython':",
                "    from ._heapq import heappush");
        Files.copy(compiled, program.packages().resolve("zqpack/" + compiled.getFileName()));
        program.library(
                "zqreader.py",
                "try:",
                "    import zqpack",
                "except ImportError:",
                "    zqpack = None",
                "def read():",
                "    if zqpack is None:",
                "        raise RuntimeError('zqpack is required to read this file')");
        for (String use : List.of(
                "import zqreader; zqreader.read()",
                "import sys\ntry:\n    __import__('zqpack')\nexcept ImportError:\n    sys.exit('missing: zqpack')",
                "import sys\ntry:\n    import zqpack\nexcept ImportError:\n    sys.exit('please install zqpack')")) {
            Examined examined = examine(use);
            assertThat(examined.answer().cause()).as(use).isEqualTo("abi-tag-mismatch");
            assertThat(examined.answer().module()).isEqualTo("zqpack._heapq");
            // Whether the condition holds here is not read.
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        }
        // Near misses: the package does without that part, never loads it, or only when it is called.
        for (String part : List.of(
                "try:\n    from ._heapq import heappush\nexcept ImportError:\n    heappush = None",
                "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from ._heapq import heappush",
                "def push():\n    from ._heapq import heappush")) {
            program.library("zqpack/__init__.py", part);
            assertThat(examine("import zqpack, sys", "sys.exit('zqpack is required to read this file')")
                            .ownFailure())
                    .as(part)
                    .isTrue();
            assertThat(examine(
                                    "import sys",
                                    "try:",
                                    "    import zqpack",
                                    "except ImportError:",
                                    "    zqpack = None",
                                    "sys.exit('zqpack is required to read this file')")
                            .ownFailure())
                    .as(part)
                    .isTrue();
        }
    }

    /** A class is called by nobody for its body to run: only what stands in that decides. */
    @Test
    void endsByWhatTheBodyOfAClassSets() {
        for (String head : List.of("class Need:", "class Need():", "class Need(object):")) {
            String body =
                    "import importlib, sys\n" + head + "\n    try:\n        found = importlib.import_module('yaml')\n"
                            + "    except ImportError:\n        found = None\nport = int(sys.argv[1])\n";
            assertThat(LookedFor.in(body + "if not port:\n    sys.exit(1)\n"))
                    .as(head)
                    .extracting(LookedFor::ends)
                    .containsExactly(false);
            assertThat(LookedFor.in(body + "if not Need.found:\n    sys.exit(1)\n"))
                    .as(head)
                    .extracting(LookedFor::ends)
                    .containsExactly(true);
        }
    }

    /** What another function gives, whose name ends like that one's, is not what came of it. */
    @Test
    void endsByWhatTheFunctionItselfGives() {
        for (String called : List.of("load", "reload")) {
            String code = """
                    import importlib, sys
                    def load(name):
                        return importlib.import_module('yaml')
                    def reload(name):
                        return name
                    got = CALLED('a')
                    if not got:
                        sys.exit(1)
                    """.replace("CALLED", called);
            assertThat(LookedFor.in(code)).extracting(LookedFor::ends).containsExactly(called.equals("load"));
        }
    }

    /** Each name may stand for each other one: without a bound that would be asked for ever. */
    @Test
    void namesThatStandForEachOtherAreFollowedSoFar() {
        StringBuilder hostile = new StringBuilder("import importlib\n");
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                hostile.append("n%d = n%d\n".formatted(i, j));
            }
        }
        hostile.append("n39 = 'zq_last'\nimportlib.import_module(n0)\n");
        assertThat(LookedFor.in(hostile.toString())).hasSizeLessThan(2);
    }
}
