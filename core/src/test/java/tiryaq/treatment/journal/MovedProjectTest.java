package tiryaq.treatment.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.TreePicture;
import tiryaq.tree.Tree;

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
        journal = cured(project);
    }

    private Journal cured(Path folder) throws IOException {
        Say title = Say.of("treatment.new-environment", "environment", "x");
        Journal begun =
                journals.create(journals.begin("cause", "treatment", title, null, folder.toString(), List.of(".venv")));
        journals.place(begun);
        Files.writeString(folder.resolve(".venv/mod.py"), "x = 1\n");
        return journals.proved(begun);
    }

    /** As {@code cp -a} does it. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
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
        copy(project, moved);
        Map<String, String> copied = TreePicture.of(moved);
        assertThat(journals.lost(null)).isEmpty();
        Journal found = journals.find(null, moved.toString()).orElseThrow();
        assertThat(found.project()).isEqualTo(project.toString());
        assertThat(found.covers(moved.toString()))
                .as("so nothing is done unasked")
                .isFalse();
        assertThat(Undo.undo(journals, journal.id(), moved.toString(), false)).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(project)).isEqualTo(before);
        assertThat(TreePicture.of(moved)).isEqualTo(copied);
    }

    @Test
    void aLinkToItIsNotTakenForIt() throws IOException {
        Files.createDirectories(moved.resolve(".tiryaq"));
        Files.createSymbolicLink(moved.resolve(".tiryaq/" + journal.id()), Journals.own(journal));
        assertThat(journals.find(null, moved.toString())).map(Journal::project).contains(project.toString());
        assertThat(journals.lost(null)).isEmpty();
    }

    /** Other folders than those that were made, but with just what was made in them: nothing of a person's is there. */
    @Test
    void aCopyThatAloneIsLeftIsUndoneWhereItIsTheSame() throws IOException {
        copy(project, moved);
        Tree.remove(project);
        assertThat(undone(moved)).isInstanceOf(Undone.Restored.class);
        assertThat(moved.resolve(".venv")).doesNotExist();
        assertThat(moved.resolve("app.py")).hasContent("pass\n");
    }

    @Test
    void aCopyThatAloneIsLeftIsAPersonsWhereItDiffers() throws IOException {
        copy(project, moved);
        Tree.remove(project);
        Files.writeString(moved.resolve(".venv/mine.py"), "");
        Map<String, String> copied = TreePicture.of(moved.resolve(".venv"));
        assertThat(undone(moved)).isInstanceOf(Undone.Drifted.class);
        Journal found = journals.find(null, moved.toString()).orElseThrow();
        assertThat(Undo.undo(journals, found, true)).isInstanceOf(Undone.LeftAlone.class);
        assertThat(TreePicture.of(moved.resolve(".venv"))).isEqualTo(copied);
    }

    /** {@code tiryaq undo} in a project means that one, not one around it. */
    @Test
    void aMovedOneComesBeforeOneAroundIt() throws IOException {
        Files.move(project, moved);
        Journal around = cured(room);
        assertThat(journals.find(null, moved.resolve("inside").toString()))
                .map(Journal::project)
                .contains(moved.toString());
        assertThat(journals.find(null, room.resolve("moved").toString())).contains(around);
        assertThat(undone(moved)).isInstanceOf(Undone.Restored.class);
        assertThat(TreePicture.of(moved)).isEqualTo(before);
        assertThat(journals.find(null, moved.toString())).contains(around);
    }

    @Test
    void anInnerOneComesBeforeAYoungerOneAroundIt() throws IOException {
        Journal around = cured(room);
        assertThat(around.time()).isAfterOrEqualTo(journal.time());
        assertThat(journals.find(null, project.resolve("inside").toString()))
                .map(Journal::id)
                .contains(journal.id());
        assertThat(journals.find(null, room.toString())).contains(around);
    }

    @Test
    void ofTwoInOneMovedProjectTheYoungerComesFirst() throws IOException {
        Journal younger = journals.proved(journals.create(
                journals.begin("cause", "treatment", Say.of("t"), null, project.toString(), List.of(".venv-tiryaq"))));
        assertThat(younger.time()).isAfter(journal.time());
        Files.move(project, moved);
        assertThat(journals.find(null, moved.toString())).map(Journal::id).contains(younger.id());
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
