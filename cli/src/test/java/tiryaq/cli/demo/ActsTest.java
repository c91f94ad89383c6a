package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the acts say when something does not go as it should; no Python and no index needed. */
class ActsTest {
    @TempDir
    private Path root;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Acts acts = acts();

    @BeforeEach
    void prepare() throws IOException {
        acts = acts();
        Files.createDirectories(root.resolve("project/scripts/supabase"));
    }

    @Test
    void aProgramThatDoesNotFail() throws IOException {
        script("python", "echo fine");
        assertThat(acts.fails()).isFalse();
        assertThat(shown()).contains("    fine", "was meant to fail");
    }

    @Test
    void theTailOfALongFailureWithoutControlCharacters() throws IOException {
        script("python", "seq 1 50; printf 'bell \\007 red \\033[31mend\\033[0m\\n'; exit 3");
        assertThat(acts.fails()).isTrue();
        assertThat(shown())
                .contains("    …\n    43\n", "    bell \uFFFD red end\n")
                .doesNotContain("42", "\u001b");
    }

    @Test
    void aDiagnosisThatEndsOtherwise() throws IOException {
        assertThat(acts.diagnosed(tiryaq("echo oops >&2; exit 70"))).isFalse();
        assertThat(shown()).contains("oops", "diagnose ended with 70 where 1 was expected");
    }

    @Test
    void aCureThatDoesNotCure() throws IOException {
        assertThat(acts.cured(tiryaq("echo '{}'; exit 1"))).isFalse();
        assertThat(shown()).contains("fix ended with 1 where 0 was expected").doesNotContain("4. ");
    }

    @Test
    void aCureThatNamesNoCommand() throws IOException {
        assertThat(acts.cured(tiryaq("exit 0"))).isFalse();
        assertThat(shown()).contains("names no command").doesNotContain("4. ");
        assertThat(acts.cured(tiryaq("echo 'Nothing to do: it works.'"))).isFalse();
    }

    /**
     * What tiryaq printed stands there as it was printed; only the failure that was shown before is left out, with a
     * mark.
     */
    @Test
    void theScreensAreThoseOfTiryaqItself() throws IOException {
        script("python", "echo one; echo last; exit 1");
        assertThat(acts.fails()).isTrue();
        String answer = "printf 'one\\nlast\\nTrying this:\\n  indented\\n' >&2; ";
        assertThat(acts.cured(tiryaq(answer + "printf 'echo  row\\n\\nCured.\\n\\n  treatment  a new one\\n'")))
                .isTrue();
        assertThat(shown()).endsWith("""
                … The program's own output first, as above
                Trying this:
                  indented
                echo  row

                Cured.

                  treatment  a new one

                3. The same program now fetches its rows
                $ echo  row
                    row
                """);
    }

    @Test
    void aCuredCommandThatStillFails() throws IOException {
        assertThat(acts.cured(tiryaq("echo 'sh -c \"exit 5\"'"))).isFalse();
        assertThat(shown()).contains("$ sh -c \"exit 5\"\n", "python ended with 5 where 0 was expected");
    }

    @Test
    void aWayBackThatLeavesChangesOrRemovesSomething() throws IOException {
        Files.writeString(root.resolve("project/kept"), "kept");
        Files.writeString(root.resolve("project/changed"), "one");
        Files.writeString(root.resolve("project/removed"), "gone");
        Files.createDirectory(root.resolve("state"));
        Tiryaq undo = tiryaq("echo two > changed; rm removed; : > added; mkdir __pycache__; : > ../state/x");
        Snapshot before = Snapshot.of(root, "state");
        assertThat(acts.undone(undo, root, before)).isFalse();
        assertThat(shown())
                .contains("not as before: 3", "project/changed", "project/removed", "project/added")
                .doesNotContain("kept", "__pycache__", "state/x");
    }

    @Test
    void aWayBackThatIsWhole() throws IOException {
        Tiryaq undo = tiryaq("echo restored");
        assertThat(acts.undone(undo, root, Snapshot.of(root, "state"))).isTrue();
        assertThat(shown()).contains("restored", "are as before");
    }

    private Acts acts() {
        Screen screen =
                new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), DemoTexts.in("en"), false, false);
        Processes processes = new Processes();
        Map<String, String> environment = Map.of("PATH", root + ":/usr/bin:/bin");
        Python python = new Python(Path.of("python"), 13, "3.13.0", true, true, false);
        return new Acts(screen, processes, new SickProject(root, python, processes, environment), environment);
    }

    private Tiryaq tiryaq(String body) throws IOException {
        return new Tiryaq(script("tiryaq", body).toString(), "en", false);
    }

    private Path script(String name, String body) throws IOException {
        Path script = Files.writeString(root.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
