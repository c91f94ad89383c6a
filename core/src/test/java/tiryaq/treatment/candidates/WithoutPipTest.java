package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.command.probe.Probe;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.machine.Machine;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.Plans;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.process.RunResult;

/** Environments into which nobody has put pip; what is advised for them is then really done. */
class WithoutPipTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();

    private OfflineProject project(String python) throws IOException {
        OfflineProject any = OfflineProject.in(room, "project");
        OfflineProject project = new OfflineProject(any.folder(), any.wheels(), python, any.variables());
        TinyWheel.pure(project.wheels(), name, "1.0", List.of());
        Files.writeString(project.folder().resolve("app.py"), "import " + name + "\nprint('works')\n");
        Files.writeString(project.folder().resolve("requirements.txt"), name + "\n");
        assertThat(project.run(project.command(python, "-I", "-m", "venv", "--without-pip", ".venv"))
                        .passed())
                .isTrue();
        return project;
    }

    /** Examined with the index as it really is asked. */
    private static Examined examined(OfflineProject project, Command command) {
        RunResult failed = project.run(command);
        assertThat(failed.passed()).isFalse();
        Machine machine = project.machine();
        return new Examination(
                        machine,
                        new Probe(machine),
                        python -> new IndexProviders(
                                machine, python, project.folder().toString(), false))
                .of(Symptoms.in(failed.out() + failed.err()), new Ran(command, 1, null, null));
    }

    private static List<List<String>> done(OfflineProject project, Treatment treatment) {
        List<List<String>> commands = new ArrayList<>();
        for (Step step : treatment.steps()) {
            Command command = Objects.requireNonNull(((Step.Manual) step).command());
            assertThat(project.run(command)).matches(RunResult::passed);
            commands.add(command.argv());
        }
        return commands;
    }

    private List<List<String>> cured(OfflineProject project) {
        Command command = project.command(".venv/bin/python", "app.py");
        Examined examined = examined(project, command);
        assertThat(examined.answer().cause()).isEqualTo(DistributionMissing.CODE);
        assertThat(examined.answer().distribution()).isEqualTo(name);
        Treatment first = Candidates.of(examined, command, request -> List.of()).getFirst();
        assertThat(first.title().key()).isEqualTo("treatment.by-hand.requirements");
        List<List<String>> commands = done(project, first);
        assertThat(project.run(command).out()).isEqualTo("works\n");
        return commands;
    }

    @Test
    void theBasesPipWorksForIt() throws IOException {
        OfflineProject project = project(Pythons.python("3.12").executable());
        assertThat(cured(project))
                .singleElement()
                .satisfies(words -> assertThat(words).contains("--python", project.folder() + "/.venv/bin/python"));
    }

    /** Its pip is older than the option that would send it elsewhere. */
    @Test
    void anOldBaseGivesItAPipOfItsOwn() throws IOException {
        assertThat(cured(project(Pythons.python("3.7").executable()))).hasSize(2);
    }

    @Test
    void uvNeedsNone() throws IOException {
        OfflineProject project = project(Pythons.any().executable());
        Path bin = Files.createDirectories(room.toRealPath().resolve("bin"));
        Files.createSymbolicLink(bin.resolve("uv"), Path.of(Plans.uv()));
        project.variables().put("PATH", bin + ":/usr/bin:/bin");
        assertThat(cured(project))
                .singleElement()
                .satisfies(words -> assertThat(words).startsWith(bin + "/uv", "pip", "install", "--python"));
    }

    /** Uninstalling alone leaves nothing, installing alone leaves the other's files: they are one treatment. */
    @Test
    void theOneInThePlaceOfAnotherLeavesInOneTreatment() throws IOException {
        OfflineProject project = project(Pythons.any().executable());
        TinyWheel.pure(project.wheels(), "jwt", "1.0", List.of());
        assertThat(project.run(project.command(
                        project.python(), "-m", "pip", "--python", ".venv/bin/python", "install", "jwt")))
                .matches(RunResult::passed);
        TinyWheel.make(
                project.wheels(),
                "PyJWT",
                "2.9.0",
                "py3-none-any",
                List.of(),
                Map.of("jwt/__init__.py", "def encode():\n    return 'works'\n"));
        Files.writeString(project.folder().resolve("app.py"), "import jwt\nprint(jwt.encode())\n");
        Command command = project.command(".venv/bin/python", "app.py");
        Examined examined = examined(project, command);
        assertThat(examined.answer().cause()).isEqualTo(WrongDistribution.CODE);
        List<Treatment> offered = Candidates.of(examined, command, request -> List.of());
        assertThat(offered)
                .filteredOn(each -> !each.automatic())
                .singleElement()
                .satisfies(only -> assertThat(done(project, only)).hasSize(2));
        assertThat(project.run(command).out()).isEqualTo("works\n");
    }
}
