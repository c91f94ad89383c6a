package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.Ran;
import tiryaq.catalogue.RealRun;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Providers;

/** What programs said last, and of what they told before that. */
class LastWordsTest extends ProgramCases {
    private static final String SILENT = "cause.not-an-environment-failure.summary.silent";

    /** Words that may point to the environment are told; that nothing does is said of others alone. */
    @Test
    void nothingPointsToItsEnvironmentOnlyWhereThatIsTrue() throws Exception {
        for (String words : List.of(
                "Missing module: foo",
                "the plugin zq could not be loaded",
                "this needs a newer library",
                "run pip first",
                "codec unavailable")) {
            for (String end :
                    List.of("sys.exit('" + words + "')", "print('" + words + "'); print('...'); sys.exit(9)")) {
                Examined examined = examine("import sys", end);
                assertThat(examined.ownFailure()).as(end).isTrue();
                assertThat(examined.answer().summary().key()).as(end).isNotEqualTo(SILENT);
                assertThat(examined.patient().incident().words()).isEqualTo(words);
                assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
            }
        }
        for (String end : List.of("sys.exit(3)", "sys.exit('page 7 of 3')")) {
            assertThat(examine("import sys", end).answer().summary().key())
                    .as(end)
                    .isEqualTo(SILENT);
        }
    }

    /** The Python that a program of another kind started is not known; its words are told all the same. */
    @Test
    void ofAProgramWhosePythonIsNotKnown() throws Exception {
        Files.writeString(folder.resolve("go.sh"), "#!/bin/sh\necho 'Missing modules: zqone'\nexit 1\n");
        RealRun run = RealRun.of(List.of("/bin/sh", "go.sh"), folder, Map.of());
        Examined examined = run.examined();
        assertThat(examined.ownFailure()).isTrue();
        assertThat(examined.answer().summary().key()).isNotEqualTo(SILENT);
        assertThat(examined.patient().incident().words()).isEqualTo("Missing modules: zqone");
    }

    @Test
    void ofAProgramThatWasKilled() throws Exception {
        for (String words : List.of("Missing modules: zqone", "page 7 of 3")) {
            RealRun run = program.run("""
                    import os
                    print('%s', flush=True)
                    os.kill(os.getpid(), 9)
                    """.formatted(words));
            Examined examined = new Examination(
                            run.machine(),
                            new OnlyThese(run.machine(), Set.of(program.python())),
                            seen -> Providers.NONE)
                    .of(run.symptom(), new Ran(run.command(), null, "SIGKILL", null));
            assertThat(examined.ownFailure()).isTrue();
            assertThat(examined.answer().summary().key().endsWith(".signal"))
                    .as(words)
                    .isEqualTo(words.startsWith("page"));
        }
    }

    /** A stack whose end is cut off is no death without a traceback. */
    @Test
    void ofAStackThatIsCutOff() throws Exception {
        RealRun run = program.run("""
                import sys
                print('Traceback (most recent call last):', file=sys.stderr)
                print('  File "%s", line 1, in work', file=sys.stderr)
                sys.exit(1)
                """.formatted(folder.resolve("ask.py")));
        assertThat(run.examined().answer().summary().key()).isNotEqualTo(SILENT);
    }

    private static final String LOGGED = """
            import argparse, logging, sys, traceback
            try:
                import yaml
            except ImportError:
                %s
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p = argparse.ArgumentParser(); p.add_argument('--file', required=True); p.parse_args()",
                "sys.exit('no input was given')",
                "raise SystemExit('no input was given')",
            })
    void endedOfItsOwnAfterAnImportThatItHadLogged(String end) throws Exception {
        for (String told : List.of("logging.exception('slower')", "traceback.print_exc()")) {
            Examined examined = program.run(LOGGED.formatted(told) + end + "\n").examined();
            assertThat(examined.ownFailure()).as(told).isTrue();
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
            assertThat(examined.answer().notes())
                    .extracting(note -> note.key() + " " + note.places().get("words"))
                    .containsExactly("note.outlived ModuleNotFoundError: No module named 'yaml'");
        }
    }

    /** Near misses: the exit is for want of that import, or in its handler. */
    @Test
    void endedForWantOfTheImportThatItHadLogged() throws Exception {
        String logged = LOGGED.formatted("logging.exception('slower')");
        for (String end : List.of(
                "sys.exit('yaml is not there')",
                "sys.exit('required modules are missing')",
                "if 'yaml' not in sys.modules:\n    sys.exit('this needs yaml')")) {
            assertThat(program.run(logged + end + "\n").examined().answer().module())
                    .as(end)
                    .isEqualTo("yaml");
        }
        String handled = LOGGED.formatted("logging.exception('slower')\n    yaml = None");
        assertThat(program.run(handled + "if yaml is None:\n    sys.exit('giving up for good')\n")
                        .examined()
                        .answer()
                        .module())
                .isEqualTo("yaml");
    }

    /** What else it told of, and went on without, is named beside what it died of, and not treated. */
    @Test
    void diedOfOneImportAfterItHadToldOfAnother() throws Exception {
        Examined examined = examine(
                "import importlib, logging",
                "for plugin in ('requests', 'redis', 'json'):",
                "    try:",
                "        importlib.import_module(plugin)",
                "    except ImportError as e:",
                "        logging.error('plugin %s failed: %s', plugin, e)",
                "import yaml");
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examined.beside()).isEmpty();
        assertThat(examined.answer().notes())
                .filteredOn(note -> note.key().equals("note.went-on-without"))
                .extracting(note -> note.places().get("module"))
                .containsExactly("requests", "redis");
    }

    @Test
    void twoChildrenDiedEachOfAnImport() throws Exception {
        Examined examined = examine(
                "import subprocess, sys",
                "for name in ('yaml', 'requests'):",
                "    subprocess.run([sys.executable, '-c', 'import ' + name])",
                "sys.exit(1)");
        assertThat(examined.answer().module()).isEqualTo("requests");
        assertThat(examined.beside()).extracting(each -> each.answer().module()).containsExactly("yaml");
    }

    /** Who was called in a wrong way says so last; what was told before is none of that, but the words of it may be. */
    @Test
    void whatWasToldBeforeTheUsageIsNotWhy() throws Exception {
        String tried = "import argparse, sys\ntry:\n    import yaml\nexcept ImportError:\n    ";
        String told = "print('yaml not installed, using json (pip install PyYAML)', file=sys.stderr)\n";
        String parser = "p = argparse.ArgumentParser()\np.add_argument('--port', required=True)\n";
        assertThat(examine(tried + told + parser + "p.parse_args()\n").ownFailure())
                .isTrue();
        Examined asks = examine(tried + "yaml = None\n" + parser
                + "if yaml is None:\n    p.error('yaml is needed: pip install PyYAML')\n");
        assertThat(asks.answer().cause()).isEqualTo("distribution-missing");
    }
}
