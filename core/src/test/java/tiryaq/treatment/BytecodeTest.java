package tiryaq.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/** What a program that is run as a proof imports of its own leaves no bytecode beside it. */
class BytecodeTest {
    private static final String VARIABLE = "PYTHONDONTWRITEBYTECODE";

    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private Path project;
    private Map<String, String> variables;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.resolve("project"));
        Files.createDirectory(project.resolve("parts"));
        Files.writeString(project.resolve("parts/__init__.py"), "");
        Files.writeString(project.resolve("helper.py"), "import parts\n");
        Files.writeString(
                project.resolve("app.py"),
                "import " + name + ", helper, subprocess, sys\n"
                        + "subprocess.run([sys.executable, '-c', 'import helper'], check=True)\n");
        Path wheels = Files.createDirectories(room.resolve("wheels"));
        TinyWheel.pure(wheels, name, "1.0", List.of());
        variables = new HashMap<>(Pythons.offline(Files.createDirectories(room.resolve("home")), wheels));
    }

    @Test
    void afterUndoTheProjectIsAsItWas() {
        Journals journals = new Journals(room.resolve("state"));
        Map<String, String> before = TreePicture.of(project);
        Treatment treatment = Plans.newEnvironment(
                Pythons.any(),
                "pip",
                project,
                List.of(name),
                new LoadChain(List.of(name), List.of(name), true),
                variables);
        Applied applied = Plans.apply(treatment, Conditions.of(journals, variables, "distribution-missing"));
        assertThat(applied).isInstanceOf(Applied.Done.class);
        Applied.Done done = (Applied.Done) applied;
        assertThat(done.proof())
                .last()
                .satisfies(each -> assertThat(each.command()).isEqualTo(done.cured()));
        assertThat(Undo.undo(journals, done.journal(), null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(project)).isEqualTo(before);
    }

    /** The same program run as the user would leaves some: the test before would see it. */
    @Test
    void withoutThatItIsNot() throws IOException {
        Files.writeString(project.resolve("app.py"), "import helper\n");
        Command command = Command.of(List.of(Pythons.any().executable(), "app.py"), project.toString());
        assertThat(Proofs.run(command, variables).holds()).isTrue();
        assertThat(project.resolve("__pycache__")).doesNotExist();
        variables.put(VARIABLE, "");
        assertThat(Proofs.run(command, variables).holds()).isTrue();
        assertThat(project.resolve("__pycache__")).isDirectory();
    }

    @Test
    void whatTheUserSaysOfBytecodeHolds() {
        Command plain = Command.of(List.of("python", "app.py"), "/");
        assertThat(Proofs.withoutBytecode(plain, Map.of()).set()).containsEntry(VARIABLE, "1");
        assertThat(Proofs.withoutBytecode(plain, Map.of("PYTHONPYCACHEPREFIX", "/cache")))
                .isEqualTo(plain);
        Command said = plain.with(Map.of(), new TreeSet<>(List.of(VARIABLE)));
        assertThat(Proofs.withoutBytecode(said, Map.of(VARIABLE, "1"))).isEqualTo(said);
    }
}
