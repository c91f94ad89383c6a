package tiryaq.treatment.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.TreePicture;

class UndoTest {
    private static final Say TITLE = Say.of("treatment.new-environment", "environment", "x");

    @TempDir
    Path room;

    private Path project;
    private Path outside;
    private Journals journals;
    private Map<String, String> before;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.resolve("project"));
        outside = Files.createDirectories(room.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "keep me");
        Files.writeString(project.resolve("app.py"), "pass\n");
        Files.setLastModifiedTime(project, FileTime.fromMillis(1_600_000_000_123L));
        journals = new Journals(room.resolve("state"));
        before = TreePicture.of(room.resolve("project"));
    }

    private Journal begun() throws IOException {
        return journals.begin("cause", "treatment", TITLE, null, project.toString(), List.of(".venv"));
    }

    private Journal created() throws IOException {
        Journal journal = journals.create(begun());
        assertThat(project.resolve(".venv")).doesNotExist();
        journals.place(journal);
        return journal;
    }

    private Journal proved() throws IOException {
        Journal journal = created();
        Path lib = Files.createDirectories(project.resolve(".venv/lib"));
        Files.writeString(lib.resolve("mod.py"), "x = 1\n");
        Files.writeString(lib.resolve("tab\tnew\nline\\.txt"), "odd");
        Files.createSymbolicLink(project.resolve(".venv/out"), outside);
        Files.createSymbolicLink(lib.resolve("loop"), Path.of("loop"));
        Path closed = Files.createDirectory(lib.resolve("closed"));
        Files.writeString(closed.resolve("in"), "");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        return journals.proved(journal);
    }

    private void isAsBefore() {
        assertThat(TreePicture.of(project)).isEqualTo(before);
        assertThat(outside.resolve("precious")).hasContent("keep me");
        assertThat(journals.history()).isEmpty();
        assertThat(room.resolve("state/journals")).isEmptyDirectory();
    }

    /** What is kept on the disk tells nobody a secret, and is enough to take all back. */
    @Test
    void credentialsAreNotKept() throws IOException {
        Command command = new Command(
                List.of("app", "--token", "hunter2", "https://kim:hunter2@example.org/x", "--name", "y"),
                project.toString(),
                Map.of("DB_PASSWORD", "hunter2", "PYTHONPATH", "/a:/b"),
                new TreeSet<>());
        Say title = Say.of("treatment.new-environment", "source", "https://kim:hunter2@example.org/r.txt");
        Journal journal = journals.create(
                journals.begin("cause", "treatment", title, command, project.toString(), List.of(".venv")));
        journals.place(journal);
        Files.writeString(project.resolve(".venv/in"), "x");
        journals.proved(journal);
        int read = 0;
        try (var kept = Files.walk(room)) {
            for (Path each : kept.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(each)).as(each.toString()).doesNotContain("hunter2");
                read++;
            }
        }
        assertThat(read).isGreaterThan(3);
        Journal found = journals.find(journal.id(), null).orElseThrow();
        assertThat(found.command()).isNotNull().satisfies(kept -> {
            assertThat(kept.argv())
                    .containsExactly("app", "--token", "****", "https://kim:****@example.org/x", "--name", "y");
            assertThat(kept.set()).containsEntry("PYTHONPATH", "/a:/b").containsEntry("DB_PASSWORD", "****");
        });
        for (Path each : List.of(
                room.resolve("state/journals"),
                project.resolve(".tiryaq"),
                project.resolve(".tiryaq/" + journal.id()))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(project.resolve(".tiryaq/" + journal.id() + "/journal.json"))))
                .isEqualTo("rw-------");
        assertThat(Undo.undo(journals, journal.id(), null, false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    /** A lock comes and goes in our own folder. */
    private Map<String, String> withoutOurTime() {
        Map<String, String> seen = TreePicture.of(project);
        assertThat(seen.remove(Journals.FOLDER)).isNotNull();
        return seen;
    }

    private Undone undo(boolean force) {
        return Undo.undo(journals, null, null, force);
    }

    @Test
    void givesBackTheSameTreeAndNeverFollowsALinkOut() throws IOException {
        proved();
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    /** What we make is no part of the user's project: git itself says so. */
    @Test
    void whatIsMadeIsNotForVersionControl() throws Exception {
        proved();
        Unversioned.mark(project.resolve(".venv"));
        assertThat(project.resolve(".tiryaq/.gitignore")).hasContent("*\n");
        Path git = room.resolve("git");
        assumeTrue(run("git", "init", "--quiet", "--bare", git.toString()).isEmpty(), "git is missing");
        assertThat(run("git", "--git-dir=" + git, "--work-tree=" + project, "status", "--porcelain"))
                .isEqualTo("?? app.py\n");
        assertThat(undo(true)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    private static String run(String... words) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said : "failed: " + said;
        } catch (IOException e) {
            return "failed: " + e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*\n", "mine\n"})
    void aFileOfVersionControlIsOursOnlyIfWeWroteIt(String text) throws IOException {
        proved();
        Path file = project.resolve(".tiryaq/.gitignore");
        Files.writeString(file, text);
        assertThat(undo(true)).isInstanceOf(Undone.Restored.class);
        if (text.equals("mine\n")) {
            assertThat(file).hasContent(text);
        } else {
            isAsBefore();
        }
    }

    @Test
    void theJournalSaysAllThatWasWritten() throws IOException {
        Journal journal = proved();
        assertThat(journals.history()).containsExactly(journal);
        assertThat(journals.beside(project.toString(), journal.id())).contains(journal);
        assertThat(Files.getPosixFilePermissions(project.resolve(".tiryaq")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void bytecodeOfItsOwnSourcesAndAnInstallersLockAreNoDrift() throws IOException {
        proved();
        Path cache = Files.createDirectory(project.resolve(".venv/lib/__pycache__"));
        Files.writeString(cache.resolve("mod.cpython-313.pyc"), "bytecode");
        Files.writeString(project.resolve(".venv/.lock"), "");
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"added", "changed", "removed", "mode", "link", "stray bytecode", "same size and time"})
    void namesWhatDriftedAndStops(String what) throws IOException {
        proved();
        Path lib = project.resolve(".venv/lib");
        String expected = "lib/mod.py";
        Drift.How how = Drift.How.CHANGED;
        switch (what) {
            case "added" -> {
                Files.writeString(lib.resolve("mine"), "work");
                expected = "lib/mine";
                how = Drift.How.ADDED;
            }
            case "changed" -> Files.writeString(lib.resolve("mod.py"), "x = 22\n");
            case "removed" -> {
                Files.delete(lib.resolve("mod.py"));
                how = Drift.How.REMOVED;
            }
            case "mode" ->
                Files.setPosixFilePermissions(lib.resolve("mod.py"), PosixFilePermissions.fromString("rwx------"));
            case "link" -> {
                Files.delete(project.resolve(".venv/out"));
                Files.createSymbolicLink(project.resolve(".venv/out"), Path.of("elsewhere"));
                expected = "out";
            }
            case "stray bytecode" -> {
                Files.createDirectory(lib.resolve("__pycache__"));
                Files.writeString(lib.resolve("__pycache__/other.cpython-313.pyc"), "");
                expected = "lib/__pycache__/other.cpython-313.pyc";
                how = Drift.How.ADDED;
            }
            default -> {
                FileTime time = Files.getLastModifiedTime(lib.resolve("mod.py"));
                Files.writeString(lib.resolve("mod.py"), "x = 2\n");
                Files.setLastModifiedTime(lib.resolve("mod.py"), time);
            }
        }
        Map<String, String> drifted = withoutOurTime();
        Drift drift = new Drift(".venv/" + expected, how);

        assertThat(undo(false))
                .asInstanceOf(type(Undone.Drifted.class))
                .satisfies(found -> assertThat(found.drift()).containsExactly(drift));
        assertThat(withoutOurTime()).isEqualTo(drifted);

        assertThat(undo(true)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    @Test
    void anEnvironmentThatThePersonMadeInItsPlaceIsNeverRemoved() throws IOException {
        Journal journal = proved();
        Files.move(project.resolve(".venv"), room.resolve("aside"));
        Files.createDirectory(project.resolve(".venv"));
        Files.writeString(project.resolve(".venv/mine"), "work");

        assertThat(undo(false)).isInstanceOf(Undone.Drifted.class);
        assertThat(undo(true))
                .isEqualTo(new Undone.LeftAlone(
                        journal, List.of(), List.of(project.resolve(".venv").toString())));
        assertThat(project.resolve(".venv/mine")).hasContent("work");
        assertThat(project.resolve(".tiryaq")).doesNotExist();
    }

    @Test
    void aLinkPutInItsPlaceIsNotFollowed() throws IOException {
        proved();
        Files.move(project.resolve(".venv"), room.resolve("aside"));
        Files.createSymbolicLink(project.resolve(".venv"), outside);
        assertThat(undo(true)).isInstanceOf(Undone.LeftAlone.class);
        assertThat(outside.resolve("precious")).hasContent("keep me");
        assertThat(project.resolve(".venv")).isSymbolicLink();
    }

    @Test
    void whatWasBegunAndNotMadeIsForgotten() throws IOException {
        Journal journal = begun();
        assertThat(journals.unfinished()).containsExactly(journal);
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    /** It is made aside first: whatever stands in its place before it was put there is the person's. */
    @Test
    void whatWasMadeAsideIsTakenBack() throws IOException {
        journals.create(begun());
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    @Test
    void goesOnAfterAnUndoThatWasKilled() throws IOException {
        Journal journal = proved();
        Path own = project.resolve(".tiryaq").resolve(journal.id());
        Durable.write(own.resolve(Journals.JOURNAL), JournalText.write(journal.in(Journal.State.UNDOING)));
        Files.move(project.resolve(".venv"), own.resolve("gone-.venv"));
        Files.delete(own.resolve("gone-.venv/lib/mod.py"));
        assertThat(journals.unfinished()).hasSize(1);
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    @Test
    void whatCannotBeFinishedSaysWhereAndGoesOnLater() throws IOException {
        Journal journal = proved();
        Path obstacle = project.resolve(".tiryaq").resolve(journal.id()).resolve("gone-.venv");
        Files.createDirectory(obstacle);
        Files.writeString(obstacle.resolve("in the way"), "");
        assertThat(undo(false))
                .asInstanceOf(type(Undone.Failed.class))
                .satisfies(failed -> assertThat(failed.path()).contains(".venv"));
        assertThat(project.resolve(".venv/lib/mod.py")).as("nothing was lost").exists();
        assertThat(journals.history()).hasSize(1);
        Files.delete(obstacle.resolve("in the way"));
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    @Test
    void onlyTheIndexEntryWasWritten() throws IOException {
        Journal journal = begun();
        Files.delete(project.resolve(".tiryaq").resolve(journal.id()).resolve(Journals.JOURNAL));
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        isAsBefore();
    }

    @Test
    void anotherUsersJournalIsFoundBesideTheProject() throws IOException {
        Journal journal = proved();
        Journals others = new Journals(room.resolve("other state"));
        assertThat(Undo.undo(others, null, null, false)).isInstanceOf(Undone.NotFound.class);
        assertThat(Undo.undo(others, journal.id(), project.toString(), false)).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(project)).isEqualTo(before);
        assertThat(journals.history()).as("dead entries are skipped").isEmpty();
    }

    @Test
    void whatThePersonAddedBesideItStays() throws IOException {
        proved();
        Files.writeString(project.resolve("new.py"), "");
        FileTime now = Files.getLastModifiedTime(project);
        assertThat(undo(false)).isInstanceOf(Undone.Restored.class);
        assertThat(project.resolve("new.py")).exists();
        assertThat(Files.getLastModifiedTime(project)).isGreaterThanOrEqualTo(now);
    }

    /** The journal was read before another one undid it. */
    @Test
    void whatIsUndoneMeanwhileIsNotUndoneAgain() throws IOException {
        Journal journal = proved();
        assertThat(Undo.undo(journals, journal, false)).isInstanceOf(Undone.Restored.class);
        Path mine = Files.createDirectory(
                project.resolve(journal.created().getFirst().name()));
        assertThat(Undo.undo(journals, journal, true)).isInstanceOf(Undone.NotFound.class);
        assertThat(mine).isDirectory();
    }

    @Test
    void aSecondOneWaitsOrRefuses() throws IOException {
        Journal journal = begun();
        try (ProjectLock lock = journals.lock(project.toString(), Duration.ZERO).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(journals.lock(project.toString(), Duration.ofMillis(120)))
                    .isEmpty();
            assertThat(journals.unfinished()).as("it is at work, not left").isEmpty();
            assertThat(journals.lock(outside.toString(), Duration.ZERO)).isPresent();
        }
        assertThat(journals.unfinished()).containsExactly(journal);
    }

    @Test
    void aJournalFromAnotherHandCannotReachOut() throws IOException {
        Journal journal = proved();
        Path file = project.resolve(".tiryaq").resolve(journal.id()).resolve(Journals.JOURNAL);
        String evil = Files.readString(file).replace("\"name\":\".venv\"", "\"name\":\"../outside\"");
        assertThat(evil).contains("../outside");
        assertThat(JournalText.read(evil)).isEmpty();
        assertThat(JournalText.read("{}")).isEmpty();
        assertThat(JournalText.read("[1")).isEmpty();
        assertThat(JournalText.read("\u0000\uffff")).isEmpty();
    }
}
