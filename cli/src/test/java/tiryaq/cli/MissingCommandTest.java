package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.launch.RunFolder;
import tiryaq.cli.options.Options;

/** A command that is not there: nothing was changed, so of {@code fix} it is no more than not cured. */
class MissingCommandTest {
    @TempDir
    Path room;

    private String said = "";
    private String shown = "";

    private int code(String verb, Map<String, String> options) throws IOException {
        return code(verb, options, "zq-no-such-command", "127", "not found");
    }

    private int code(String verb, Map<String, String> options, String program, String ended, String words)
            throws IOException {
        Path run = Files.createDirectories(room.resolve(verb + options.size()));
        Files.writeString(run.resolve("argv"), program + "\0a\0");
        Files.writeString(run.resolve("cwd"), room.toString());
        Files.writeString(run.resolve("from"), "");
        Files.writeString(run.resolve("to"), "ended 1 " + ended + " 0\n");
        Files.writeString(run.resolve("out.1.0"), "sh: " + program + ": " + words + "\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                new Options(verb, options, List.of(program, "a")),
                Map.of("PATH", room.toString(), "HOME", room.toString()),
                RunFolder.fromEnvironment(Map.of("TIRYAQ_RUN", run.toString())),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "");
        int code = Main.dispatch(session, Optional.empty()).number();
        said = err.toString(StandardCharsets.UTF_8);
        shown = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void isNotCured() throws IOException {
        assertThat(code("fix", Map.of())).isEqualTo(1);
        assertThat(said).contains("zq-no-such-command was not found");
        assertThat(code("fix", Map.of("--format", "json"))).isEqualTo(1);
        assertThat(shown).contains("\"not-cured\"");
    }

    @Test
    void isNotExplained() throws IOException {
        assertThat(code("diagnose", Map.of())).isEqualTo(4);
        assertThat(said).contains("zq-no-such-command was not found", "An output that was saved needs no command");
    }

    @Test
    void whereOneIsNearNothingElseIsProposed() throws IOException {
        Path near = Files.writeString(room.resolve("zq-no-such-commands"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(near, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(code("diagnose", Map.of())).isEqualTo(4);
        assertThat(said)
                .contains("\ntiryaq diagnose -- zq-no-such-commands a\n")
                .doesNotContain("An output");
    }

    @Test
    void isWrittenWhereTheAnswerIsWanted() throws IOException {
        Path report = room.resolve("report");
        for (String verb : List.of("run", "diagnose", "fix")) {
            code(verb, Map.of("--output", report.toString()));
            assertThat(report).content().contains("zq-no-such-command was not found");
            Files.delete(report);
        }
        code("run", Map.of("--format", "json"));
        assertThat(said + shown).contains("\"type\":\"diagnosis\"", "zq-no-such-command");
    }

    /** As a command a shell would run it. */
    @Test
    void aScriptWithoutAFirstLineIsGivenToPython() throws IOException {
        Path script = Files.writeString(room.resolve("zqscript.py"), "import os\n");
        assertThat(code("diagnose", Map.of(), "./zqscript.py", "126", "Permission denied"))
                .isEqualTo(4);
        assertThat(shown).endsWith("\npython3 ./zqscript.py a\n").doesNotContain("\nchmod");
        Files.writeString(script, "#!/usr/bin/env python3\nimport os\n");
        code("diagnose", Map.of(), "./zqscript.py", "126", "Permission denied");
        assertThat(shown).endsWith("\nchmod +x ./zqscript.py\n");
    }
}
