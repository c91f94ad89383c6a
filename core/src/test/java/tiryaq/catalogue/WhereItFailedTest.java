package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.command.LogOrigin;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.Machine;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** Modules and files that an output tells in part only. */
class WhereItFailedTest {
    @TempDir
    Path folder;

    @BeforeEach
    void real() throws IOException {
        folder = folder.toRealPath();
    }

    private Examined examined(Symptom symptom, Map<String, String> set, String... words) {
        Machine machine = Pythons.machine(set);
        Command command = Command.of(List.of(words), folder.toString());
        return new Examination(machine, new Probe(machine), interpreter -> Providers.NONE)
                .of(symptom, new Ran(command, 1, null, null));
    }

    /** Before 3.7 the message has no module in it. */
    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.7", "3.13"})
    void aNameOfAModuleThatIsNotNamed(String feature) throws IOException {
        String python = Pythons.of(feature);
        Files.writeString(folder.resolve("zqa.py"), "import zqb\nlate = 1\n");
        Files.writeString(folder.resolve("zqb.py"), "from zqa import late\n");
        String printed = Pythons.run(List.of(python, "-c", "import zqa"), folder, Map.of())
                .text();
        assertThat(printed).contains("cannot import name");
        Examined examined = examined(Symptoms.in(printed), Map.of(), python, "-c", "import zqa");
        assertThat(examined.answer().cause()).isEqualTo("not-an-environment-failure");
    }

    @Test
    void filesInTheHomeOfTheUser() throws IOException {
        Path ipython = Pythons.ofPyenv().stream()
                .map(python -> Path.of(python).resolveSibling("ipython"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(""));
        assumeTrue(!ipython.toString().isEmpty(), "ipython is missing");
        Map<String, String> home = Map.of("HOME", folder.toString());
        Path helper = Files.writeString(folder.resolve("helper.py"), "import absent_zq\n");
        Pythons.Ran ran =
                Pythons.run(List.of(ipython.toString(), "--colors=NoColor", "-c", "import helper"), folder, home);
        Symptom symptom = Symptoms.in(ran.text() + ran.out() + "\n");
        assumeTrue(!symptom.incidents().isEmpty(), "ipython does not work here");
        assertThat(symptom.incidents().getFirst().frames().getLast().file()).isEqualTo("~/helper.py");
        LogOrigin origin = LogOrigin.of(symptom, "/", Pythons.machine(home));
        assertThat(origin.present()).containsExactly(helper.toString());
        assertThat(origin.agreeing()).isEqualTo(1);
        Examined examined =
                examined(symptom, home, ipython.resolveSibling("python").toString(), "-m", "IPython");
        assertThat(examined.answer().chain()).extracting(Link::file).containsExactly(helper.toString());
    }
}
