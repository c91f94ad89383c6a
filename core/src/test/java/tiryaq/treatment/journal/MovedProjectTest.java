package tiryaq.treatment.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.TreePicture;

/** A project that was moved after its cure takes its journal along. */
class MovedProjectTest {
    @TempDir
    Path room;

    private Path project;
    private Path moved;
    private Journals journals;
    private Map<String, String> before;
    private Journal journal;

    @BeforeEach
    void cure() throws IOException {
        project = Files.createDirectories(room.resolve("project"));
        moved = room.resolve("moved/deeper");
        Files.createDirectory(moved.getParent());
        Files.createDirectory(project.resolve("inside"));
        Files.writeString(project.resolve("app.py"), "pass\n");
        journals = new Journals(room.resolve("state"));
        before = TreePicture.of(project);
        Say title = Say.of("treatment.new-environment", "environment", "x");
        journal = journals.create(
                journals.begin("cause", "treatment", title, null, project.toString(), List.of(".venv")));
        journals.place(journal);
        Files.writeString(project.resolve(".venv/mod.py"), "x = 1\n");
        journals.proved(journal);
    }

    private Undone undone(Path folder) {
        Journal found = journals.find(null, folder.toString()).orElseThrow();
        return Undo.undo(journals, found, false);
    }

    @Test
    void itIsUndoneFromWithin() throws IOException {
        Files.move(project, moved);
        assertThat(journals.find(null, room.toString())).isEmpty();
        assertThat(journals.lost(null)).extracting(Journal::project).containsExactly(project.toString());
        assertThat(undone(moved.resolve("inside"))).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(moved)).isEqualTo(before);
        assertThat(project).doesNotExist();
        assertThat(room.resolve("state/journals")).isEmptyDirectory();
    }

    @Test
    void itIsFoundByItsIdFromWithin() throws IOException {
        Files.move(project, moved);
        assertThat(Undo.undo(journals, journal.id(), moved.resolve("inside").toString(), false))
                .isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(moved)).isEqualTo(before);
    }

    @Test
    void whatChangedSinceIsKept() throws IOException {
        Files.move(project, moved);
        Files.writeString(moved.resolve(".venv/mod.py"), "x = 2\n");
        assertThat(undone(moved)).isInstanceOf(Undone.Drifted.class);
        assertThat(moved.resolve(".venv/mod.py")).hasContent("x = 2\n");
    }

    /** What stands at its place is undone there, whatever copies of it there are. */
    @Test
    void aCopyIsNotTakenForIt() throws IOException {
        Files.createDirectories(moved.resolve(".tiryaq"));
        Files.createSymbolicLink(moved.resolve(".tiryaq/" + journal.id()), Journals.own(journal));
        assertThat(journals.find(null, moved.toString())).map(Journal::project).contains(project.toString());
        assertThat(journals.lost(null)).isEmpty();
    }

    @Test
    void anotherOneInItsPlaceIsLeftAlone() throws IOException {
        Files.move(project, moved);
        Files.move(moved.resolve(".venv"), room.resolve("kept"));
        Files.createDirectory(moved.resolve(".venv"));
        Files.writeString(moved.resolve(".venv/mine.py"), "");
        assertThat(undone(moved)).isInstanceOf(Undone.Drifted.class);
        assertThat(moved.resolve(".venv/mine.py")).exists();
    }
}
