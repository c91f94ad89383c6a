package tiryaq.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;

/** What is told of a command that is not there: what is, and never a program that means something else. */
class MissingProgramTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void programs() throws IOException {
        for (String name : List.of("python3", "pip3", "touch", "go", "rm")) {
            Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(folder.resolve("python3.12.txt"), "no program");
        Files.writeString(folder.resolve("report.py"), "");
    }

    private Machine machine() {
        return new LiveMachine(Map.of("PATH", folder.toString()), new Platform("linux", "x86_64"));
    }

    private MissingProgram missing(String... words) {
        return MissingProgram.of(words[0], Command.of(List.of(words), folder.toString()), machine());
    }

    private @Nullable List<String> instead(String... words) {
        Command command = missing(words).instead();
        return command == null ? null : command.argv();
    }

    @Test
    void isThePythonThatIsThere() {
        assertThat(instead("python", "x.py", "python")).containsExactly("python3", "x.py", "python");
        assertThat(instead("pyhton", "x.py")).containsExactly("python3", "x.py");
        assertThat(instead("pip", "install", "x")).containsExactly("pip3", "install", "x");
        assertThat(missing("python").said().places()).containsEntry("near", "python3");
    }

    /** The link of the activated environment is what was meant, and not another Python that happens to be there. */
    @Test
    void isTheActivatedEnvironmentsThatLeadsNowhere() throws IOException {
        Path bin = Files.createDirectories(folder.resolve(".venv/bin"));
        Files.createSymbolicLink(bin.resolve("python"), folder.resolve("gone/python"));
        Machine machine = new LiveMachine(
                Map.of(
                        "PATH",
                        bin + ":" + folder,
                        "VIRTUAL_ENV",
                        folder.resolve(".venv").toString()),
                new Platform("linux", "x86_64"));
        Command command = Command.of(List.of("python", "x.py"), folder.toString());
        MissingProgram missing = MissingProgram.of("python", command, machine);
        assertThat(missing.said().places())
                .containsEntry("path", bin + "/python")
                .containsEntry("target", folder.toRealPath() + "/gone/python");
        assertThat(Objects.requireNonNull(missing.instead()).argv()).containsExactly(bin + "/python", "x.py");
    }

    @Test
    void isNoOtherProgram() {
        for (String word : List.of("nosuch", "gp", "rn", "couch", "make", "ruby", "../python")) {
            assertThat(instead(word, "a")).as(word).isNull();
        }
    }

    @Test
    void isTheOneOfAnEnvironmentThatIsNotActivated() throws IOException {
        Path bin = Files.createDirectories(folder.resolve(".venv/bin"));
        Files.writeString(folder.resolve(".venv/pyvenv.cfg"), "home = /usr/bin\n");
        for (String name : List.of("python", "couch")) {
            assertThat(Files.writeString(bin.resolve(name), "no script")
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        assertThat(instead("couch", "-t", "hi")).containsExactly(".venv/bin/couch", "-t", "hi");
        assertThat(missing("couch").said().places()).containsEntry("path", folder + "/.venv");
        Path below = Files.createDirectories(folder.resolve("src"));
        Command command = Command.of(List.of("couch"), below.toString());
        assertThat(Objects.requireNonNull(
                                MissingProgram.of("couch", command, machine()).instead())
                        .argv())
                .containsExactly(bin + "/couch");
        Files.createDirectories(below.resolve(".git"));
        assertThat(MissingProgram.of("couch", command, machine()).instead()).isNull();
        assertThat(instead("sofa")).isNull();
    }

    @Test
    void isTheVariableThatOnlyAShellSets() {
        assertThat(instead("A_B=x y", "python3", "a.py")).containsExactly("env", "A_B=x y", "python3", "a.py");
        assertThat(instead("A=1")).isNull();
        assertThat(instead("a-b=1", "python3")).isNull();
    }

    @Test
    void isTheScriptGivenToPython() {
        assertThat(instead("report.py", "-v")).containsExactly("python3", "report.py", "-v");
        assertThat(instead("./reprot.py")).containsExactly("python3", "./report.py");
        assertThat(instead("other.py")).isNull();
        Command command = Command.of(List.of("python3", "-u", "./reporT.py"), folder.toString());
        MissingProgram script = MissingProgram.script("./reporT.py", folder + "/reporT.py", command, machine());
        assertThat(Objects.requireNonNull(script.instead()).argv()).containsExactly("python3", "-u", "./report.py");
        assertThat(MissingProgram.script("zz.py", folder + "/zz.py", command, machine())
                        .instead())
                .isNull();
    }

    /** Activating an environment that was moved would not help: its commands name the old place. */
    @Test
    void isTheOneOfAnEnvironmentThatWasMoved() throws IOException {
        Path bin = Files.createDirectories(folder.resolve(".venv/bin"));
        Files.writeString(folder.resolve(".venv/pyvenv.cfg"), "home = /usr/bin\n");
        for (String name : List.of("python", "couch", "chair")) {
            String first = name.equals("couch") ? folder + "/old/.venv/bin/python" : "/bin/sh";
            Path file = Files.writeString(bin.resolve(name), name.equals("python") ? "no script" : "#!" + first + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        assertThat(missing("couch").said().key()).isEqualTo("cli.command-not-found.moved");
        assertThat(missing("couch").said().places())
                .containsEntry("interpreter", folder + "/old/.venv/bin/python")
                .containsEntry("path", folder + "/.venv");
        assertThat(instead("couch", "-t")).containsExactly(".venv/bin/couch", "-t");
        assertThat(missing("chair").said().key()).isEqualTo("cli.command-not-found.environment");
        // Linux takes a tab for a space, and looks at no more than 256 bytes.
        Files.writeString(bin.resolve("chair"), "#!\t/bin/sh\t-e\n");
        assertThat(missing("chair").said().key()).isEqualTo("cli.command-not-found.environment");
        Files.writeString(bin.resolve("couch"), "#!" + folder + "/gone/" + "a".repeat(256) + "/python\n");
        assertThat(missing("couch").said().key()).isEqualTo("cli.command-not-found.environment");
    }
}
