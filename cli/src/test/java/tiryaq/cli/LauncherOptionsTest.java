package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.launch.InstalledLauncher;
import tiryaq.cli.options.Option;
import tiryaq.cli.options.OptionReader;

/** The launcher reads options before the program does, and starts the command: the two must understand the same. */
@Tag("process")
class LauncherOptionsTest {
    /** With these it is the program alone that answers, command or not. */
    private static final Set<String> WITHOUT_COMMAND = Set.of("--help", "-h", "--version", "--log");

    private static final Map<String, String> GOOD = Map.of(
            "--format",
            "json",
            "--color",
            "never",
            "--lang",
            "ar_EG.UTF-8",
            "--treatment",
            "12",
            "--python",
            "sh",
            "--plan",
            "0a");

    private static final String ANSWERS = """
            [ -n "$TIRYAQ_RUN" ] || exit 2
            read -r word nth code signal <"$TIRYAQ_RUN/to"
            echo "done same" >"$TIRYAQ_RUN/from"
            """;

    @TempDir
    private Path folder;

    @Test
    void knowsTheOptionsThatTheProgramKnows() throws Exception {
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String verb : List.of("run", "diagnose", "fix")) {
            for (Option option : Option.ALL) {
                for (String name : List.of(option.name(), option.letter())) {
                    if (name.isEmpty() || WITHOUT_COMMAND.contains(name)) {
                        continue;
                    }
                    String value = option.value().isEmpty() ? "" : " " + GOOD.getOrDefault(option.name(), "x");
                    lines.add(verb + " " + name + value);
                    if (option.of(verb)) {
                        expected.add(lines.getLast());
                    }
                }
            }
        }
        assertThat(started(lines)).containsExactlyElementsOf(expected).isNotEmpty();
    }

    @Test
    void knowsTheVerbsThatTheProgramKnowsAndNoOthers() throws Exception {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        List<String> words = new ArrayList<>(OptionReader.VERBS);
        words.addAll(List.of("help", "check", "infer", "advise", "triage", "diagnos"));
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        StringBuilder script = new StringBuilder("PATH='" + programs + "':$PATH\n");
        List<String> expected = new ArrayList<>();
        for (String word : words) {
            Path program = Files.writeString(programs.resolve(word), "#!/bin/sh\necho ran " + word + "\n");
            program.toFile().setExecutable(true);
            script.append("§ ").append(word).append(" 2>/dev/null\n");
            if (!OptionReader.VERBS.contains(word) && !word.equals("help")) {
                expected.add("ran " + word);
            }
        }
        assertThat(launcher.bash(script.toString(), launcher.command()).out().lines())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void asksTheProgramOfItsOwnCommandBehindOptions() throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        Path program = Files.writeString(folder.resolve("fix"), "#!/bin/sh\necho ran fix\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String script = "PATH='" + folder + "':$PATH\n"
                + "§ -q undo 2>&1 | grep -c 'not found'\n"
                + "§ -q fix 2>/dev/null\n"
                + "§ run -q undo 2>&1 | grep -c 'not found'\n";
        assertThat(launcher.bash(script, launcher.command()).out().lines()).containsExactly("0", "ran fix", "1");
    }

    @Test
    void knowsNoOptionThatTheProgramDoesNotKnow() throws Exception {
        Set<String> known = new HashSet<>();
        for (Option option : Option.ALL) {
            known.add(option.name());
            known.add(option.letter());
        }
        String text = Files.readString(InstalledLauncher.source());
        String reading = text.substring(text.indexOf("\ntq_option() {"), text.indexOf("\n# Splits our own words"));
        Set<String> named = new TreeSet<>();
        Matcher matcher = Pattern.compile("--?[a-z][a-z-]*").matcher(reading);
        while (matcher.find()) {
            named.add(matcher.group());
        }
        assertThat(named).contains("--fix", "-o", "--treatment").isSubsetOf(known);
    }

    @Test
    void startsNothingThatTheProgramRefuses() throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "run --nonsense",
                "run -x",
                "run -qx",
                "run -qv",
                "fix -vq",
                "run -ox",
                "run -o=x",
                "run --fix --dry-run"));
        for (String verb : List.of("run", "fix")) {
            for (String name : List.of("--format", "--color", "--lang", "--treatment", "--plan", "--output")) {
                for (String value : List.of(
                        "text",
                        "json",
                        "xml",
                        "always",
                        "auto",
                        "x",
                        "ar",
                        "EN",
                        "hi@x",
                        "enx",
                        "0",
                        "9999",
                        "12345",
                        "1x",
                        "1234567890ab",
                        "1234567890abc")) {
                    lines.add(verb + " " + name + " " + value);
                    lines.add(verb + " " + name + "=" + value);
                }
                lines.add(verb + " " + name);
                lines.add(verb + " " + name + " --offline");
                lines.add(verb + " " + name + "=");
                lines.add(verb + " " + name + " ''");
            }
            for (String flag : List.of("--fix", "--yes", "--dry-run", "--offline", "--quiet", "-q")) {
                lines.add(verb + " " + flag + "x");
            }
        }
        List<String> expected = new ArrayList<>();
        for (String line : lines) {
            if (accepted(line)) {
                expected.add(line);
            }
        }
        assertThat(started(lines)).containsExactlyElementsOf(expected).hasSizeBetween(40, lines.size() - 40);
    }

    @Test
    void startsNothingWhereThePythonThatIsNamedIsNot() throws Exception {
        Path mine = Files.writeString(folder.resolve("mine"), "");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThat(mine.toFile().setExecutable(true)).isTrue();
        List<String> there = List.of("sh", "/bin/sh", "mine", "./mine", mine.toString());
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String verb : List.of("run", "diagnose", "fix")) {
            for (String python : there) {
                expected.add(verb + " --python " + python);
                expected.add(verb + " --python=" + python);
            }
            for (String python :
                    List.of("nosuchpython", "./no", folder.toString(), "bin", "plain", "./plain", plain + "/x")) {
                lines.add(verb + " --python " + python);
                lines.add(verb + " --python=" + python);
            }
        }
        lines.addAll(expected);
        assertThat(started(lines)).containsExactlyElementsOf(expected);
    }

    private static boolean accepted(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(word.equals("''") ? "" : word);
        }
        words.addAll(List.of("--", "echo", "RAN"));
        try {
            return OptionReader.read(words).words().equals(List.of("echo", "RAN"));
        } catch (OptionReader.Misunderstood e) {
            return false;
        }
    }

    /** Those of the lines with which a command behind them is run. */
    private List<String> started(List<String> lines) throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, ANSWERS);
        StringBuilder script = new StringBuilder();
        for (String line : lines) {
            script.append("[ \"$(§ ")
                    .append(line)
                    .append(" -- echo RAN 2>&1)\" != RAN ] || echo \"")
                    .append(line)
                    .append("\"\n");
        }
        return launcher.bash(script.toString(), launcher.command())
                .out()
                .lines()
                .toList();
    }
}
