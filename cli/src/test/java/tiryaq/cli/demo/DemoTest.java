package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the demo's acts, with a stand-in for tiryaq that answers as the command line is documented to. */
class DemoTest {
    private static final String WELL = """
            case "$1" in
              diagnose) echo "options $2 $3 of $6 $7"; exit 1 ;;
              fix) mkdir .venv && : > .venv/pyvenv.cfg && mkdir -p "$XDG_STATE_HOME/tiryaq" &&
                   echo "env -u PYTHONPATH 'WHO=a customer' sh -c 'echo rows of \\$WHO \\$PYTHONPATH'" &&
                   echo && echo "Cured and proved." ;;
              undo) rm -r .venv; echo "all is back" ;;
            esac
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    @Tag("live")
    void showsFailureDiagnosisCureRowsAndTheWayBack() throws IOException {
        int exitCode = run(launcher(WELL), System.getenv(), "en");
        assumeTrue(
                live() && !shown().contains("This is a recording"),
                "needs a Python 3.9 to 3.14 with venv, and a package index");
        assertThat(shown())
                .containsSubsequence(
                        "1. The program fails",
                        "$ python",
                        "PanicException: Python API call failed",
                        "2. What is wrong",
                        "options --lang=en --color=never",
                        "3. The cure",
                        "Cured and proved.",
                        "4. The same program",
                        "$ env -u PYTHONPATH 'WHO=a customer' sh -c 'echo rows of $WHO $PYTHONPATH'",
                        "    rows of a customer\n",
                        "5. The way back",
                        "all is back",
                        "are as before",
                        "Done in");
        assertThat(exitCode).isZero();
        assertNothingIsLeft();
    }

    @Test
    void replaysTheRecordingWhereThereIsNoPython() throws IOException {
        Map<String, String> bare = Map.of("PATH", folder.toString(), "HOME", folder.toString());
        int exitCode = run(null, bare, "en");
        assumeTrue(!live(), "a Python is found even without PATH and HOME");
        assertThat(shown().lines())
                .startsWith("This is a recording, not a live run.")
                .anyMatch(line -> line.startsWith("No Python 3 was found"))
                .anyMatch(line -> line.endsWith("pyo3_runtime.PanicException: Python API call failed"))
                .endsWith("End of the recording.");
        assertThat(exitCode).isZero();
        assertNothingIsLeft();
    }

    @Test
    void saysWhatCameOfItInOneLineIfThatIsWanted() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Map<String, String> bare = Map.of("PATH", folder.toString(), "HOME", folder.toString());
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            assertThat(Demo.run(new DemoContext(out, bare, null, "en", false, true, false, null, temporary)))
                    .isZero();
        }
        assumeTrue(!shown().startsWith("Done"), "a Python is found even without PATH and HOME");
        assertThat(shown()).matches("(No Python 3 was found|The demo was not started by)[^\\n]*\\n");
    }

    @Test
    void saysThatThePythonIsTooOldAndReplays() throws IOException {
        Path old = script("python3", "echo 'tiryaq|/opt/old/python3|False|True|3|6|3.6.15|True|True|False'");
        int exitCode = run(null, Map.of("PATH", folder.toString(), "HOME", folder.toString()), "hi");
        assumeTrue(!live(), "a Python is found even without PATH and HOME");
        assertThat(old).exists();
        assertThat(shown()).startsWith("यह एक रिकॉर्डिंग है").contains("3.6.15", "/opt/old/python3");
        assertThat(exitCode).isZero();
    }

    @Test
    @Tag("live")
    void replaysWhereTheIndexDoesNotAnswer() throws IOException {
        Map<String, String> offline = new TreeMap<>(System.getenv());
        offline.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        offline.put("PIP_NO_INDEX", "1");
        offline.put("UV_NO_INDEX", "1");
        int exitCode = run(null, offline, "en");
        assumeTrue(live(), "needs a Python 3.9 to 3.14 with venv");
        assertThat(shown()).containsSubsequence("ERROR: ", "This is a recording", "could not be fetched");
        assertThat(exitCode).isZero();
        assertNothingIsLeft();
    }

    private boolean live() {
        return shown().startsWith("Everything below happens in");
    }

    private int run(@Nullable String launcher, Map<String, String> environment, String language) throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return Demo.run(
                    new DemoContext(out, environment, launcher, language, false, false, false, null, temporary));
        }
    }

    private String launcher(String body) throws IOException {
        return script("tiryaq", body).toString();
    }

    private Path script(String name, String body) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("temporary"))) {
            assertThat(left).isEmpty();
        }
    }
}
