package tiryaq.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.python.Interpreter;
import tiryaq.treatment.engine.EngineFailure;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

class NewEnvironmentTest {
    @TempDir
    Path room;

    private Path project;
    private Path wheels;
    private Journals journals;
    private Map<String, String> variables;
    private final String top = TinyWheel.freshName();
    private final String deep = TinyWheel.freshName();

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.resolve("pro ject é"));
        wheels = Files.createDirectories(room.resolve("wheels"));
        Files.writeString(project.resolve("app.py"), "import " + top + ", sys\nprint('rows', " + top + ".value)\n");
        Files.createSymbolicLink(project.resolve("link"), Path.of("nowhere"));
        journals = new Journals(room.resolve("state"));
        variables = Pythons.offline(Files.createDirectories(room.resolve("home")), wheels);
        TinyWheel.pure(wheels, deep, "1.5", List.of());
        TinyWheel.pure(wheels, top, "2.0", List.of(deep + ">=1.0; python_version >= '3.6'"));
    }

    private Treatment plan(Interpreter python, String engine, List<String> words) {
        return Plans.newEnvironment(python, engine, project, words, Plans.loading(top, deep), variables);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pip", "uv"})
    void curesProvesAndIsUndone(String engine) throws IOException {
        Map<String, String> before = TreePicture.of(project);
        Treatment treatment = plan(Pythons.any(), engine, List.of(top + "==2.0"));

        Applied applied = Plans.apply(treatment, Conditions.of(journals, variables, "abi-tag-mismatch"));

        assertThat(applied).isInstanceOf(Applied.Done.class);
        Applied.Done done = (Applied.Done) applied;
        assertThat(done.proof()).hasSize(2).allMatch(each -> each.exitCode() == 0);
        RunResult run =
                CommandRun.run(java.util.Objects.requireNonNull(done.cured()), variables, Duration.ofSeconds(30));
        assertThat(run.out()).isEqualTo("rows 42\n");
        assertThat(journals.history()).extracting(Journal::id).containsExactly(done.journal());
        assertThat(journals.unfinished()).isEmpty();
        // Some engines write one themselves.
        assertThat(Files.readString(project.resolve(".venv/.gitignore")).strip())
                .endsWith("*");

        assertThat(Undo.undo(journals, done.journal(), null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(project)).isEqualTo(before);
        assertThat(journals.history()).isEmpty();
        assertThat(room.resolve("state/journals")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pip", "uv"})
    void isNotMisledByAPoisonedEnvironment(String engine) throws IOException {
        Path trap = Files.createDirectories(room.resolve("trap"));
        Files.writeString(trap.resolve("pip.py"), "raise SystemExit('the wrong pip')\n");
        Files.writeString(trap.resolve("venv.py"), "raise SystemExit('the wrong venv')\n");
        Files.writeString(project.resolve("venv.py"), "raise SystemExit('the wrong venv')\n");
        Map<String, String> poisoned = new HashMap<>(variables);
        poisoned.put("PYTHONPATH", trap.toString());
        poisoned.put("PYTHONHOME", trap.toString());
        poisoned.put("PIP_TARGET", trap.resolve("target").toString());
        poisoned.put("PIP_PREFIX", trap.resolve("prefix").toString());
        poisoned.put("PIP_USER", "1");
        poisoned.put("UV_TARGET", trap.resolve("uv").toString());
        poisoned.put("UV_SYSTEM_PYTHON", "1");
        poisoned.put("LD_PRELOAD", trap.resolve("none.so").toString());
        Path settings = Files.createDirectories(room.resolve("home/.config/pip"));
        Files.writeString(
                settings.resolve("pip.conf"),
                "[install]\nuser = true\nprefix = " + trap.resolve("p") + "\nroot = " + trap.resolve("r") + "\n");
        variables = poisoned;
        Map<String, String> trapBefore = TreePicture.of(trap);
        Treatment treatment = Plans.newEnvironment(
                Pythons.any(),
                engine,
                project,
                List.of(top),
                new LoadChain(List.of(top, deep), List.of(top), false),
                variables,
                new VariableChange(
                        Map.of(), new TreeSet<>(java.util.Set.of("PYTHONPATH", "PYTHONHOME", "LD_PRELOAD"))));

        Applied applied = Plans.apply(treatment, Conditions.of(journals, variables, "x"));

        assertThat(applied).isInstanceOf(Applied.Done.class);
        assertThat(TreePicture.of(trap)).isEqualTo(trapBefore);
        assertThat(project.resolve(".venv")).isDirectoryRecursivelyContaining("glob:**/site-packages/" + deep);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pip", "uv"})
    void putsAllBackWhenThereIsNoWheel(String engine) {
        Map<String, String> before = TreePicture.of(project);
        Treatment treatment = plan(Pythons.any(), engine, List.of(top + "==9.9", deep));

        Applied applied = Plans.apply(treatment, Conditions.of(journals, variables, "x"));

        assertThat(applied).asInstanceOf(type(Applied.Failed.class)).satisfies(failed -> {
            assertThat(failed.stage()).isEqualTo(Applied.Stage.STEP);
            assertThat(failed.cause()).isEqualTo(new EngineFailure(EngineFailure.Kind.NO_WHEEL, top + "==9.9"));
            assertThat(failed.said()).hasSizeBetween(1, 3).anyMatch(line -> line.contains(top));
        });
        assertThat(TreePicture.of(project)).isEqualTo(before);
        assertThat(journals.history()).isEmpty();
    }

    @Test
    void whatInstallsButDoesNotImportIsNoCure() {
        Map<String, String> before = TreePicture.of(project);
        TinyWheel.make(
                wheels,
                top,
                "3.0",
                "py3-none-any",
                List.of(),
                Map.of(top + "/__init__.py", "import nowhere_to_be_found"));
        Treatment treatment = plan(Pythons.any(), "pip", List.of(top + "==3.0", deep));

        Applied applied = Plans.apply(treatment, Conditions.of(journals, variables, "x"));

        assertThat(applied).asInstanceOf(type(Applied.Failed.class)).satisfies(failed -> {
            assertThat(failed.stage()).isEqualTo(Applied.Stage.PROOF);
            assertThat(String.join("\n", failed.tail())).contains("nowhere_to_be_found");
        });
        assertThat(TreePicture.of(project)).isEqualTo(before);
    }

    @Test
    void aTargetInPipsSettingsIsOverruled() throws IOException {
        Path settings = Files.createDirectories(room.resolve("home/.config/pip"));
        Files.writeString(settings.resolve("pip.conf"), "[global]\ntarget = " + room.resolve("target") + "\n");
        Treatment treatment = plan(Pythons.any(), "pip", List.of(top));

        assertThat(Plans.apply(treatment, Conditions.of(journals, variables, "x")))
                .isInstanceOf(Applied.Done.class);
        assertThat(room.resolve("target")).doesNotExist();
    }

    @Test
    void leavesTheBaseInterpreterAlone() {
        Interpreter python = Pythons.any();
        Path packages = Path.of(python.path().getFirst(), "site-packages");
        Map<String, String> before = TreePicture.of(packages);
        Treatment treatment = plan(python, "pip", List.of(top));

        assertThat(Plans.apply(treatment, Conditions.of(journals, variables, "x")))
                .isInstanceOf(Applied.Done.class);
        assertThat(TreePicture.of(packages)).isEqualTo(before);
    }

    @Test
    void neverGoesIntoAnExistingEnvironment() throws IOException {
        Treatment treatment = plan(Pythons.any(), "pip", List.of(top));
        Files.createDirectory(project.resolve(".venv"));
        Map<String, String> before = TreePicture.of(project);

        Applied applied = Plans.apply(treatment, Conditions.of(journals, variables, "x"));

        assertThat(applied)
                .asInstanceOf(type(Applied.Failed.class))
                .satisfies(failed -> assertThat(failed.reason().key()).isEqualTo("treatment.failed.exists"));
        assertThat(TreePicture.of(project)).isEqualTo(before);
    }
}
