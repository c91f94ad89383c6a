package tiryaq.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.python.Interpreter;
import tiryaq.treatment.process.RunResult;

/** The proof that what distributions require is installed, under real interpreters. */
class RequirementsHoldTest {
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    Path room;

    @Test
    void requirementsAreCheckedWithAndWithoutAnInstallersHelp() throws IOException {
        Interpreter python = Pythons.any();
        Path site = Files.createDirectory(room.resolve("site"));
        metadata(site, "aa", "1.0", "bb>=2,<3", "cc ; python_version < '3'", "dd~=1.4; extra == 'x'", "ee==1.*,!=1.5");
        metadata(site, "bb", "2.10.1");
        metadata(site, "ee", "1.4");
        metadata(site, "ff", "1.0", "bb<2.9");
        metadata(site, "gg", "1.0", "missing-thing");
        for (String options : List.of("-s", "-S")) {
            Command alone = Command.of(List.of(python.executable(), options), room.toString())
                    .with(Map.of("PYTHONPATH", site.toString()), new TreeSet<>());
            assertThat(Proofs.run(Proofs.requirementsHold(alone, List.of("aa", "bb")), PATH)
                            .holds())
                    .isTrue();
            assertThat(Proofs.run(Proofs.requirementsHold(alone, List.of("ff")), PATH)
                            .run()
                            .err())
                    .contains("ff requires bb<2.9, found 2.10.1");
            assertThat(Proofs.run(Proofs.requirementsHold(alone, List.of("gg")), PATH)
                            .run()
                            .err())
                    .contains("gg requires missing-thing, which is not installed");
            assertThat(Proofs.run(Proofs.requirementsHold(alone, List.of("zz")), PATH)
                            .holds())
                    .isFalse();
        }
    }

    private static void metadata(Path site, String name, String version, String... requires) throws IOException {
        Path info = Files.createDirectory(site.resolve(name + "-" + version + ".dist-info"));
        StringBuilder text = new StringBuilder("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        for (String each : requires) {
            text.append("Requires-Dist: ").append(each).append('\n');
        }
        Files.writeString(info.resolve("METADATA"), text);
    }

    /** A wheel calls its metadata {@code zq_yaml}; Pythons before 3.10 do not find that by the name of the project. */
    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.13"})
    void aDottedNameIsFoundHoweverItIsWritten(String feature) throws IOException {
        String python = tiryaq.command.Pythons.of(feature);
        Path site = Files.createDirectory(room.resolve("site"));
        written(site, "zq_yaml", "zq.yaml", "1.4");
        written(site, "zq_user", "zq.user", "1.0", "zq.yaml>=1.3", "Zq-Yaml<2");
        written(site, "zq_old", "zq.old", "1.0", "zq.yaml<1");
        Command alone = Command.of(List.of(python), room.toString())
                .with(Map.of("PYTHONPATH", site.toString()), new TreeSet<>());
        assertThat(checked(alone, "zq.yaml", "zq-user", "zq.user").err()).isEmpty();
        assertThat(checked(alone, "zq.yaml", "zq.user").passed()).isTrue();
        assertThat(checked(alone, "zq.old").err()).contains("zq.old requires zq.yaml<1, found 1.4");
        assertThat(checked(alone, "zq.none").err()).contains("zq.none is not installed");
    }

    private static RunResult checked(Command python, String... names) {
        return Proofs.run(Proofs.requirementsHold(python, List.of(names)), PATH).run();
    }

    private static void written(Path site, String folder, String name, String version, String... requires)
            throws IOException {
        metadata(site, name, version, requires);
        Files.move(
                site.resolve(name + "-" + version + ".dist-info"), site.resolve(folder + "-" + version + ".dist-info"));
    }
}
