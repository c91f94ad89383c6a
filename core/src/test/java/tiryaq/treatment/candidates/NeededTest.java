package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Others;
import tiryaq.diagnosis.Providers;
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
import tiryaq.treatment.requirements.Wanted;

/** What a new environment is to hold, where it is for another Python than the one that failed. */
class NeededTest {
    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException {
        distribution("top", """
                Requires-Dist: always
                Requires-Dist: older; python_version < "3.8"
                Requires-Dist: newer; python_version >= "3.8"
                Provides-Extra: more
                Requires-Dist: backport; extra == "more" and python_version < "3.8"
                """);
        for (String name : List.of("always", "older", "newer", "backport")) {
            distribution(name, "");
        }
    }

    private void distribution(String name, String requires) throws IOException {
        Path own = Files.createDirectories(folder.resolve("lib/python3.7/site-packages"));
        Path info = Files.createDirectories(own.resolve(name + "-1.dist-info"));
        Files.writeString(own.resolve(name + ".py"), "");
        Files.writeString(
                info.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1\n" + requires);
        Files.writeString(info.resolve("RECORD"), name + ".py,,\n");
    }

    private Interpreter python(int minor) {
        return InventedPython.at(folder.toString(), folder + "/bin/python3." + minor, minor);
    }

    private List<String> wanted(int minor) {
        Machine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        PythonEnvironment seen = new PythonEnvironment(python(7), Start.plain(null, "/"), machine);
        Case patient = new Case(
                new Incident(new Failure.MissingModule("zq", false), List.of(), List.of(), "", 1),
                machine,
                Optional.of(seen),
                Others.NONE,
                ModuleTable.parse(""),
                Providers.NONE,
                folder.toString(),
                Optional.empty());
        return Needed.of(patient, List.of(), seen, Set.of("top"), python(minor), null).stream()
                .map(Wanted::name)
                .toList();
    }

    @Test
    void requirementsAreThoseOfThePythonThatIsToRun() {
        assertThat(wanted(7)).containsExactlyInAnyOrder("top", "always", "older", "backport");
        assertThat(wanted(13)).containsExactlyInAnyOrder("top", "always", "newer");
    }
}
