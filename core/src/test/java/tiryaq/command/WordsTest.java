package tiryaq.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Invocation.Flag;
import tiryaq.command.words.EnvWords;
import tiryaq.command.words.Situation;

/** Words are taken apart as the real programs take them apart. */
class WordsTest {
    private static final long SEED = 20_251;

    @TempDir
    Path folder;

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Situation situation(Map<String, String> set) {
        return Situation.of(folder.toString(), Map.of(), new TreeSet<>(), Pythons.machine(set));
    }

    @Test
    void envSplitsStringsAsGnuDoes() {
        assumeTrue(
                Pythons.run(List.of("env", "--version"), folder, Map.of()).out().contains("coreutils"),
                "GNU env is missing");
        List<String> pieces = List.of(
                "a",
                "b c",
                " ",
                "\t",
                "'",
                "\"",
                "'x y'",
                "\"x y\"",
                "\\_",
                "\\t",
                "\\n",
                "\\\\",
                "\\'",
                "\\\"",
                "\\#",
                "#",
                "${V}",
                "'${V}'",
                "\"${V}\"",
                "${NONE}",
                "\\$",
                "=",
                "\\c");
        Random random = new Random(SEED);
        Map<String, String> set = Map.of("V", "v w");
        int compared = 0;
        for (int i = 0; i < 180; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(6) + 1; j > 0; j--) {
                text.append(pick(random, pieces));
            }
            Pythons.Ran ran = Pythons.run(List.of("env", "-S", "printf [%s] " + text), folder, set);
            if (ran.exit() != 0) {
                continue;
            }
            List<String> words =
                    EnvWords.split("printf [%s] " + text, situation(set)).orElseThrow();
            String printed = words.size() == 2
                    ? "[]"
                    : String.join(
                            "",
                            words.subList(2, words.size()).stream()
                                    .map(word -> "[" + word + "]")
                                    .toList());
            assertThat(printed).as("<%s>", text).isEqualTo(ran.out());
            compared++;
        }
        assertThat(compared).isGreaterThan(60);
    }

    @Test
    void optionsAreReadAsPythonReadsThem() throws IOException {
        String python = Pythons.all().stream()
                .filter(each -> each.contains("/3.13") || each.contains("/3.12") || each.contains("/3.11"))
                .findFirst()
                .orElse("");
        assumeTrue(!python.isEmpty(), "Python 3.11 or later is missing");
        String ask = "import sys; f = sys.flags; print(f.isolated, f.ignore_environment, f.no_user_site, f.no_site,"
                + " int(f.safe_path), sys.argv[1:])";
        Files.writeString(folder.resolve("ask.py"), ask);
        List<String> options = List.of(
                "-I",
                "-E",
                "-s",
                "-S",
                "-P",
                "-B",
                "-u",
                "-Es",
                "-sB",
                "-W",
                "-Wignore",
                "-X",
                "-Xutf8",
                "-sW",
                "-O",
                "-BX",
                "-IS",
                "-q",
                "--check-hash-based-pycs");
        Random random = new Random(SEED);
        for (int i = 0; i < 60; i++) {
            List<String> argv = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                String option = pick(random, options);
                argv.add(option);
                if (option.endsWith("W")) {
                    argv.add("ignore");
                } else if (option.endsWith("X")) {
                    argv.add("utf8");
                } else if (option.startsWith("--")) {
                    argv.add("never");
                }
            }
            argv.addAll(
                    switch (random.nextInt(5)) {
                        case 0 -> List.of("-c", ask);
                        case 1 -> List.of("-sc" + ask);
                        case 2 -> List.of("ask.py");
                        case 3 -> List.of("--", "ask.py");
                        default -> List.of("-sc", ask);
                    });
            argv.addAll(List.of("-I", "x", "--", "-m"));
            List<String> whole = new ArrayList<>(List.of(python));
            whole.addAll(argv);
            Pythons.Ran ran = Pythons.run(whole, folder, Map.of());
            assertThat(ran.exit()).as("%s: %s", argv, ran.text()).isZero();
            PythonWords words = PythonWords.of(argv, situation(Map.of()));
            assertThat(said(words)).as("%s", argv).isEqualTo(ran.out());
        }
    }

    private static String said(PythonWords words) {
        Set<Flag> flags = words.flags();
        boolean isolated = flags.contains(Flag.ISOLATED);
        StringBuilder out = new StringBuilder();
        for (Flag flag : Flag.values()) {
            boolean implied = isolated && flag != Flag.NO_SITE;
            out.append(flags.contains(flag) || implied ? "1 " : "0 ");
        }
        return out + "['" + String.join("', '", words.rest()) + "']";
    }

    /** GNU's env itself never comes to an end with this. */
    @Test
    @Timeout(20)
    void aStringThatNamesItselfIsNoCommand() {
        Situation itself = situation(Map.of("X", "-S ${X}"));
        assertThat(EnvWords.of(List.of("env", "-S", "${X}"), itself)).isEmpty();
        assertThat(EnvWords.of(List.of("env", "--split-string=${X} ./b"), itself))
                .isEmpty();
        Situation longer = situation(Map.of("X", "-S ${X} ${X}", "Y", "y".repeat(1 << 16), "Z", "${Y}".repeat(100)));
        assertThat(EnvWords.of(List.of("env", "-S", "${X}"), longer)).isEmpty();
        assertThat(EnvWords.of(List.of("env", "-S", "${Y}".repeat(100)), longer))
                .isEmpty();
        assertThat(EnvWords.split("${Z} ${Y}", longer)).isPresent();
    }

    @Test
    void nothingThatPeopleTypeThrows() throws IOException {
        Random random = new Random(SEED);
        List<String> words = List.of(
                "python",
                "env",
                "-",
                "--",
                "-S",
                "-u",
                "",
                "=",
                "A=b",
                "nice",
                "-n",
                "timeout",
                "-k",
                "5",
                "uv",
                "run",
                "-c",
                "-m",
                "-W",
                "x.py",
                "./s",
                "/",
                ".",
                "..",
                "exec",
                "\udcff",
                "-IX",
                "--unset",
                "--split-string=a",
                "taskset",
                "-C",
                "time",
                "poetry");
        List<String> heads = List.of(
                "#!",
                "#! ",
                "#!/usr/bin/env",
                "#!/usr/bin/env -S",
                "#!./s",
                "#!\n",
                "#!/bin/sh\n'''exec' ",
                "\"$0\"",
                " \"$@\"",
                "\n",
                "'",
                "\"",
                "$",
                "`",
                "${",
                "export PYENV_ROOT=\"",
                "exec \"$program\"",
                "pyenv\" exec ",
                "\0",
                "sys.exit(",
                "import ");
        TreeSet<Unresolved.Reason> seen = new TreeSet<>();
        for (int i = 0; i < 1800; i++) {
            StringBuilder script = new StringBuilder();
            for (int j = random.nextInt(6); j > 0; j--) {
                script.append(pick(random, heads));
            }
            Pythons.script(folder.resolve("s"), script.toString());
            List<String> argv = new ArrayList<>();
            for (int j = random.nextInt(6); j > 0; j--) {
                argv.add(pick(random, words));
            }
            Resolution found = Resolver.resolve(Command.of(argv, folder.toString()), Pythons.machine(Map.of()));
            if (found instanceof Unresolved not) {
                seen.add(not.reason());
            }
        }
        assertThat(seen).hasSizeGreaterThan(4);
    }
}
