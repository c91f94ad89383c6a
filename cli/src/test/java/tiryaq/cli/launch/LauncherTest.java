package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is the command itself, started by Bash without tiryaq. */
@Tag("process")
class LauncherTest {
    private static final String ANSWERS = """
            [ -n "$TIRYAQ_RUN" ] || { echo "alone: $*"; exit 0; }
            read -r word nth code signal <"$TIRYAQ_RUN/to"
            echo "done same" >"$TIRYAQ_RUN/from"
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "§ true",
                "§ sh -c 'echo out; echo err >&2; exit 1'",
                "§ sh -c 'exit 2'",
                "§ sh -c 'exit 126'",
                "§ sh -c 'exit 127'",
                "§ sh -c 'exit 255'",
                "§ sh -c 'exit 143'",
                "§ sh -c 'exit 130'",
                "§ sh -c 'printf \"%s\\n\" \"$@\"' sh \"$(printf '\\377\\376a')\" \"q'x\" '' \"$(printf 'a\\nb')\" '*' -q --",
                "§ cat <(echo substituted)",
                "exec 5</etc/passwd; § head -n 1 /dev/fd/5; § wc -l <&5",
                "exec 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&-; § ls /proc/self/fd",
                "exec 3</dev/null 7>/dev/null; § ls /proc/self/fd",
                "exec 3</etc/passwd 4<&3 5<&3 6<&3 7<&3 8<&3 9<&3; § ls /proc/self/fd; § sh -c 'echo e >&2; exit 3'",
                "cd /usr; § pwd",
                "printf 'a\\nb\\n' | { § head -c 1; cat; } | wc -c",
                "(§ env) | grep -v -e ^_= | sort",
                "q() { :; }; export -f q; export LC_ALL=tlh IFS=: PS1=x OPTIND=7 tq='a  b'; (§ env) | grep -v -e ^_= | sort",
                "§ grep Sig /proc/self/status | grep -v SigQ",
                "trap '' INT HUP; § grep SigIgn /proc/self/status",
                "trap '' QUIT TERM; § grep SigIgn /proc/self/status",
                "§ sh -c 'umask; ulimit -a'",
                "§ sh -c 'exit 3' <&- 2>&-",
                "§ sh -c 'for i in 1 2 3; do echo o$i; echo e$i >&2; done' 2>&1",
                "§ python3 -c 'import sys; sys.stderr.write(\"0123456789abcde\\n\" * 3000000); sys.exit(4)' 2>&1 | cksum",
                "echo 'echo $0 no shebang' >plain; chmod +x plain; § ./plain",
            })
    void runsAsWithoutIt(String script) throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        InstalledLauncher.Ended plain = launcher.bash(script + "; echo $?", "");
        InstalledLauncher.Ended watched = launcher.bash(script + "; echo $?", launcher.command() + " run --");
        assertThat(watched).isEqualTo(plain);
        assertThat(launcher.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "QUIT", "KILL", "SEGV", "PIPE", "TERM", "ABRT", "USR1"})
    void diesAsTheCommandDied(String signal) throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        String oracle = "python3 -c 'import subprocess, sys; print(subprocess.run(sys.argv[1:]).returncode)' § ";
        String command = "sh -c 'kill -s " + signal + " $$'";
        InstalledLauncher.Ended plain = launcher.bash(oracle + command, "");
        assertThat(plain.out()).startsWith("-");
        assertThat(launcher.bash(oracle + command, launcher.command() + " run --"))
                .isEqualTo(plain);
        assertThat(launcher.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT", "USR1"})
    void handsSignalsOn(String signal) throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        String script = """
                python3 - § python3 -u -c 'import signal, sys, time
                signal.signal(signal.SIG%s, lambda *_: sys.exit(7))
                print("ready")
                time.sleep(120)' <<'P'
                import signal, subprocess, sys
                p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, start_new_session=True)
                p.stdout.readline()
                p.send_signal(signal.SIG%s)
                print(p.wait(60))
                P
                """.formatted(signal, signal);
        assertThat(launcher.bash(script, launcher.command() + " run --")).isEqualTo(launcher.bash(script, ""));
        assertThat(launcher.leftovers()).isEmpty();
    }

    @Test
    void losesNoSignalWhileItStarts() throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        String script = """
                python3 - § sleep 90 <<'P'
                import subprocess, sys, time
                for i in range(25):
                    p = subprocess.Popen(sys.argv[1:], start_new_session=True)
                    time.sleep(i * 0.001)
                    p.terminate()
                    print(p.wait(60))
                P
                """;
        assertThat(launcher.bash(script, launcher.command() + " run --").out()).isEqualTo("-15\n".repeat(25));
    }

    @Test
    void doesNotWaitForDaemonsAndKeepsShowingWhatTheySay() throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        String script = """
                { § sh -c 'echo one >&2; (sleep 4; echo later >&2; sleep 0.1; echo last >&2) & exit 3' || echo "code $?" >&2; } 2>&1 | cat
                """;
        assertThat(launcher.bash(script, launcher.command() + " run --").out()).isEqualTo("one\ncode 3\nlater\nlast\n");
    }

    /** What is left over for the last piece, where pieces are kept, is almost nothing, some, or almost a whole one. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "|3000000",
                "/usr/bin/perl|3000000",
                "/usr/bin/perl --default-signal=INT true|3000000",
                "/usr/bin/perl|2949123",
                "/usr/bin/perl --default-signal=INT true|2949123",
                "/usr/bin/perl|2949119",
            },
            delimiter = '|')
    void keepsHeadAndTailOnly(@Nullable String lacks, int lines) throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, """
                read -r word nth code signal <"$TIRYAQ_RUN/to"
                cp -R "$TIRYAQ_RUN" "%s/copy"
                echo "done 9" >"$TIRYAQ_RUN/from"
                """.formatted(folder));
        without(lacks, launcher);
        String script = "§ python3 -c 'import sys\nfor i in range(" + lines
                + "): print(\"%015d\" % i, file=sys.stderr)\nsys.exit(4)'";
        assertThat(launcher.bash(script, launcher.command() + " run --").code()).isEqualTo(9);
        Output output = Pieces.read(folder.resolve("copy/out.1").toString());
        assertThat(output.truncated()).isTrue();
        assertThat(new String(output.head(), StandardCharsets.US_ASCII))
                .hasSize(1 << 20)
                .startsWith("000000000000000\n000000000000001\n");
        int first = lines - (4 << 20) / 16;
        assertThat(new String(output.tail(), StandardCharsets.US_ASCII))
                .hasSize(4 << 20)
                .startsWith("%015d\n".formatted(first))
                .endsWith("%015d\n%015d\n".formatted(lines - 2, lines - 1));
        try (var files = Files.list(folder.resolve("copy"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isLessThan(20 << 20);
        }
    }

    /** Makes it one of a system that has not got these. */
    private static void without(@Nullable String tools, InstalledLauncher launcher) throws IOException {
        Path script = Path.of(launcher.command());
        String text = Files.readString(script);
        for (String tool : tools == null ? new String[0] : tools.split(" ", 2)) {
            assertThat(text).contains(tool);
            text = text.replace(tool, "/nowhere");
        }
        Files.writeString(script, text);
    }

    /** A program that has one more command run and then does this. */
    private InstalledLauncher askingForNext(String afterwards) throws IOException {
        return InstalledLauncher.in(folder, """
                read -r word nth code signal <"$TIRYAQ_RUN/to"
                cat "$FAKE_NEXT" >"$TIRYAQ_RUN/next"
                echo next >"$TIRYAQ_RUN/from"
                read -r word nth code signal <"$TIRYAQ_RUN/to"
                %s
                echo "done same" >"$TIRYAQ_RUN/from"
                """.formatted(afterwards));
    }

    @Test
    void runsWhatTheProgramAsksForNext() throws Exception {
        InstalledLauncher launcher =
                askingForNext("echo \"$word $nth $code $signal $(cat \"$TIRYAQ_RUN/out.2.0\")\" >&2");
        tiryaq.command.Command next = new tiryaq.command.Command(
                List.of("sh", "-c", "pwd; echo \"$A\" ${B-none}; printf '%s' \"$1\" >&2; exit 6", "sh", "it's\udcff"),
                "/usr",
                Map.of("A", "x  'y"),
                new java.util.TreeSet<>(List.of("B")));
        Path file = Files.write(folder.resolve("next"), NextCommand.asShell(next));
        InstalledLauncher.Ended ended = launcher.run(
                folder,
                List.of(launcher.command(), "sh", "-c", "exit 1"),
                Map.of("B", "b", "FAKE_NEXT", file.toString()));
        assertThat(ended)
                .isEqualTo(new InstalledLauncher.Ended(6, "/usr\nx  'y none\n", "it's\u00ffended 2 6 0 it's\u00ff\n"));
    }

    /** Fedora exports functions under names that no shell takes back, and {@code env} sets any name. */
    @Test
    void theNextCommandHasVariablesOfAnyName() throws Exception {
        InstalledLauncher launcher = askingForNext(":");
        tiryaq.command.Command next = new tiryaq.command.Command(
                List.of("env"), "/usr", Map.of("a.b", "x 'y", "C", "3"), new java.util.TreeSet<>(List.of("f%%", "D")));
        Path file = Files.write(folder.resolve("next"), NextCommand.asShell(next));
        InstalledLauncher.Ended ended = launcher.run(
                folder,
                List.of(launcher.command(), "sh", "-c", "exit 1"),
                Map.of("f%%", "1", "D", "4", "g%%", "2", "FAKE_NEXT", file.toString()));
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines().toList())
                .contains("a.b=x 'y", "C=3", "g%%=2")
                .doesNotContain("f%%=1", "D=4");
    }

    @Test
    void tellsOfATracebackBeforeTheCommandHasEnded() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "/usr/bin/perl is missing");
        InstalledLauncher launcher = InstalledLauncher.in(folder, """
                exec 7<"$TIRYAQ_RUN/to"
                read -r word nth number <&7
                said=$(cat "$TIRYAQ_RUN/out.$nth.soon.$number")
                read -r last nth code signal <&7
                echo "$word: $said; $last $code"
                echo "done same" >"$TIRYAQ_RUN/from"
                """);
        String dying = "sleep 1; echo 'Traceback (most recent call last):' >&2; sleep 1; echo late >&2; exit 3";
        InstalledLauncher.Ended ended = launcher.bash("§ sh -c \"" + dying + "\"", launcher.command() + " diagnose --");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("soon: Traceback (most recent call last):; ended 3\n");
        assertThat(ended.err()).isEqualTo("Traceback (most recent call last):\nlate\n");
        assertThat(launcher.leftovers()).isEmpty();
    }

    /** One that never falls silent, so that there is no end of the output to wait for. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "diagnose"})
    void aTalkativeDaemonHoldsNobodyUp(String verb) throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        Path daemon = folder.resolve("daemon");
        String talking = "timeout 60 sh -c 'while :; do echo talk >&2; done' & echo $! >" + daemon;
        Path script = Files.writeString(folder.resolve("leaves"), talking + "; sleep 0.3; exit 3\n");
        InstalledLauncher.Ended ended = launcher.bash("§ sh " + script, launcher.command() + " " + verb + " --");
        boolean talks = ProcessHandle.of(Long.parseLong(Files.readString(daemon).strip()))
                .map(ProcessHandle::destroy)
                .orElse(false);
        assertThat(talks).as("the daemon outlives the answer").isTrue();
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("talk\n");
    }

    @Test
    void faultOfTheProgramLosesNothingOfTheCommand() throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, "exit 1\n");
        InstalledLauncher.Ended run = launcher.bash("§ sh -c 'echo err >&2; exit 3'", launcher.command() + " run");
        assertThat(run.code()).isEqualTo(125);
        assertThat(run.err()).startsWith("err\n").contains("ended with 3");
        InstalledLauncher.Ended diagnose =
                launcher.bash("§ sh -c 'echo out; echo err >&2; exit 3'", launcher.command() + " diagnose");
        assertThat(diagnose.code()).isEqualTo(70);
        assertThat(diagnose.out()).isEmpty();
        assertThat(diagnose.err()).startsWith("out\nerr\n");
        assertThat(launcher.leftovers()).isEmpty();
    }

    @Test
    void splitsItsOwnOptionsFromTheCommand() throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, """
                while [ "$1" != -m ]; do shift; done
                shift 2
                [ -n "$TIRYAQ_RUN" ] || { echo "alone: $*"; exit 0; }
                read -r word nth code signal <"$TIRYAQ_RUN/to"
                echo "own: $* command: $(tr '\\0' '|' <"$TIRYAQ_RUN/argv")"
                echo "done 0" >"$TIRYAQ_RUN/from"
                """);
        Map<String, String> cases = Map.of(
                "false -x", "own: run command: false|-x|",
                "run --fix -q -- false --fix", "own: run --fix -q command: false|--fix|",
                "diagnose --format json -o 'a b' false", "own: diagnose --format json -o a b command: false|",
                "diagnose --log x -- false", "alone: diagnose --log x -- false",
                "fix --lang=ar false", "own: fix --lang=ar command: false|",
                "--fix false", "own: run --fix command: false|",
                "diagnose", "alone: diagnose",
                "run --nonsense -- false", "alone: run --nonsense -- false",
                "explain false", "alone: explain false",
                "-- diagnose", "own: run command: diagnose|");
        for (Map.Entry<String, String> entry : cases.entrySet()) {
            assertThat(launcher.bash("§ " + entry.getKey(), launcher.command()).out())
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue() + "\n");
        }
    }

    @Test
    void worksUnderTheShellsThatSystemsHave() throws Exception {
        int shells = 0;
        for (String shell : List.of("dash", "bash --posix", "busybox ash")) {
            if (new ProcessBuilder("sh", "-c", "command -v " + shell.split(" ", -1)[0] + " >/dev/null")
                            .start()
                            .waitFor()
                    != 0) {
                continue;
            }
            InstalledLauncher launcher = InstalledLauncher.in(folder.resolve("shell" + shells++), ANSWERS);
            String script =
                    "§ sh -c 'echo err >&2; kill -TERM $$'; echo $?; § sh -c 'exit 143'; echo $?; § cat <(echo a)";
            assertThat(launcher.bash(script, shell + " " + launcher.command() + " run --")
                            .out())
                    .as(shell)
                    .isEqualTo("143\n143\na\n");
        }
        assumeTrue(shells > 1, "needs dash, bash or busybox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/perl", "/usr/bin/perl --default-signal=INT true"})
    void worksOnSystemsThatLack(String tools) throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        without(tools, launcher);
        for (String command : List.of(
                "§ sh -c 'echo out; echo err >&2; exit 3'",
                "§ sh -c 'kill -KILL $$'",
                "§ sh -c 'exit 137'",
                "§ cat <(echo substituted)",
                "exec 3</etc/passwd 4<&3 5<&3 6<&3 7<&3 8<&3 9<&3; § ls /proc/self/fd; § sh -c 'echo e >&2; exit 3'",
                "printf 'a\\nb\\n' | { § head -c 1; cat; } | wc -c",
                "§ python3 -c 'import sys; sys.stderr.write(\"0123456789abcde\\n\" * 1000000); sys.exit(4)' 2>&1 | cksum")) {
            String line = "{ " + command + "; } 2>err; echo $?; grep -v -e Killed err";
            assertThat(launcher.bash(line, launcher.command() + " run --"))
                    .as(command)
                    .isEqualTo(launcher.bash(line, ""));
        }
        assertThat(launcher.bash(
                                "§ sh -c '(sleep 2; echo later >&2) & echo one >&2; exit 3' 2>&1 | cat",
                                launcher.command() + " run --")
                        .out())
                .isEqualTo("one\nlater\n");
        assertThat(launcher.leftovers()).isEmpty();
    }
}
