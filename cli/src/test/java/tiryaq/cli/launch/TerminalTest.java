package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built tiryaq on a terminal; again the command without it is the oracle. */
@Tag("process")
class TerminalTest {
    @TempDir
    private Path folder;

    /** What the first start of a clone prints while it builds would stand among what the command prints. */
    @BeforeAll
    static void isBuilt() throws Exception {
        Process built = new ProcessBuilder("../tiryaq", "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(built.waitFor()).isZero();
    }

    @BeforeAll
    static void needsPython() throws Exception {
        assumeTrue(
                new ProcessBuilder("python3", "-c", "import pty, os; os.waitstatus_to_exitcode")
                                .start()
                                .waitFor()
                        == 0,
                "needs a Python of 3.9 or later");
    }

    @Test
    void commandSeesTheTerminal() throws Exception {
        String seen = sameAsWithoutIt("none", "python3", "-c", """
                import os, sys
                for n in 0, 1, 2: print(n, os.isatty(n), os.get_terminal_size(n))
                sys.stdout.flush(); print('\\33[31mred\\33[0m', os.ttyname(2)[:5], file=sys.stderr); sys.exit(3)""");
        assertThat(seen).contains("2 True os.terminal_size(columns=77, lines=33)", "ended 3");
    }

    @Test
    void interruptReachesTheCommandOnce() throws Exception {
        String seen = sameAsWithoutIt("interrupt", "python3", "-c", """
                import signal, sys, time
                times = []
                signal.signal(signal.SIGINT, lambda *_: times.append(1))
                print('ready', file=sys.stderr, flush=True)
                while not times: time.sleep(0.05)
                time.sleep(0.3)
                print("times", len(times), file=sys.stderr)
                sys.exit(5)""");
        assertThat(seen).contains("times 1\r\n", "ended 5");
    }

    @Test
    void interruptKillsAsWithoutIt() throws Exception {
        assertThat(sameAsWithoutIt("interrupt", "sh", "-c", "echo ready >&2; exec sleep 120"))
                .contains("ended -2");
    }

    @Test
    void terminateReachesTheCommand() throws Exception {
        String seen = sameAsWithoutIt("terminate", "python3", "-c", """
                import signal, sys, time
                signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
                print('ready', file=sys.stderr, flush=True)
                time.sleep(120)""");
        assertThat(seen).contains("ended 7");
    }

    @Test
    void windowSizeFollows() throws Exception {
        String seen = sameAsWithoutIt("resize", "python3", "-c", """
                import os, sys, time
                print('ready', file=sys.stderr, flush=True)
                for _ in range(1000):
                    time.sleep(0.05)
                    if os.get_terminal_size(2).columns == 120: break
                print(os.get_terminal_size(2), file=sys.stderr)""");
        assertThat(seen).contains("columns=120, lines=50", "ended 0");
    }

    @Test
    void canBeSuspendedAndContinued() throws Exception {
        // One process: a shell that is stopped between vfork and exec of its child hangs, with us or without.
        String command =
                "python3 -c 'import os, time; os.write(2, b\"ready\\n\"); time.sleep(2); os.write(2, b\"woke\\n\"); os._exit(5)'";
        String shell = "set -m; %s; echo code $?; fg >/dev/null; echo code $?";
        String seen = terminal("suspend", "bash", "-c", shell.formatted(launcher() + " run -- " + command));
        assertThat(seen.replace(launcher() + " run -- ", ""))
                .isEqualTo(terminal("suspend", "bash", "-c", shell.formatted(command)));
        assertThat(seen).contains("code 148", "woke", "code 5");
    }

    @Test
    void muchOutputArrivesWhole() throws Exception {
        sameAsWithoutIt("none", "python3", "-c", "import sys; sys.stderr.write('0123456789abcdef\\n' * 200000)");
    }

    @Test
    void ourOwnProgramProvidesTheTerminalWherePerlIsMissing() throws Exception {
        assumeTrue(
                new ProcessBuilder("env", "--default-signal=INT", "true")
                                .start()
                                .waitFor()
                        == 0,
                "needs an env with --default-signal");
        Path root = Objects.requireNonNull(InstalledLauncher.source().getParent());
        assertThat(terminal("none", launcher(), "--version")).endsWith("ended 0\n");
        Path image = root.resolve(".build")
                .resolve(Files.readString(root.resolve(".build/current")).strip());
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("share")).resolve("tiryaq"), image);
        Path script = Files.writeString(
                bin.resolve("tiryaq"),
                Files.readString(InstalledLauncher.source()).replace("/usr/bin/perl", "/nowhere"));
        script.toFile().setExecutable(true);
        String[] command = {"python3", "-c", """
            import os, sys, time
            print(os.isatty(2), os.get_terminal_size(2)); sys.stdout.flush()
            print('ready', file=sys.stderr, flush=True)
            for _ in range(1000):
                time.sleep(0.05)
                if os.get_terminal_size(2).columns == 120: break
            print(os.get_terminal_size(2), file=sys.stderr); sys.exit(3)"""};
        List<String> watched = new ArrayList<>(List.of(script.toString(), "run", "--"));
        watched.addAll(List.of(command));
        String seen = terminal("resize", watched.toArray(String[]::new));
        assertThat(seen)
                .isEqualTo(terminal("resize", command))
                .contains("True os.terminal_size(columns=77, lines=33)", "columns=120", "ended 3");
    }

    private String shadowed() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("json.py"), "");
        Path script = work.resolve("main.py");
        return Files.writeString(script, "import json\nprint('dumped', json.dumps([1, 2]))\n")
                .toString();
    }

    private Map<String, String> variables() {
        return Map.of(
                "LC_ALL",
                "C.UTF-8",
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "XDG_STATE_HOME",
                folder + "/state",
                "XDG_CACHE_HOME",
                folder + "/cache");
    }

    /** What the program printed and what is said of it are two things; who wants one line of ours gets one. */
    @Test
    void theAnswerStandsApart() throws Exception {
        String script = shadowed();
        for (String words : List.of("run --fix", "diagnose", "fix --dry-run", "fix --yes --rerun")) {
            String seen = terminal("none", variables(), "sh", "-c", launcher() + " " + words + " -- python3 " + script);
            assertThat(seen)
                    .as(words)
                    .containsPattern("AttributeError: [^\r]*\r\n\r\n(\u001b\\[[0-9;]+m)?(Your file|Trying)");
            assertThat(seen).as(words).doesNotContain("\r\n\r\n\r\n");
        }
        String quiet = terminal("none", variables(), launcher(), "run", "--fix", "-q", "--", "python3", script);
        assertThat(quiet)
                .containsPattern("AttributeError: [^\r]*\r\ndumped \\[1, 2]\r\n[^\r]*main.py\r\nended 0")
                .doesNotContain("\r\n\r\n");
    }

    /** The question is asked on the terminal, whatever the program's stdin is. */
    @Test
    void whoeverSaysYesIsCuredAndWhoeverSaysNoIsLeftAlone() throws Exception {
        String script = shadowed();
        Map<String, String> variables = variables();
        String[] asked = {launcher(), "run", "--", "python3", script};
        String yes = terminal("yes", variables, asked);
        assertThat(yes)
                .contains("[shadowed-module]", "dumped [1, 2]", "Cured and proved", "ended 0")
                .contains("Treatment 1: Run it without the script's own folder", "Apply this? [y/N]");
        String no = terminal("no", variables, asked);
        assertThat(no)
                .contains("[shadowed-module]", "[y/N]", "Nothing was changed.", "ended 1")
                .doesNotContain("dumped [1, 2]", "Trying");
        String piped = terminal("yes", variables, "sh", "-c", launcher() + " run -- python3 " + script + " </dev/null");
        assertThat(piped)
                .as("a script that feeds the program has nobody at the keyboard")
                .contains("[shadowed-module]", "ended 1")
                .doesNotContain("[y/N]");
        assertThat(folder.resolve("work")).isDirectoryNotContaining("glob:**/.*");
        String unasked = terminal("none", variables, launcher(), "run", "--fix", "--", "python3", script);
        assertThat(unasked).contains("dumped [1, 2]", "ended 0").doesNotContain("[y/N]");
    }

    /** The first treatment uncovers what the second would put right. */
    @Test
    void eachRoundIsAskedFor() throws Exception {
        String script = shadowed();
        Files.writeString(Path.of(script), "import json\nimport random\nprint(json.dumps([1]), random.random() < 2)\n");
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("random.py"), "");
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("PYTHONPATH", other.toString());
        String[] asked = {launcher(), "run", "--", "python3", script};
        assertThat(terminal("yes-yes", variables, asked)).contains("[1] True", "Cured and proved", "ended 0");
        String no = terminal("yes-no", variables, asked);
        assertThat(no)
                .contains("Not approved", "Not cured", "another failure showed", "ended 1")
                .doesNotContain("Nothing was changed", "[1] True");
        assertThat(no.split("Trying this treatment", -1)).hasSize(2);
    }

    /** Two environments have what is missing: the one that is not asked about is a number away. */
    @Test
    void anotherTreatmentIsTakenByItsNumber() throws Exception {
        Path script = inTwoEnvironments();
        String[] asked = {launcher(), "fix", "--", "python3", script.toString()};
        assertThat(terminal("no", variables(), asked))
                .contains("by its number? [y/N]", "Nothing was changed.", "Next, to take 2 instead:", "ended 1")
                .contains("tiryaq fix --treatment 2 -- python3 " + script)
                .doesNotContain("Trying");
        String second = terminal("2", variables(), asked);
        assertThat(second).contains("Trying this treatment", "it is there", "Cured and proved", "ended 0");
        assertThat(second.split("Trying this treatment", -1)).hasSize(2);
        assertThat(terminal("no", variables(), launcher(), "fix", "--treatment", "2", "--", "python3", script + ""))
                .contains("\n 2. ", "Treatment 2: ", "Apply this? [y/N]")
                .doesNotContain("\n 1. ", "instead:");
    }

    /** An empty input would pass as the program. */
    @Test
    void whatCameThroughStandardInputIsNotRunAgain() throws Exception {
        Path script = inTwoEnvironments();
        String piped = "cd " + script.getParent() + " && " + launcher() + " fix --yes -- python3 - < main.py";
        assertThat(terminal("none", variables(), "sh", "-c", piped))
                .contains("it had come through standard input", "as far as it was proved", "ended 0")
                .doesNotContain("Cured and proved", "it is there");
    }

    private Path inTwoEnvironments() throws Exception {
        Path work = Files.createDirectories(folder.resolve("two"));
        for (String name : List.of(".venv", "venv")) {
            Path made = work.resolve(name);
            assumeTrue(
                    new ProcessBuilder("python3", "-m", "venv", "--without-pip", made.toString())
                                    .start()
                                    .waitFor()
                            == 0,
                    "needs venv");
            try (var versions = Files.list(made.resolve("lib"))) {
                Path packages = versions.findFirst().orElseThrow().resolve("site-packages");
                Files.writeString(packages.resolve("zq_is_there.py"), "");
            }
        }
        return Files.writeString(work.resolve("main.py"), "import zq_is_there\nprint('it is ' + 'there')\n");
    }

    private String sameAsWithoutIt(String step, String... command) throws IOException, InterruptedException {
        List<String> watched = new ArrayList<>(List.of(launcher(), "run", "--"));
        watched.addAll(List.of(command));
        String seen = terminal(step, watched.toArray(String[]::new));
        assertThat(seen).isEqualTo(terminal(step, command));
        return seen;
    }

    private String terminal(String step, String... command) throws IOException, InterruptedException {
        return terminal(step, Map.of(), command);
    }

    private String terminal(String step, Map<String, String> variables, String... command)
            throws IOException, InterruptedException {
        Path driver = folder.resolve("terminal.py");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("terminal.py"))) {
            Files.write(driver, in.readAllBytes());
        }
        InstalledLauncher place = new InstalledLauncher(Files.createDirectories(folder.resolve("place")));
        Files.createDirectories(place.folder().resolve("tmp"));
        List<String> words = new ArrayList<>(List.of("python3", driver.toString(), step));
        words.addAll(List.of(command));
        InstalledLauncher.Ended ended = place.run(folder, words, variables);
        assertThat(place.leftovers()).isEmpty();
        return ended.out();
    }

    private static String launcher() {
        return InstalledLauncher.source().toString();
    }
}
