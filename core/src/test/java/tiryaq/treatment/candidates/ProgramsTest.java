package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Resolver;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Program;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.VariableChange;

/** What was set outside of the command for one call only is part of the command that is shown as a cure. */
class ProgramsTest {
    @TempDir
    Path room;

    private Command again(OfflineProject place, String... words) {
        Command command = place.command(words);
        Invocation ran = (Invocation) Resolver.resolve(command, place.machine());
        PythonEnvironment seen = place.examined(command, OfflineProject.onlyIn(TinyWheel.freshName()))
                .patient()
                .environment()
                .orElseThrow();
        Program program = Programs.of(ran, command, seen, place.machine()).orElseThrow();
        return program.by(place.python(), VariableChange.NONE);
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
}
