package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Pythons;
import tiryaq.command.Resolver;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Program;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.process.RunResult;

/** What was set outside of the command for one call only is part of the command that is shown as a cure. */
class ProgramsTest {
    @TempDir
    Path room;

    private Command again(OfflineProject place, String... words) {
        return program(place, words).by(place.python(), VariableChange.NONE);
    }

    private Program program(OfflineProject place, String... words) {
        Command command = place.command(words);
        Invocation ran = (Invocation) Resolver.resolve(command, place.machine());
        PythonEnvironment seen = place.examined(command, OfflineProject.onlyIn(TinyWheel.freshName()))
                .patient()
                .environment()
                .orElseThrow();
        return Programs.of(ran, command, seen, place.machine()).orElseThrow();
    }

    @Test
    void theCommandWorksInAnotherShell() throws IOException {
        OfflineProject place = OfflineProject.in(room, "project");
        String own = "own_" + TinyWheel.freshName();
        Files.createDirectories(place.folder().resolve("libs"));
        Files.writeString(place.folder().resolve("libs/" + own + ".py"), "");
        Files.writeString(place.folder().resolve("main.py"), "import " + own + "\nimport " + TinyWheel.freshName());
        place.variables().put("PYTHONPATH", "libs");
        Command again = again(place, place.python(), "main.py");
        place.variables().remove("PYTHONPATH");
        assertThat(again.set()).containsEntry("PYTHONPATH", "libs");
        assertThat(place.run(again.withArgv(List.of(place.python(), "-c", "import " + own)))
                        .passed())
                .isTrue();
    }

    @Test
    void whatTheCommandItselfSetsOrIgnoresStays() throws IOException {
        OfflineProject place = OfflineProject.in(room, "project");
        Files.writeString(place.folder().resolve("main.py"), "import " + TinyWheel.freshName());
        place.variables().put("PYTHONPATH", "libs");
        assertThat(again(place, "env", "PYTHONPATH=others", place.python(), "main.py")
                        .set())
                .containsEntry("PYTHONPATH", "others");
        assertThat(again(place, "env", "-u", "PYTHONPATH", place.python(), "main.py")
                        .set())
                .doesNotContainKey("PYTHONPATH");
        assertThat(again(place, place.python(), "-E", "main.py").set()).doesNotContainKey("PYTHONPATH");
    }

    @Test
    void aConsoleScriptStaysTheProgramThatItIs() throws IOException {
        OfflineProject place = OfflineProject.in(room, "project");
        Path prefix = place.folder().resolve(".venv");
        String python =
                Pythons.venv(place.python(), prefix).resolve("bin/python").toString();
        Path tools = Files.createDirectories(Pythons.packages(python, room).resolve("tools"));
        Files.writeString(tools.resolve("__init__.py"), "");
        String calls = "import sys\nfrom %s import main\n%s\n";
        Files.writeString(
                tools.resolve("__main__.py"),
                calls.formatted(".one", "if __name__ == '__main__':\n    sys.exit(main())"));
        for (String name : List.of("one", "two")) {
            String missing = "import " + TinyWheel.freshName();
            Files.writeString(
                    tools.resolve(name + ".py"), "def main():\n    print('this is " + name + "')\n    " + missing);
            Pythons.script(
                    prefix.resolve("bin/" + name),
                    "#!" + python + "\n" + calls.formatted("tools." + name, "sys.exit(main())"));
        }
        for (String name : List.of("one", "two")) {
            Program program = program(place, prefix + "/bin/" + name);
            RunResult ran = place.run(program.by(python, VariableChange.NONE));
            assertThat(ran.out()).as(program + ran.err()).isEqualTo("this is " + name + "\n");
            assertThat(program.module()).isEqualTo(name.equals("one") ? Optional.of("tools") : Optional.empty());
        }
    }
}
