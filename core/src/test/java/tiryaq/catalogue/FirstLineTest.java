package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.probe.Probe;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.symptom.reading.Symptoms;

/** Shells name the script where its interpreter is missing; the disk tells which that is, and why perhaps. */
class FirstLineTest {
    @TempDir
    Path room;

    private Diagnosis answer(String output) {
        Machine machine = new LiveMachine(Map.of("PATH", "/usr/bin:/bin"), new Platform("linux", "x86_64"));
        Examination examination = new Examination(machine, new Probe(machine), python -> Providers.NONE);
        Command command = Command.of(List.of("sh", "-c", "x"), room.toString());
        return examination
                .of(Symptoms.in(output), new Ran(command, 127, null, null))
                .answer();
    }

    private void script(String path, String text) throws IOException {
        Path file = room.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aScriptThatAShellNamesIsReadForItsInterpreter() throws IOException {
        script("bin/plain", "#!/nowhere/bin/tool\n");
        script("bin/windows", "#!/bin/sh\r\n");
        script("bin/well", "#!/bin/sh\n");
        script(".venv/bin/moved", "#!" + room.resolve("before/.venv/bin/python3") + "\n");
        Files.writeString(room.resolve(".venv/pyvenv.cfg"), "");
        Map<String, String> expected = Map.of(
                "bin/plain", "no-interpreter",
                "bin/windows", "no-interpreter.crlf",
                ".venv/bin/moved", "no-interpreter.moved");
        expected.forEach((script, key) -> {
            for (String words : List.of(
                    "bash: line 1: " + script + ": cannot execute: required file not found\n",
                    "sh: 1: " + script + ": not found\n")) {
                assertThat(answer(words).summary().key()).as(words).isEqualTo("cause.unknown.summary." + key);
            }
        });
        assertThat(answer("sh: 1: .venv/bin/moved: not found\n").summary().places())
                .containsEntry(
                        "command", room.resolve("before/.venv/bin/python3").toString())
                .containsEntry("environment", room.resolve(".venv").toString());
        assertThat(answer("bash: line 1: bin/well: cannot execute: required file not found\n")
                        .summary()
                        .key())
                .isEqualTo("cause.unknown.summary.no-interpreter.unread");
    }
}
