package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Others;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.index.Availability;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.python.Interpreter;
import tiryaq.python.InventedPython;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.Start;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.Place;
import tiryaq.treatment.Program;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.engine.PipSettings;
import tiryaq.treatment.engine.VenvPip;

/** The environment of a second round: what the first one holds, and what it lacked. */
class StandingEnvironmentTest {
    private static final String ABI = "Tag: cp313-cp313-manylinux_2_17_x86_64\n";

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    private void distribution(String where, String name, String version, String metadata, @Nullable String tag)
            throws IOException {
        Path info = Files.createDirectories(folder.resolve(where).resolve(name + "-" + version + ".dist-info"));
        Files.writeString(
                info.resolve("METADATA"),
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n" + metadata);
        Files.writeString(info.resolve("RECORD"), tag == null ? name + ".py,,\n" : name + ".so,,\n");
        if (tag != null) {
            Files.writeString(info.resolve("WHEEL"), "Wheel-Version: 1.0\n" + tag);
        }
    }

    private Interpreter interpreter(String executable) {
        return InventedPython.at(folder + "/base", folder.resolve(executable).toString(), 13);
    }

    private PythonEnvironment seen(String executable, Machine machine) {
        return new PythonEnvironment(interpreter(executable), Start.plain(null, folder.toString()), machine);
    }

    private Treatment second() throws IOException {
        Map<String, String> variables = Map.of("PYTHONPATH", folder + "/own", "PATH", "/nowhere");
        Machine before = new LiveMachine(variables, new Platform("linux", "x86_64"));
        Machine now = new LiveMachine(Map.of("PATH", "/nowhere"), new Platform("linux", "x86_64"));
        PythonEnvironment sick = seen(".venv/bin/python", now);
        Incident incident = new Incident(new Failure.MissingModule("late", false), List.of(), List.of(), "", 1);
        Case patient = new Case(
                incident,
                now,
                Optional.of(sick),
                Others.NONE,
                ModuleTable.shipped(),
                Providers.NONE,
                folder.toString(),
                Optional.empty());
        Diagnosis answer = new Diagnosis(
                "distribution-missing",
                List.of(),
                Certainty.PROVED,
                Basis.DISK,
                "late",
                "Late",
                null,
                List.of(),
                List.of(),
                Say.of("cause.distribution-missing.title"),
                List.of());
        StandingEnvironment standing = new StandingEnvironment(
                new Place(folder.toString(), ".venv"),
                interpreter("base/bin/python3.13"),
                new VenvPip(new PipSettings(Set.of()), null),
                seen("base/bin/python3.13", before),
                new LoadChain(List.of("early"), List.of("early"), false),
                Set.of("early"));
        Program program = new Program(
                List.of(), List.of("main.py"), folder.toString(), null, Map.of(), new TreeSet<>(List.of("PYTHONPATH")));
        NewEnvironments environments = new NewEnvironments(
                now,
                (python, engine) -> (name, version) -> {
                    asked.add(name + " " + version);
                    return new Availability.Here();
                },
                standing,
                false);
        List<Treatment> proposed = environments.propose(new Environments.Request(
                patient,
                answer,
                List.of(),
                sick,
                program,
                folder.toString(),
                null,
                VariableChange.NONE,
                new LoadChain(List.of("late"), List.of("Late"), false),
                null,
                Set.of()));
        assertThat(proposed).hasSize(1);
        assertThat(environments.standing(proposed.getFirst())).isPresent();
        return proposed.getFirst();
    }

    private void furnish() throws IOException {
        Files.createDirectories(folder.resolve(".venv/bin"));
        Files.write(
                folder.resolve(".venv/pyvenv.cfg"),
                ("home = " + folder + "/base/bin\n").getBytes(StandardCharsets.UTF_8));
        for (String executable : List.of(".venv/bin/python", "base/bin/python3.13")) {
            Path file = folder.resolve(executable);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.createDirectories(folder.resolve("base/lib/python3.13"));
        String site = ".venv/lib/python3.13/site-packages";
        distribution(site, "early", "1.0", "Requires-Dist: need\n", null);
        distribution(site, "need", "2.0", "", null);
        distribution(site, "pip", "26.0", "", null);
    }

    @Test
    void itHoldsWhatTheFirstHeldAndWhatIsMissingInTheUsersVersion() throws IOException {
        furnish();
        distribution("own", "late", "3.1", "Requires-Dist: later\n", null);
        distribution("own", "later", "0.5", "", null);
        distribution("own", "early", "0.9", "", null);
        Treatment treatment = second();
        assertThat(treatment.title().key()).isEqualTo("treatment.new-environment.again");
        assertThat(treatment.changes()).extracting(each -> each.path()).containsExactly(folder + "/.venv");
        assertThat(treatment.steps()).hasSize(2);
        assertThat(((Step.Run) treatment.steps().get(0)).command().argv())
                .as("made by what outlives the first one")
                .startsWith(folder + "/base/bin/python3.13");
        assertThat(((Step.Run) treatment.steps().get(1)).command().argv())
                .endsWith("early==1.0", "late==3.1", "later==0.5", "need==2.0")
                .noneMatch(word -> word.startsWith("pip=="));
        assertThat(treatment.proof().getFirst().argv()).endsWith("early", "late");
        assertThat(Objects.requireNonNull(treatment.cured()).argv())
                .containsExactly(folder + "/.venv/bin/python", "main.py");
        assertThat(asked).isEmpty();
    }

    /**
     * A wheel's tags tell without the index whether it is for this interpreter; one that was built here tells nothing.
     */
    @Test
    void theIndexIsAskedOnlyAboutWhatIsNotFromAFittingWheel() throws IOException {
        furnish();
        distribution("own", "late", "3.1", "Requires-Dist: other\nRequires-Dist: built\nRequires-Dist: stable\n", ABI);
        distribution("own", "other", "1", "", "Tag: cp311-cp311-manylinux_2_17_x86_64\n");
        distribution("own", "built", "1", "", "Tag: cp313-cp313-linux_x86_64\n");
        distribution("own", "stable", "1", "", "Tag: cp37-abi3-manylinux_2_28_x86_64\n");
        second();
        assertThat(asked).containsExactlyInAnyOrder("other 1", "built 1");
    }
}
