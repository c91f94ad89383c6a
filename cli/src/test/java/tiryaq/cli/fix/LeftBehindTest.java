package tiryaq.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.ProjectLock;

/** The next fix of a project finds what a killed one left in it. */
class LeftBehindTest {
    @TempDir
    Path room;

    private Path project;
    private Journals journals;
    private Journal journal;

    @BeforeEach
    void killATreatment() throws IOException {
        project = Files.createDirectories(room.toRealPath().resolve("project"));
        Files.createDirectory(project.resolve("src"));
        journals = new Journals(room.resolve("state"));
        Say title = Say.of("treatment.by-hand.install", "distribution", "x");
        journal = journals.create(
                journals.begin("cause", "treatment", title, null, String.valueOf(project), List.of(".venv")));
        journals.place(journal);
        Files.writeString(project.resolve(".venv/half"), "");
    }

    private LeftBehind found(String folder, boolean mayClear) {
        return LeftBehind.in(journals, project.resolve(folder).normalize().toString(), mayClear);
    }

    private static List<String> keys(LeftBehind left) {
        return left.told().stream().map(Say::key).toList();
    }

    @Test
    void itIsTakenBackWhereSomethingMayBeChanged() {
        LeftBehind only = found("src", false);
        assertThat(keys(only)).containsExactly("cli.interrupted");
        assertThat(only.cleared()).isFalse();
        assertThat(only.told().getFirst().places()).containsEntry("id", journal.id());
        assertThat(project.resolve(".venv")).isDirectory();
        LeftBehind cleared = found("src", true);
        assertThat(keys(cleared)).containsExactly("cli.interrupted.cleared");
        assertThat(cleared.cleared()).isTrue();
        assertThat(project).isDirectoryNotContaining(each -> !each.endsWith("src"));
        assertThat(keys(found("src", true))).isEmpty();
    }

    @Test
    void anotherFolderIsLeftAlone() {
        assertThat(keys(found("..", true))).isEmpty();
        assertThat(project.resolve(".venv")).isDirectory();
    }

    /** What stands there now is not what the treatment made. */
    @Test
    void whatIsTheUsersOwnStays() throws IOException {
        Files.move(project.resolve(".venv"), project.resolve("mine"));
        Files.createDirectory(project.resolve(".venv"));
        assertThat(keys(found(".", true))).containsExactly("cli.interrupted");
        assertThat(project.resolve(".venv")).isDirectory();
    }

    @Test
    void oneThatIsStillAtWorkIsNamedByItsProcess() throws IOException {
        try (ProjectLock lock = journals.lock(project.toString(), Duration.ZERO).orElseThrow()) {
            assertThat(lock).isNotNull();
            LeftBehind busy = found(".", true);
            assertThat(keys(busy)).containsExactly("cli.under-way");
            assertThat(busy.told().getFirst().places())
                    .containsEntry(
                            "process", String.valueOf(ProcessHandle.current().pid()));
        }
        assertThat(project.resolve(".venv")).isDirectory();
    }
}
