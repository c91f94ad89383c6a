package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Imports;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.reading.Symptoms;

/** Programs that say in their own words what failed, run by a real interpreter that lacks the module. */
class SaidByTheProgramTest {
    @TempDir
    Path folder;

    /** Runs a program whose lines these are and examines what it printed. */
    private Examined examine(String... lines) throws IOException, InterruptedException {
        folder = folder.toRealPath();
        Path script = Files.writeString(folder.resolve("ask.py"), String.join("\n", lines) + "\n");
        Path venv = folder.resolve("venv");
        if (!Files.exists(venv)) {
            Pythons.venv(Pythons.three(), venv);
        }
        RealRun run = RealRun.of(
                List.of(venv.resolve("bin/python").toString(), script.toString()),
                folder,
                Map.of("PYTHONNOUSERSITE", "1"));
        assumeTrue(run.code() != 0, "the program did not fail: " + run.printed());
        // Of several interpreters only the environment's own is asked, so that none has the module.
        return run.examined();
    }

    @Test
    void exitsWithAWordOfWhatIsMissing() throws Exception {
        Examined examined = examine(
                "import sys",
                "try:",
                "    import yaml",
                "except ImportError:",
                "    sys.exit('please install the yaml library first')");
        assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
        assertThat(examined.answer().chain().getFirst().line()).isEqualTo(3);
    }

    @Test
    void usesTheNoneThatStandsForAModule() throws Exception {
        String[] lines = {
            "try:", "    import yaml", "except ImportError:", "    yaml = None", "print(yaml.safe_load('a: 1'))"
        };
        Examined examined = examine(lines);
        assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
        assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
        // A near miss: another name is None, and the module is not what is used.
        lines[4] = "settings = None\nprint(settings.yaml)";
        assertThat(examine(lines).ownFailure()).isTrue();
    }

