package tiryaq.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.OsText;
import tiryaq.python.Interpreter;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.ProjectLock;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/** Cures under circumstances: sudo, other users' projects, other tiryaqs, system Pythons. */
class ApartTest {
    @TempDir
    Path room;

    private final String top = TinyWheel.freshName();
    private Path project;
    private Journals journals;
    private Map<String, String> variables;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.resolve("project"));
        journals = new Journals(room.resolve("state"));
        variables =
                new HashMap<>(Pythons.offline(Files.createDirectories(room.resolve("home")), room.resolve("wheels")));
        TinyWheel.pure(room.resolve("wheels"), top, "1.0", List.of());
    }

    private Treatment plan(Path folder) {
        return Plans.newEnvironment(Pythons.any(), "pip", folder, List.of(top), Plans.loading(top), variables);
    }

    /** Makes a folder, and puts nothing into it. */
    private static Treatment making(String path) {
        return new Draft(Treatments.NEW_ENVIRONMENT, Say.of("t"), Scope.ISOLATED)
                .changes(List.of(new Change(path, "created")))
                .identified();
    }

    private Applied apply(Treatment treatment, Duration patience) {
        return Plans.apply(treatment, new Conditions(journals, variables, "x", patience, Duration.ofMinutes(5)));
    }

    @Test
    void aProjectThatTakesNoFilesIsCuredFromAFolderOfOurOwn() {
        Path locked = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(locked), "no folder that nobody can write to");
        Treatment treatment = plan(locked);
        String environment =
                java.util.Objects.requireNonNull(treatment.changes()).getFirst().path();
        assertThat(environment).startsWith(room.resolve("home").toString());
        Map<String, String> before = TreePicture.of(room.resolve("home"));

        // The proof runs in the program's own folder, as the program would.
        assertThat(apply(treatment, Duration.ZERO)).isInstanceOf(Applied.Done.class);
        assertThat(Undo.undo(journals, null, null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(room.resolve("home")).keySet())
                .isSubsetOf(Stream.concat(before.keySet().stream(), Stream.of(".cache"))
                        .toList());
    }

    @Test
    void whatCannotBeWrittenIsAValueAndLeavesNothing() {
        Treatment treatment = making("/proc/self/.venv");
        assertThat(apply(treatment, Duration.ZERO))
                .asInstanceOf(type(Applied.Failed.class))
                .satisfies(failed -> assertThat(failed.stage()).isEqualTo(Applied.Stage.WRITE));
        assertThat(journals.history()).isEmpty();
        assertThat(room.resolve("state/journals")).isEmptyDirectory();
    }

    @Test
    void aFolderNameThatJavaCannotSpellIsAValue() {
        String path = room + "/" + OsText.decode(new byte[] {'a', (byte) 0xFF}) + "/.venv";
        Treatment treatment = making(path);
        assertThat(apply(treatment, Duration.ZERO)).isInstanceOf(Applied.Failed.class);
    }

    @Test
    void whatFailsIsDoneOtherwise() {
        Command fails = Command.of(List.of("sh", "-c", "exit 3"), project.toString());
        Command works = Command.of(List.of("sh", "-c", "echo done >.venv/otherwise"), project.toString());
        Treatment treatment = making(project + "/.venv");
        for (Command otherwise : List.of(fails, works)) {
            Applied applied = apply(
                    new Draft(treatment)
                            .steps(List.of(new Step.Run(fails, otherwise)))
                            .identified(),
                    Duration.ZERO);
            assertThat(applied).isInstanceOf(otherwise.equals(works) ? Applied.Done.class : Applied.Failed.class);
        }
        assertThat(project.resolve(".venv/otherwise")).hasContent("done");
    }

    @Test
    void foldersMadeOnTheWayAreRemovedToo() {
        Map<String, String> before = TreePicture.of(project);
        Path deep = project.resolve("a/b");
        Treatment treatment = making(deep + "/.venv");
        assertThat(apply(treatment, Duration.ZERO)).isInstanceOf(Applied.Done.class);
        assertThat(deep.resolve(".venv")).isDirectory();
        assertThat(Undo.undo(journals, null, null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(project).keySet()).isEqualTo(before.keySet());
    }

    @Test
    void twoAtOnceNeverBothWork() throws IOException, InterruptedException {
        Treatment treatment = plan(project);
        try (ProjectLock lock = journals.lock(project.toString(), Duration.ZERO).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(apply(treatment, Duration.ZERO))
                    .asInstanceOf(type(Applied.Failed.class))
                    .satisfies(failed -> assertThat(failed.stage()).isEqualTo(Applied.Stage.BUSY));
        }
        Applied[] results = new Applied[2];
        Thread[] threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int each = i;
            threads[i] = Thread.ofPlatform().start(() -> results[each] = apply(treatment, Duration.ofMinutes(2)));
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(Stream.of(results).filter(each -> each instanceof Applied.Done))
                .hasSize(1);
        assertThat(Stream.of(results).filter(each -> each instanceof Applied.Failed))
                .singleElement()
                .asInstanceOf(type(Applied.Failed.class))
                .satisfies(failed -> assertThat(failed.reason().key()).isEqualTo("treatment.failed.exists"));
        assertThat(journals.history()).hasSize(1);
        assertThat(project.resolve(".venv/pyvenv.cfg")).exists();
    }

    @Test
    void interruptedItPutsAllBack() throws InterruptedException, IOException {
        Map<String, String> before = TreePicture.of(project);
        Treatment treatment = plan(project);
        Applied[] result = new Applied[1];
        Thread worker = Thread.ofPlatform().start(() -> result[0] = apply(treatment, Duration.ZERO));
        for (int i = 0; i < 1000 && !Files.exists(project.resolve(".venv/pyvenv.cfg")); i++) {
            Thread.sleep(10);
        }
        worker.interrupt();
        worker.join();
        assertThat(result[0])
                .asInstanceOf(type(Applied.Failed.class))
                .satisfies(failed -> assertThat(failed.stage()).isEqualTo(Applied.Stage.INTERRUPTED));
        assertThat(TreePicture.of(project)).isEqualTo(before);
        assertThat(journals.history()).isEmpty();
    }

    @Test
    void underSudoAllBelongsToTheCaller() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        variables.put("SUDO_UID", "65534");
        variables.put("SUDO_GID", "65534");
        assertThat(apply(plan(project), Duration.ZERO)).isInstanceOf(Applied.Done.class);
        for (String name : List.of(".venv", Journals.FOLDER)) {
            try (Stream<Path> all = Files.walk(project.resolve(name))) {
                assertThat(all)
                        .allSatisfy(each -> assertThat(Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                                .isEqualTo(65534));
            }
        }
        assertThat(Undo.undo(journals, null, null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void anExternallyManagedPythonIsUsedAndUntouched() {
        Interpreter python = Pythons.externallyManaged();
        Path packages = Path.of("/usr/lib/python3/dist-packages");
        assumeTrue(Files.isDirectory(packages), "no Debian Python");
        Map<String, String> before = TreePicture.of(packages);
        Treatment treatment = Plans.newEnvironment(python, "pip", project, List.of(top), Plans.loading(top), variables);
        assertThat(apply(treatment, Duration.ZERO)).isInstanceOf(Applied.Done.class);
        assertThat(TreePicture.of(packages)).isEqualTo(before);
    }
}
