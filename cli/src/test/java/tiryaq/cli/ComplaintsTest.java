package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.options.Option;
import tiryaq.cli.options.OptionReader;
import tiryaq.cli.options.Options;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;

/**
 * What the command line says about calls that cannot be: the right message, the right code, and all of it a message.
 */
class ComplaintsTest {
    /** What an option may be set to, where that is not anything at all. */
    private static final Map<String, String> VALUES =
            Map.of("--format", "json", "--color", "never", "--lang", "hi", "--treatment", "1", "--plan", "ab1");

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    private static Session session(Options options, Map<String, String> variables, OutputStream out, OutputStream err) {
        return new Session(
                options,
                variables,
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "");
    }

    /** In these variables alone: what this process has is a person's own, journals of treatments among it. */
    private static Said say(Map<String, String> variables, List<String> words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session bare = session(new Options("", Map.of(), List.of()), variables, out, err);
        int code;
        try {
            Options options = OptionReader.read(words);
            code = Main.dispatch(session(options, variables, out, err), Optional.empty())
                    .number();
        } catch (OptionReader.Misunderstood e) {
            code = bare.complain(e.say(), ExitCode.USAGE).number();
        }
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Said en(String... words) throws IOException {
        Map<String, String> home = Map.of("XDG_STATE_HOME", folder.toString(), "XDG_CACHE_HOME", folder.toString());
        Said said = say(home, List.of(words));
        Map<String, String> pseudo = new HashMap<>(home);
        pseudo.put("LANG", "en_XA.UTF-8");
        Said accented = say(pseudo, List.of(words));
        assertThat(accented.code()).isEqualTo(said.code());
        assertThat((accented.out() + accented.err())
                        .replaceAll("(?s)⟦[^⟧]*⟧", "")
                        .replaceAll("(?m)^  [a-z]+(-[a-z]+)* *$", ""))
                .doesNotContainPattern("[A-Za-z]");
        return new Said(
                said.code(), said.out(), said.err().replaceAll("\\s+", " ").strip());
    }

    /** The launcher then starts no command. */
    @Test
    void aPythonThatIsNotThereIsNamedRatherThanTheCommandMissed() throws IOException {
        for (String verb : List.of("run", "diagnose", "fix")) {
            Said said = en(verb, "--python", folder + "/no", "--", "echo");
            assertThat(said.code()).as(verb).isEqualTo(2);
            assertThat(said.err()).isEqualTo("There is no " + folder + "/no.");
            assertThat(en("--python", folder + "/no", "echo").err()).isEqualTo(said.err());
            assertThat(en("--python=" + folder + "/no", "echo").err()).isEqualTo(said.err());
            assertThat(en(verb, "--", "echo").err()).as(verb).startsWith(verb.equals("fix") ? "Give" : "Nothing to");
        }
    }

    @Test
    void aCallThatCannotBeIsExplained() throws IOException {
        Files.writeString(folder.resolve("empty.log"), "");
        String empty = folder.resolve("empty.log").toString();
        assertThat(en("diagnose", "--log", empty).code()).isEqualTo(2);
        assertThat(en("diagnose", "--log", empty).err())
                .startsWith("The log is empty, so there is nothing to diagnose.")
                .as("what a pipe leaves out has to be asked for")
                .contains("stderr", "`COMMAND 2>&1 | tiryaq diagnose`", "`tiryaq diagnose -- COMMAND`");
        assertThat(en("diagnose").code()).isEqualTo(2);
        assertThat(en("diagnose").err()).startsWith("Nothing to diagnose:");
        String nowhere = folder.resolve("python").toString();
        assertThat(en("diagnose", "--python", nowhere, "--log", empty))
                .isEqualTo(new Said(2, "", "There is no " + nowhere + "."));
        assertThat(en("diagnose", "--log", folder.resolve("no.log").toString()).err())
                .startsWith("There is no log /");
        assertThat(en("diagnose", "--log", folder.toString()).err()).endsWith(" cannot be read.");
        assertThat(en("diagnose", "--log", empty + "/below").err()).endsWith(" cannot be read.");
        Files.createSymbolicLink(folder.resolve("loop.log"), Path.of("loop.log"));
        assertThat(en("diagnose", "--log", folder.resolve("loop.log").toString())
                        .err())
                .endsWith(" cannot be read.");
        assertThat(en("explain").err())
                .startsWith("Give the code of a cause. These are: ")
                .contains("abi-tag-mismatch");
        assertThat(en("explain", "x").err()).startsWith("There is no cause x.");
        assertThat(en("fix").err()).startsWith("Give the command that failed after `--`");
        assertThat(en("undo").err()).isEqualTo("There is nothing to undo: no change that tiryaq made is in force.");
        assertThat(en("undo", "j1").err()).startsWith("There is no treatment j1 to undo.");
        assertThat(en("history").out()).isEqualTo("No treatment is in force.\n");
        assertThat(en("nonsense").err()).startsWith("There is no command nonsense.");
        assertThat(en("diagnose", "--fix").err()).isEqualTo("There is no option --fix here. It belongs to tiryaq run.");
        assertThat(en("diagnos").err()).isEqualTo("There is no command diagnos. Did you mean tiryaq diagnose?");
        assertThat(en("diagnose", "--json", "--", "x").err())
                .isEqualTo("There is no option --json here. Did you mean --format json?")
                .isEqualTo(en("--json", "python", "x").err());
        assertThat(en("undo", "--json").err()).doesNotContain("--format");
        assertThat(en("undo", "--yes").err()).isEqualTo("There is no option --yes here: `tiryaq undo` does not ask.");
        assertThat(en("diagnose", "--formt=json").err())
                .isEqualTo("There is no option --formt here. Did you mean --format?");
        assertThat(en("--formt", "json", "diagnose").err())
                .isEqualTo("The option --formt stands before the command of tiryaq; it goes after it."
                        + " Did you mean tiryaq diagnose --format json?");
        assertThat(en("--log", "x", "fix").err()).endsWith("Did you mean tiryaq fix --log x?");
        assertThat(en("--formt", "json").err()).isEqualTo("There is no option --formt here. Did you mean --format?");
        assertThat(en("--lang", "klingon", "diagnose", "--", "true").err())
                .endsWith("Did you mean tiryaq diagnose --lang klingon?");
        assertThat(en("--verbose", "history").err()).endsWith("Did you mean tiryaq history --verbose?");
        assertThat(en("explain", "abi-tag-mismach").err())
                .isEqualTo("There is no cause abi-tag-mismach. Did you mean tiryaq explain abi-tag-mismatch?");
        assertThat(en("diagnose", "--log").err()).isEqualTo("The option --log needs a value: --log FILE|-");
        assertThat(en("fix", "--treatment", "x").err()).startsWith("The option --treatment cannot be x;");
        assertThat(en("diagnose", "--log", "").err()).isEqualTo("The option --log needs a value: --log FILE|-");
        assertThat(en("fix", "--plan=").err()).isEqualTo("The option --plan needs a value: --plan ID");
        assertThat(en("fix", "--plan", "nonsense").err()).startsWith("nonsense is not the ID of a plan:");
        assertThat(en("undo", "a", "b").err()).startsWith("b is not expected here.");
        assertThat(en("explain", "unknown", "b").err()).startsWith("b is not expected here.");
        assertThat(en("help", "nonsense").err()).startsWith("There is no command nonsense.");
        assertThat(en("help", "histroy").err()).endsWith("Did you mean tiryaq help history?");
        assertThat(en("history", "x").err()).startsWith("x is not expected here.");
        assertThat(en("history", "--lang", "tlh").err()).startsWith("The option --lang cannot be tlh;");
    }

    /** A first word that is no command is a program to run: it is never taken for what it resembles. */
    @Test
    void aProgramThatIsNotThereMayHaveBeenMeantAsACommand() {
        Options none = new Options("run", Map.of(), List.of());
        assertThat(OptionReader.meant(none, "diagnos")).contains("tiryaq diagnose");
        assertThat(OptionReader.meant(none, "histroy")).contains("tiryaq history");
        assertThat(OptionReader.meant(new Options("run", Map.of("--format", "json", "--quiet", ""), List.of()), "fix"))
                .contains("tiryaq fix --format json --quiet");
        for (String program : List.of("python", "pip", "ruff", "node", "f", "rm", "uv", "undone-everything")) {
            assertThat(OptionReader.meant(none, program)).as(program).isEmpty();
        }
    }

    @Test
    void optionsThatWouldDoNothingAreNotAccepted() throws IOException {
        for (List<String> words : List.of(
                List.of("fix", "--allow-system"),
                List.of("fix", "--force"),
                List.of("run", "--log", "x"),
                List.of("run", "--here"),
                List.of("run", "--dry-run"),
                List.of("diagnose", "--yes"),
                List.of("undo", "--yes"),
                List.of("undo", "--offline"),
                List.of("history", "--python", "x"),
                List.of("explain", "--keep", "unknown"),
                List.of("demo", "--force"))) {
            assertThat(say(Map.of(), words).err()).startsWith("There is no option " + words.get(1));
        }
    }

    /** Every command takes the options that say how to answer, those of its own, and no other. */
    @Test
    void everyCommandTakesItsOwnOptionsAndTheCommonOnes() {
        List<String> common = List.of("--color", "--format", "--help", "--lang", "--output", "--quiet", "--verbose");
        Map<String, List<String>> own = Map.of(
                "run", List.of("--fix", "--offline", "--python", "--yes"),
                "diagnose", List.of("--here", "--log", "--offline", "--python"),
                "fix",
                        List.of(
                                "--dry-run",
                                "--here",
                                "--log",
                                "--offline",
                                "--plan",
                                "--python",
                                "--rerun",
                                "--treatment",
                                "--yes"),
                "undo", List.of("--force"),
                "history", List.of(),
                "demo", List.of("--keep", "--record"),
                "explain", List.of());
        assertThat(own.keySet()).containsExactlyInAnyOrderElementsOf(OptionReader.VERBS);
        own.forEach((verb, options) -> {
            List<String> taken = new ArrayList<>();
            for (Option option : Option.ALL) {
                String value = VALUES.getOrDefault(option.name(), option.value().isEmpty() ? "" : "x");
                List<String> words =
                        value.isEmpty() ? List.of(verb, option.name()) : List.of(verb, option.name(), value);
                try {
                    if (OptionReader.read(words).has(option.name())) {
                        taken.add(option.name());
                    }
                } catch (OptionReader.Misunderstood e) {
                    assertThat(e.say().key()).as(String.join(" ", words)).startsWith("cli.unknown-option");
                }
            }
            List<String> expected = new ArrayList<>(common);
            if (verb.equals("undo") || verb.equals("explain")) {
                // Neither has a report.
                expected.remove("--format");
            }
            expected.addAll(options);
            assertThat(taken).as(verb).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void whatIsTypedAsItWasPrintedIsUnderstood() throws IOException {
        assertThat(say(Map.of(), List.of("explain", "[distribution-missing]")).out())
                .isEqualTo(say(Map.of(), List.of("explain", "distribution-missing"))
                        .out())
                .contains("distribution-missing");
        Said version = say(Map.of(), List.of("--version"));
        assertThat(version.out()).startsWith("tiryaq ");
        assertThat(say(Map.of(), List.of("-V"))).isEqualTo(version);
        assertThat(say(Map.of(), List.of("version"))).isEqualTo(version);
        assertThat(en("report.py").err()).contains("tiryaq run python report.py");
        assertThat(en("run").err()).startsWith("Nothing to run");
        assertThat(say(Map.of(), List.of("run", "--help")).out()).contains("tiryaq run");
        assertThat(en("undo", "--format", "json").code()).isEqualTo(2);
        assertThat(en("explain", "--format", "json", "unknown").code()).isEqualTo(2);
    }

    @Test
    void whatPythonNamesIsToldByWhatStandsThere() throws IOException {
        String log = Files.writeString(folder.resolve("a.log"), "x\n").toString();
        String text = Files.writeString(folder.resolve("text"), "x").toString();
        Path environment = Files.createDirectories(folder.resolve("env/bin"));
        Path program = Files.writeString(environment.resolve("python"), "#!/bin/false\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String env = folder.resolve("env").toString();
        assertThat(named("no-such-python-here", log)).startsWith("There is no program no-such-python-here on PATH.");
        assertThat(named(text, log)).isEqualTo(text + " may not be run by this user (permission denied).");
        assertThat(named(program.toString(), log)).isEqualTo(program + " is not a Python that can be run.");
        assertThat(named(env, log)).isEqualTo(env + " is a folder. Did you mean " + env + "/bin/python?");
        assertThat(named(folder.toString(), log)).isEqualTo(folder + " is a folder, and there is no Python in it.");
    }

    private String named(String python, String log) throws IOException {
        Said said = en("diagnose", "--python", python, "--log", log);
        assertThat(said.code()).isEqualTo(2);
        return said.err();
    }

    /** The program may have run for long before its answer finds no place. */
    @Test
    void aReportThatHasNoPlaceIsShown() throws IOException {
        Said said = en("history", "-o", folder.resolve("none/report").toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEqualTo("No treatment is in force.\n");
        assertThat(said.err())
                .startsWith("There is no folder " + folder + "/none: ")
                .endsWith("/none/report cannot be written.");
        assertThat(en("history", "-o", folder.toString()).err()).isEqualTo(folder + " is a folder: name a file in it.");
    }

    private Journal inForce(Map<String, String> home) throws IOException {
        Journals journals = Journals.of(home).orElseThrow();
        Path project = Files.createDirectory(folder.resolve("project"));
        Say title = Say.of("treatment.new-environment", "environment", "x");
        Journal journal = journals.create(
                journals.begin("unknown", "treatment", title, null, project.toString(), List.of(".venv")));
        journals.place(journal);
        journals.proved(journal);
        return journal;
    }

    /** Its journal went along or away: only its name is left here. */
    @Test
    void aTreatmentWhoseProjectWasMovedIsListedAsThat() throws IOException {
        Map<String, String> home = Map.of("XDG_STATE_HOME", folder.toString(), "LANG", "en");
        Journal journal = inForce(home);
        Path project = Path.of(journal.project());
        assertThat(say(home, List.of("history")).out()).contains(journal.id(), "in force");
        Files.move(project, folder.resolve("moved"));
        assertThat(say(home, List.of("history")).out())
                .contains(journal.id(), project.toString(), "its project was moved or removed")
                .doesNotContain("in force");
        assertThat(say(home, List.of("history", "--format", "json")).out()).contains("\"state\":\"lost\"");
    }

    /** A disk may only be unplugged: the list forgets nothing by itself, and what is still somewhere can be undone. */
    @Test
    void aProjectThatIsGoneForGoodIsTakenOffTheListWhenAskedTo() throws IOException {
        Map<String, String> home = Map.of("XDG_STATE_HOME", folder.toString(), "LANG", "en");
        Journal journal = inForce(home);
        Path project = Path.of(journal.project());
        Path moved = Files.move(project, folder.resolve("moved"));
        String forget = "tiryaq undo " + journal.id() + " --force";
        assertThat(say(home, List.of("history")).out().replaceAll("\\s+", " ")).contains(forget);
        Said refused = say(home, List.of("undo", journal.id()));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().replaceAll("\\s+", " ")).contains(forget);
        assertThat(say(home, List.of("history")).out()).contains(journal.id());
        Said forgotten = say(home, List.of("undo", journal.id(), "--force"));
        assertThat(forgotten.out()).startsWith(journal.id() + " is off the list");
        assertThat(forgotten.code()).isZero();
        assertThat(say(home, List.of("history")).out()).doesNotContain(journal.id());
        assertThat(moved.resolve(".venv")).isDirectory();
        assertThat(Journals.of(home).orElseThrow().find(journal.id(), moved.toString()))
                .isPresent();
    }
}