    @Test
    void exitsLaterAndNamesTheDistribution() throws Exception {
        Examined examined = examine(
                "try:",
                "    import yaml",
                "except ImportError:",
                "    yaml = None",
                "def main():",
                "    if yaml is None:",
                "        raise SystemExit('settings cannot be read; pip install pyyaml')",
                "main()");
        assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** What a program only quotes, of a report or of another machine, no file of it imports. */
    @Test
    void quotesSomebodyElsesFailure() throws Exception {
        String[] reports = {
            "report = {'why': \"ModuleNotFoundError: No module named 'yaml'\"}\nsys.exit('b said: %(why)s' % report)",
            "print(\"host b: No module named 'yaml'\", file=sys.stderr)\nsys.exit(3)",
            "print(\"ModuleNotFoundError: No module named 'yaml'\", file=sys.stderr)\nsys.exit(3)"
        };
        for (String report : reports) {
            Examined quoted = examine("import json, sys", report);
            assertThat(quoted.ownFailure()).as(report).isTrue();
            assertThat(quoted.answer().certainty()).isEqualTo(Certainty.LIKELY);
            // Near misses: some file of the program does import it, in whatever way.
            Files.writeString(folder.resolve("storing.py"), "def load():\n    from yaml import dump\n");
            for (String asked : List.of(
                    "def load():\n    import yaml",
                    "def load():\n    import json, \\\n        yaml",
                    "import storing",
                    "import importlib\ndef load(name):\n    return importlib.import_module(name)",
                    "import subprocess\ndef load(code):\n    subprocess.run([sys.executable, '-c', code])")) {
                assertThat(examine("import json, sys", asked, report).answer().module())
                        .as(asked)
                        .isEqualTo("yaml");
            }
        }
    }

    @Test
    void exitsForAnotherReason() throws Exception {
        String[] optional = {"import sys", "try:", "    import yaml", "except ImportError:", "    yaml = None", ""};
        for (String reason :
                List.of("the file none.cfg is not readable", "unknown option --yaml-like", "yaml: 3 errors")) {
            optional[5] = "sys.exit(" + '"' + reason + '"' + ")";
            assertThat(examine(optional).answer().cause()).as(reason).isEqualTo("not-an-environment-failure");
        }
        // The module is there: whatever the program says, it is not missing.
        assertThat(examine(
                                "try:",
                                "    import json",
                                "except ImportError:",
                                "    pass",
                                "raise SystemExit('pip install json')")
                        .answer()
                        .cause())
                .isEqualTo("not-an-environment-failure");
    }

    /** The words must be those of this import's handler, and of no other place; else they only make it likely. */
    @Test
    void whatIsSaidElsewhereAsWellProvesNothing() throws Exception {
        String asking = "sys.exit('please look into the manual')";
        String[] lines = {"import sys", "try:", "    import yaml", "except ImportError:", "    " + asking, ""};
        assertThat(examine(lines).answer().certainty()).isEqualTo(Certainty.PROVED);
        String[] shared = {
            "import sys, os",
            "def stop(): " + asking,
            "if len(os.sep) == 1: stop()",
            "try:",
            "    import yaml",
            "except ImportError:",
            "    " + asking
        };
        assertThat(examine(shared).answer().certainty()).isEqualTo(Certainty.LIKELY);
        // Two imports lead to the same words, which name neither.
        Files.writeString(folder.resolve("helper.py"), "");
        lines[2] = "    import helper, yaml";
        assertThat(examine(lines).answer().certainty()).isEqualTo(Certainty.LIKELY);
        lines[4] = "    sys.exit('please install yaml and read on')";
        assertThat(examine(lines).answer().certainty()).isEqualTo(Certainty.PROVED);
        // Something else in the block may have failed.
        lines[2] = "    {}['key']\n    import yaml";
        lines[3] = "except Exception:";
        assertThat(examine(lines).answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** What a failed assertion shows of another program's output is not what this one failed of. */
    @Test
    void assertsWhatAnotherProgramPrinted() throws Exception {
        String[] lines = {
            "import subprocess, sys",
            "out = subprocess.run([sys.executable, '-c', 'import yaml'], stderr=subprocess.PIPE)",
            "words = out.stderr.decode()",
            "assert 'no such file' in words, words"
        };
        Examined own = examine(lines);
        assertThat(own.ownFailure()).isTrue();
        assertThat(own.answer().certainty()).isEqualTo(Certainty.LIKELY);
        // A near miss: it asserts that the other one ended well, and what that printed is why it did not.
        lines[3] = "assert out.returncode == 0, words";
        assertThat(examine(lines).answer().module()).isEqualTo("yaml");
    }

    @Test
    void raisesInItsOwnWordsWhatItHadCaught() throws Exception {
        for (String raised : List.of("ImportError", "RuntimeError")) {
            Examined examined = examine(
                    "try:",
                    "    import yaml",
                    "except ImportError:",
                    "    raise " + raised + "('settings cannot be read') from None");
            assertThat(examined.answer().cause()).as(raised).isEqualTo("distribution-missing");
            assertThat(examined.answer().module()).isEqualTo("yaml");
        }
    }

    /** It names what to install, and that is not there: then it is no failure of its own, however it looked. */
    @Test
    void tellsWhatToInstall() throws Exception {
        for (String gives : List.of(
                "raise RuntimeError('Please pip install pyyaml')",
                "raise ImportError('yaml is needed: pip install pyyaml')",
                "sys.exit('yaml is not there. Run: pip install pyyaml')")) {
            Examined examined = examine(
                    "import importlib.util, sys", "if importlib.util.find_spec('yaml') is None:", "    " + gives);
            assertThat(examined.answer().cause()).as(gives).isEqualTo("distribution-missing");
            assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        }
        // Near misses: it is there, or nobody is told to install anything.
        assertThat(examine("raise RuntimeError('Please pip install json')").ownFailure())
                .isTrue();
        assertThat(examine("raise RuntimeError('The pip of this apple, install it')")
                        .ownFailure())
                .isTrue();
    }

    /** Then nothing was looked for, so that installing it would not help. */
    @Test
    void hasForbiddenTheImportItself() throws Exception {
        Examined examined = examine("import sys", "sys.modules['yaml'] = None", "import yaml");
        assertThat(examined.ownFailure()).isTrue();
    }

    @Test
    void raisesInItsOwnWordsWhatNoImportSaid() throws Exception {
        assertThat(examine("def load(name):", "    raise ImportError(\"No module named 'yaml'\")", "load('x')")
                        .answer()
                        .cause())
                .isEqualTo("not-an-environment-failure");
        assertThat(examine("raise ImportError('there is no plug-in of that kind')")
                        .answer()
                        .cause())
                .isEqualTo("not-an-environment-failure");
    }

    @Test
    void printsATracebackOfAnotherMachine() throws Exception {
        String quotation =
                "Traceback (most recent call last):\\n  File \\\"/srv/none/app.py\\\", line 3, in <module>\\n"
                        + "    import %s\\nModuleNotFoundError: No module named '%s'\\n";
        Examined absent =
                examine("import sys", "sys.stderr.write(\"" + quotation.replace("%s", "yaml") + "\")", "sys.exit(1)");
        assertThat(absent.answer().cause()).isEqualTo("distribution-missing");
        assertThat(absent.answer().certainty()).isEqualTo(Certainty.LIKELY);
        Examined there =
                examine("import sys", "sys.stderr.write(\"" + quotation.replace("%s", "json") + "\")", "sys.exit(1)");
        assertThat(there.answer().cause()).isEqualTo("not-an-environment-failure");
        // The same words of a traceback that is true are proof.
        assertThat(examine("import yaml").answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** A package that goes on without a part of its own lacks what that would have brought. */
    @Test
    void passesOverAnImportInSilence() throws Exception {
        Path pack = Files.createDirectories(folder.toRealPath().resolve("quick"));
        Files.writeString(pack.resolve("__init__.py"), """
                try:
                    from yaml import load, dump as write
                except ImportError:
                    pass
                """);
        Examined examined = examine("import quick", "quick.load('x')");
        assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.answer().chain().getLast().file()).endsWith("quick/__init__.py");
        assertThat(examine("import quick", "quick.other").answer().cause()).isEqualTo("not-an-environment-failure");
    }

    /** What the words name may lie deeper than what the program had tried, or be another name altogether. */
    @Test
    void saysWithTheInterpretersWordsWhatItHadCaught() throws Exception {
        Path pack = Files.createDirectories(folder.toRealPath().resolve("quick"));
        Files.writeString(pack.resolve("__init__.py"), "import yaml\nfrom .speed import fast\n");
        Files.copy(
                Pythons.extension(Pythons.three(), "_heapq"),
                pack.resolve("speed.cpython-36m-"
                        + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu.so"));
        Examined needs = examine(
                "import sys",
                "try:",
                "    from quick import fast",
                "except ImportError as e:",
                "    sys.exit('no speed (%s)' % e)");
        assertThat(needs.answer().cause()).isEqualTo("distribution-missing");
        assertThat(needs.answer().distribution()).isEqualTo("PyYAML");
        assertThat(needs.answer().certainty()).isEqualTo(Certainty.LIKELY);
        Files.writeString(pack.resolve("__init__.py"), "");
        for (String handler : List.of("sys.exit('no speed: %s' % e)", "print(e); sys.exit(2)")) {
            Examined part = examine(
                    "import sys", "try:", "    from quick import speed", "except Exception as e:", "    " + handler);
            assertThat(part.answer().cause()).as(handler).isEqualTo("abi-tag-mismatch");
        }
        Files.writeString(pack.resolve("__init__.py"), "from .speed import fast\n");
        Examined deeper = examine(
                "import sys",
                "try:",
                "    import quick",
                "except ImportError as e:",
                "    sys.exit('the fast one is not there: %s' % e)");
        assertThat(deeper.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(deeper.answer().chain().getFirst().line()).isEqualTo(3);
    }

    @Test
    void saysWithTheInterpretersWordsWhatNothingExplains() throws Exception {
        Examined nobody = examine(
                "import sys",
                "def load():",
                "    import zqnowhere.part",
                "sys.exit(\"failed: No module named 'zqnowhere.part'\")");
        assertThat(nobody.answer().cause()).isEqualTo("unknown");
        // The module is there, or the words are none of the interpreter's.
        for (String words : List.of("No module named 'json' in the table", "cannot import name list: no header")) {
            assertThat(examine("import sys", "sys.exit(\"" + words + "\")")
                            .answer()
                            .cause())
                    .as(words)
                    .isEqualTo("not-an-environment-failure");
        }
        // Said early, and then it went on and failed of something else.
        Examined before = examine(
                "import sys",
                "try:",
                "    import yaml",
                "except ImportError as e:",
                "    print('slower:', e)",
                "print('reading')",
                "sys.exit('the file none.cfg is not readable')");
        assertThat(before.answer().cause()).isEqualTo("not-an-environment-failure");
    }

    @Test
    void raisesWhatPythonWouldRaise() throws Exception {
        Examined own = examine("import email", "raise AttributeError(f\"module 'email' has no attribute 'curry'\")");
        assertThat(own.answer().cause()).isEqualTo("not-an-environment-failure");
    }

    @Test
    void whatFollowsAnImportOnItsLineIsTheProgramsOwn() throws Exception {
        for (String line : List.of(
                "import os; print(os.environ['NOT_SET_ANYWHERE'])",
                "import json; print(json.loads('{'))",
                "import pathlib; print(pathlib.Path('nope.txt').read_text())")) {
            Examined examined = examine(line);
            assertThat(examined.answer().cause()).as(line).isEqualTo("not-an-environment-failure");
            assertThat(examined.patient().incident().whileImporting(""))
                    .as(line)
                    .isFalse();
        }
    }

    @Test
    void whatIsInstalledBesideTheScriptIsNotItsOwn() throws Exception {
        Examined examined = examine("import tiryaq_nowhere", "import installed", "import own");
        Path site = Pythons.packages(folder.resolve("venv/bin/python").toString(), folder);
        Files.writeString(site.resolve("installed.py"), "import optional_elsewhere\n");
        Files.writeString(folder.resolve("own.py"), "import asked_by_own\n");
        PythonEnvironment seen = new PythonEnvironment(
                examined.patient().environment().orElseThrow().interpreter(),
                examined.patient().environment().orElseThrow().start(),
                new LiveMachine(Map.of(), new Platform("linux", "x86_64")));
        Imports imports = Imports.of(
                folder.resolve("ask.py").toString(), seen, new LiveMachine(Map.of(), new Platform("linux", "x86_64")));
        assertThat(imports.own()).containsExactly("own");
        assertThat(imports.foreign()).containsExactlyInAnyOrder("tiryaq_nowhere", "installed", "asked_by_own");
    }

    @Test
    void thePartThatPython2NamesIsNoModuleOfThatName() throws Exception {
        String two = Pythons.of("2.7");
        Path script = Files.writeString(folder.resolve("two.py"), "from urllib.parse import quote\n");
        Pythons.Ran ran = Pythons.run(List.of(two, script.toString()), folder, Map.of());
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        Command command = Command.of(List.of(two, script.toString()), folder.toString());
        Examined examined = new Examination(machine, new Probe(machine), interpreter -> Providers.NONE)
                .of(Symptoms.in(ran.text()), new Ran(command, 1, null, null));
        assertThat(examined.patient().failure().about()).as(ran.text()).isEqualTo("urllib.parse");
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        assertThat(examined.answer().summary().key()).isEqualTo("cause.unknown.summary.stdlib-joined");
    }

    /** Two links to where they lie make more folders with each level than any machine could list. */
    @Test
    void looksForItInNoMoreFoldersThanAPersonCanHave() throws Exception {
        Path data = Files.createDirectories(folder.toRealPath().resolve("zqdata"));
        for (String name : List.of("a", "b")) {
            Files.createSymbolicLink(data.resolve(name), Path.of("."));
        }
        Examined examined =
                examine("import sys, zqdata", "sys.exit(\"ModuleNotFoundError: No module named 'zqother'\")");
        assertThat(examined.answer().module()).isEqualTo("zqother");
    }
}
