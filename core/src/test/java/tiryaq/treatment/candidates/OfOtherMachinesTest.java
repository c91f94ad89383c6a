package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/** Real wheels that were fetched for another machine than the one that imports them. */
class OfOtherMachinesTest {
    @TempDir
    Path room;

    @ParameterizedTest
    @CsvSource({
        "xxhash, 3.5.0, manylinux2014_aarch64, Linux aarch64 (glibc)",
        "xxhash, 3.5.0, musllinux_1_2_x86_64, Linux x86_64 (musl)",
        "xxhash, 3.5.0, macosx_11_0_arm64, macOS arm64",
        "xxhash, 3.5.0, win_amd64, Windows x86_64",
        "bcrypt, 4.2.1, manylinux2014_aarch64, Linux aarch64 (glibc)"
    })
    void theFileThatIsThereIsNamedWithWhatItWasMadeFor(String name, String version, String platform, String made)
            throws IOException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "this machine is no x86_64");
        OfflineProject any = OfflineProject.in(room, "project");
        OfflineProject project = new OfflineProject(
                any.folder(), any.wheels(), Pythons.python("3.12").executable(), any.variables());
        Path libs = room.toRealPath().resolve("libs");
        List<String> words = List.of(
                project.python(),
                "-I",
                "-m",
                "pip",
                "install",
                "--no-deps",
                "--only-binary=:all:",
                "--platform",
                platform,
                "--target",
                libs.toString(),
                name + "==" + version);
        RunResult fetched = CommandRun.run(Command.of(words, "/"), System.getenv(), Duration.ofMinutes(2));
        assumeTrue(fetched.passed(), "no index has " + name + " for " + platform);
        project.variables().put("PYTHONPATH", libs.toString());
        Files.writeString(project.folder().resolve("app.py"), "import " + name + "\n");
        Examined examined = project.examined(project.command(project.python(), "app.py"), OfflineProject.onlyIn(name));
        assertThat(examined.answer().cause()).isEqualTo(Unknown.CODE);
        assertThat(examined.answer().distribution()).isEqualTo(name);
        assertThat(examined.answer().evidence())
                .filteredOn(Evidence.WantedFound.class::isInstance)
                .singleElement()
                .satisfies(fact -> {
                    Evidence.WantedFound found = (Evidence.WantedFound) fact;
                    assertThat(found.found()).isEqualTo(made);
                    assertThat(found.wanted()).startsWith("Linux x86_64");
                    assertThat(Path.of(found.path())).isRegularFile();
                    assertThat(found.path()).startsWith(libs.toString());
                });
    }
}
