package tiryaq.treatment.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.python.Interpreter;

/** How pip is started to answer questions, by real interpreters. */
class PipTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.11", "3.13"})
    void startsWithoutWhatLiesWhereItIsStarted(String version) throws IOException {
        Probed probed = new Probe(Pythons.machine(Map.of())).probe(Pythons.of(version));
        Interpreter python = ((Probed.Answered) probed).interpreter();
        assumeTrue(Pip.own(python, Pythons.machine(Map.of())), "no pip for " + version);
        for (String name : List.of("json", "optparse", "logging", "pip")) {
            Files.writeString(folder.resolve(name + ".py"), "raise SystemExit('taken from where it was started')\n");
        }
        Pip pip = Pip.of(python, Pythons.machine(Map.of())).orElseThrow();
        assertThat(pip.kind()).isEqualTo(Pip.Kind.OWN);
        List<String> words = new ArrayList<>(pip.words());
        words.add("--version");
        Pythons.Ran ran = Pythons.run(words, folder, Map.of());
        assertThat(ran.exit()).as(ran.text()).isZero();
        assertThat(ran.out()).startsWith("pip ").contains("python " + version);
    }
}
