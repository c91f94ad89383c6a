package tiryaq.treatment.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.SameInode;
import tiryaq.treatment.TreePicture;
import tiryaq.tree.Tree;

/** A folder that a person made where a treatment had made one stays the person's, whatever inode it was given. */
class ReplacedTest {
    private static final int ROUNDS = 20;

    @TempDir
    Path room;

    private Path project;
    private Path venv;
    private Journals journals;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.resolve("project"));
        venv = project.resolve(".venv");
        journals = new Journals(room.resolve("state"));
    }

    private Journal begun() throws IOException {
        return journals.begin("cause", "treatment", Say.of("t"), null, project.toString(), List.of(".venv"));
    }

    /** One that a killed tiryaq left in this state. */
    private Journal left(Journal.State state) throws IOException {
        Journal journal = begun();
        if (state == Journal.State.BEGUN) {
            Files.createDirectory(venv);
            return journal;
        }
        journal = journals.create(journal);
        journals.place(journal);
        Files.writeString(venv.resolve("pyvenv.cfg"), "home = /usr/bin\n");
        if (state != Journal.State.CREATED) {
            journal = journals.proved(journal);
        }
        if (state == Journal.State.UNDOING) {
            journal = journal.in(state);
            journals.note(journal);
        }
        return journal;
    }

    private Undone undo(boolean force) {
        return Undo.undo(journals, null, null, force);
    }

    @ParameterizedTest
    @EnumSource(Journal.State.class)
    void itStaysAndIsNamedThoughItsInodeIsTheSame(Journal.State state) throws IOException {
        Journal journal = left(state);
        boolean same = SameInode.replace(venv);
        // Somebody else may have been given it meanwhile.
        for (int round = 1; round < ROUNDS && !same; round++) {
            assertThat(undo(true)).isInstanceOf(Undone.LeftAlone.class);
            Tree.remove(venv);
            journal = left(state);
            same = SameInode.replace(venv);
        }
        assumeTrue(same, "a file system that gives an inode a second time");
        Map<String, String> mine = TreePicture.of(venv);

        assertThat(undo(false))
                .asInstanceOf(type(Undone.Drifted.class))
                .satisfies(found -> assertThat(found.drift()).containsExactly(new Drift(".venv", Drift.How.REPLACED)));
        assertThat(TreePicture.of(venv)).isEqualTo(mine);
        assertThat(journals.history()).containsExactly(journal);

        assertThat(undo(true)).isEqualTo(new Undone.LeftAlone(journal, List.of(), List.of(venv.toString())));
        assertThat(TreePicture.of(venv)).isEqualTo(mine);
        assertThat(journals.history()).isEmpty();
        assertThat(project.resolve(".tiryaq")).doesNotExist();
    }

    /** Of what is merely empty nobody knows better whose it is. */
    @Test
    void anEmptyFolderIsNotOursBeforeOneWasPutThere() throws IOException {
        left(Journal.State.BEGUN);
        assertThat(undo(false)).isInstanceOf(Undone.Drifted.class);
        assertThat(undo(true)).isInstanceOf(Undone.LeftAlone.class);
        assertThat(venv).isDirectory();
    }

    /** So did earlier versions write, and so is it written where a file system tells no birth. */
    @ParameterizedTest
    @EnumSource(Journal.State.class)
    void withoutABirthOnlyWhatIsUnchangedIsTakenForOurs(Journal.State state) throws IOException {
        Journal journal = left(state);
        String inode = SameInode.of(venv);
        if (state != Journal.State.BEGUN) {
            journal = journal.having(List.of(new Journal.Created(".venv", inode)));
            journals.note(journal);
        }
        assertThat(journals.history()).containsExactly(journal);
        Undone first = undo(false);
        switch (state) {
            case BEGUN ->
                assertThat(first)
                        .isEqualTo(new Undone.Drifted(journal, List.of(new Drift(".venv", Drift.How.REPLACED))));
            case CREATED, UNDOING -> {
                assertThat(first).isEqualTo(new Undone.Drifted(journal, List.of(new Drift(".venv", Drift.How.UNSURE))));
                assertThat(venv.resolve("pyvenv.cfg")).exists();
                assertThat(undo(true)).isInstanceOf(Undone.Restored.class);
                assertThat(project).isEmptyDirectory();
            }
            case PROVED -> {
                assertThat(first).isInstanceOf(Undone.Restored.class);
                assertThat(project).isEmptyDirectory();
            }
        }
    }

    @Test
    void aTimeOfTheLastChangeIsNotTakenForABirth() throws IOException {
        Path folder = Files.createDirectory(room.resolve("new"));
        FileTime modified = Files.getLastModifiedTime(folder);
        String id = FolderId.ofNew(folder);
        assertThat(Files.getLastModifiedTime(folder)).isEqualTo(modified);
        // Whichever it is, it holds after the folder was changed.
        Files.setLastModifiedTime(folder, FileTime.fromMillis(modified.toMillis() + 5000));
        assertThat(FolderId.match(id, folder))
                .isEqualTo(id.split(":").length == 3 ? FolderId.Match.SAME : FolderId.Match.PERHAPS);
        // Of a process nothing may be set, and no birth is told.
        Path process = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(process), "no folder without a birth");
        Path real = process.toRealPath();
        assertThat(FolderId.ofNew(real)).isEqualTo(SameInode.of(real));
    }

    @Test
    void nothingIsPutOntoWhatStandsThere() throws IOException {
        Journal journal = journals.create(begun());
        Files.createDirectory(venv);
        String mine = SameInode.of(venv);
        assertThatThrownBy(() -> journals.place(journal)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(undo(true)).isInstanceOf(Undone.LeftAlone.class);
        assertThat(SameInode.of(venv)).isEqualTo(mine);
        assertThat(Files.exists(project.resolve(".tiryaq"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }
}
