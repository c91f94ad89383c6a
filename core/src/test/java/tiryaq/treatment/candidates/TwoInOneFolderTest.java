package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.causes.module.DistributionDamaged;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.process.RunResult;
import tiryaq.treatment.requirements.Wanted;

/** A folder into which pip has installed a second release without taking the first one out, as it does there. */
class TwoInOneFolderTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private OfflineProject project;
    private Path libs;

    private void release(String version, String... names) {
        Map<String, String> files = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (String each : names) {
            text.append("def ").append(each).append("():\n    return 'works'\n");
        }
        files.put(name + "/__init__.py", text.toString());
        for (String part : List.of("a", "b", "c", "d")) {
            files.put(name + "/" + part + ".py", "version = '" + version + "'\n");
        }
        TinyWheel.recorded(project.wheels(), name, version, files);
    }

    private void install(String version) {
        assertThat(project.run(project.command(
                        project.python(),
                        "-I",
                        "-m",
                        "pip",
                        "install",
                        "--target",
                        libs.toString(),
                        name + "==" + version)))
                .matches(RunResult::passed);
    }

    @BeforeEach
    void installBoth() throws IOException {
        project = OfflineProject.in(room, "project");
        libs = room.toRealPath().resolve("libs");
        release("1.4", "source_old");
        release("2.0", "source_new");
        Files.writeString(
                project.folder().resolve("app.py"), "from " + name + " import source_new\nprint(source_new())\n");
        project.variables().put("PYTHONPATH", libs.toString());
        install("1.4");
        install("2.0");
    }

    private Examined examined() {
        Command command = project.command(project.python(), "app.py");
        return project.examined(command, OfflineProject.onlyIn(name));
    }

    private static void isDamaged(Examined examined, String file) {
        assertThat(examined.answer().cause()).isEqualTo(DistributionDamaged.CODE);
        assertThat(examined.answer().evidence())
                .anyMatch(fact -> fact instanceof Evidence.RecordMismatch mismatch
                        && mismatch.version().equals("2.0")
                        && mismatch.fault() == Evidence.RecordMismatch.Difference.ALTERED
                        && mismatch.path().equals(file));
    }

    @Test
    void bothReleasesAreNamed() {
        Examined examined = examined();
        isDamaged(examined, libs + "/" + name + "/__init__.py");
        assertThat(examined.answer().summary().places())
                .containsEntry("distribution", name + " 2.0")
                .containsEntry("other", "1.4");
        PythonEnvironment seen = examined.patient().environment().orElseThrow();
        List<Wanted> needed =
                Needed.of(examined.patient(), List.of(examined.answer()), seen, Set.of(), seen.interpreter(), null);
        assertThat(needed).extracting(Wanted::version).containsExactly("2.0");
    }

    /** Whoever cleaned up behind it left the files of the one and the metadata of the other. */
    @Test
    void filesOfAnotherReleaseThanTheRecordedOne() {
        Path metadata = libs.resolve(name + "-1.4.dist-info");
        assertThat(project.run(project.command("/bin/rm", "-r", metadata.toString())))
                .matches(RunResult::passed);
        isDamaged(examined(), libs + "/" + name + "/__init__.py");
    }

    /** Installed in full, the program's own slip is no damage. */
    @Test
    void aNameThatNoReleaseHasIsNotOfTheFolder() throws IOException {
        for (String part : List.of(name, name + "-1.4.dist-info", name + "-2.0.dist-info")) {
            assertThat(project.run(project.command("/bin/rm", "-r", libs + "/" + part)))
                    .matches(RunResult::passed);
        }
        install("2.0");
        Files.writeString(project.folder().resolve("app.py"), "from " + name + " import source_newer\n");
        assertThat(examined().answer().cause()).isNotEqualTo(DistributionDamaged.CODE);
    }
}
