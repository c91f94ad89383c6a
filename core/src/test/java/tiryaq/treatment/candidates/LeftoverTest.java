package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionDamaged;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.process.RunResult;
import tiryaq.treatment.requirements.Wanted;

/** What pip had set aside under a name with {@code ~} when it was interrupted; what we say of pip is what pip does. */
class LeftoverTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private OfflineProject project;
    private Path packages;

    @BeforeEach
    void install() throws IOException {
        project = OfflineProject.in(room, "project");
        TinyWheel.pure(project.wheels(), name, "1.0", List.of());
        TinyWheel.pure(project.wheels(), name, "2.0", List.of());
        Files.writeString(project.folder().resolve("app.py"), "import " + name + "\nprint('works')\n");
        assertThat(project.run(project.command(project.python(), "-I", "-m", "venv", ".venv")))
                .matches(RunResult::passed);
        assertThat(pip("install", name + "==1.0")).matches(RunResult::passed);
        packages = Path.of(project.run(project.command(
                        ".venv/bin/python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))
                .out()
                .strip());
    }

    private void interrupted(boolean metadataToo) throws IOException {
        aside(name);
        if (metadataToo) {
            aside(name + "-1.0.dist-info");
        }
    }

    private void aside(String folder) throws IOException {
        Files.move(packages.resolve(folder), packages.resolve("~" + folder.substring(1)));
    }

    private RunResult pip(String... words) {
        List<String> argv = new ArrayList<>(List.of(".venv/bin/python", "-m", "pip"));
        argv.addAll(List.of(words));
        return project.run(Command.of(argv, project.folder().toString()));
    }

    private Examined examined() {
        Examined examined =
                project.examined(project.command(".venv/bin/python", "app.py"), OfflineProject.onlyIn(name));
        assertThat(examined.answer().cause()).isEqualTo(DistributionDamaged.CODE);
        assertThat(examined.answer().distribution()).isEqualTo(name);
        return examined;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsSaidOfPipIsWhatItDoes(boolean metadataToo) throws IOException {
        interrupted(metadataToo);
        boolean said = examined().answer().notes().stream().map(Say::key).anyMatch("note.already-satisfied"::equals);
        assertThat(said).isEqualTo(pip("install", name).out().contains("already satisfied"));
    }

    @Test
    void theReleaseThatWasThereComesBack() throws IOException {
        interrupted(true);
        Examined examined = examined();
        PythonEnvironment seen = examined.patient().environment().orElseThrow();
        assertThat(Needed.of(examined.patient(), List.of(examined.answer()), seen, Set.of(), seen.interpreter(), null))
                .extracting(Wanted::version)
                .containsExactly("1.0");
        Command command = project.command(".venv/bin/python", "app.py");
        Treatment only = Candidates.of(examined, command, request -> List.of()).getFirst();
        for (Step step : only.steps()) {
            assertThat(project.run(Objects.requireNonNull(((Step.Manual) step).command())))
                    .matches(RunResult::passed);
        }
        assertThat(project.run(command).out()).isEqualTo("works\n");
        assertThat(packages.resolve(name + "-1.0.dist-info")).isDirectory();
    }
}
