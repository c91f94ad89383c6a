package tiryaq.treatment.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.TreePicture;
import tiryaq.tree.Tree;

/** Journals from other hands: whoever may write where we look must not make undo remove anything. */
class StrangersTest {
    private static final int NOBODY = 65534;

    @TempDir
    Path room;

    private Path project;
    private Journals journals;
    private Journals others;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.resolve("home/project"));
        Files.writeString(room.resolve("home/precious"), "keep me");
        Files.writeString(project.resolve("app.py"), "pass\n");
        journals = new Journals(room.resolve("state"));
        others = new Journals(room.resolve("others"));
    }

    private Journal proved(Path folder) throws IOException {
        Journal journal = journals.create(
                journals.begin("cause", "treatment", Say.of("t"), null, folder.toString(), List.of(".venv")));
        journals.place(journal);
        Files.writeString(folder.resolve(".venv/in"), "");
        return journals.proved(journal);
    }

    private Path own(Journal journal) {
        return project.resolve(Journals.FOLDER).resolve(journal.id());
    }

    private void refused(Undone undone, Map<String, String> before) {
        assertThat(undone).isInstanceOf(Undone.NotYours.class);
        assertThat(TreePicture.of(room.resolve("home"))).isEqualTo(before);
    }

    @Test
    void aJournalThatThisUsersIndexDoesNotKnowCountsByItsIdAlone() throws IOException {
        Journal journal = proved(project);
        Map<String, String> before = TreePicture.of(room.resolve("home"));
        assertThat(Undo.undo(others, null, project.toString(), true)).isInstanceOf(Undone.NotFound.class);
        assertThat(TreePicture.of(room.resolve("home"))).isEqualTo(before);
        assertThat(Undo.undo(others, journal.id(), project.toString(), false)).isInstanceOf(Undone.Restored.class);
    }

    @Test
    void anotherUsersJournalIsRefusedButRootServesTheUserWhoCalled() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Journal journal = proved(project);
        Tree.own(project.resolve(Journals.FOLDER), NOBODY, NOBODY);
        Map<String, String> before = TreePicture.of(room.resolve("home"));
        refused(Undo.undo(others, journal.id(), project.toString(), true), before);

        Journals bySudo = Journals.of(Map.of("XDG_STATE_HOME", room + "/root", "SUDO_UID", "" + NOBODY))
                .orElseThrow();
        Files.setAttribute(own(journal).resolve(Journals.JOURNAL), "unix:uid", 1234, LinkOption.NOFOLLOW_LINKS);
        before = TreePicture.of(room.resolve("home"));
        refused(Undo.undo(bySudo, journal.id(), project.toString(), true), before);
        Files.setAttribute(own(journal).resolve(Journals.JOURNAL), "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        assertThat(Undo.undo(bySudo, journal.id(), project.toString(), false)).isInstanceOf(Undone.Restored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ID", "ID/journal.json"})
    void aJournalThatOthersMayWriteIsRefusedButTheIndexKnowsItsOwn(String where) throws IOException {
        Journal journal = proved(project);
        Path open = project.resolve(Journals.FOLDER).resolve(where.replace("ID", journal.id()));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        Map<String, String> before = TreePicture.of(room.resolve("home"));
        refused(Undo.undo(others, journal.id(), project.toString(), true), before);
        assertThat(Undo.undo(journals, null, null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(project.resolve(".venv")).doesNotExist();
    }

    @Test
    void aFolderReachedByALinkIsRefused() throws IOException {
        Journal journal = proved(project);
        Files.move(project.resolve(Journals.FOLDER), room.resolve("home/elsewhere"));
        Files.createSymbolicLink(project.resolve(Journals.FOLDER), room.resolve("home/elsewhere"));
        Map<String, String> before = TreePicture.of(room.resolve("home"));
        refused(Undo.undo(others, journal.id(), project.toString(), true), before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a link", "open to others", "another's", "a file"})
    void nothingIsBegunInAFolderThatIsNotOurs(String kind) throws IOException {
        Path ours = project.resolve(Journals.FOLDER);
        Path elsewhere = Files.createDirectory(room.resolve("home/elsewhere"));
        switch (kind) {
            case "a link" -> Files.createSymbolicLink(ours, elsewhere);
            case "a file" -> Files.writeString(ours, "");
            default -> Files.createDirectory(ours);
        }
        if (kind.equals("open to others")) {
            Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwxrwxrwx"));
        } else if (kind.equals("another's")) {
            assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
            Tree.own(ours, NOBODY, NOBODY);
        }
        Map<String, String> before = TreePicture.of(room.resolve("home"));
        assertThatThrownBy(() -> proved(project))
                .isInstanceOf(NotYoursException.class)
                .hasMessage(ours.toString());
        assertThat(TreePicture.of(room.resolve("home"))).isEqualTo(before);
        assertThat(journals.history()).isEmpty();
    }

    @Test
    void aManifestOfMoreThanCanBeHeldIsNone() throws IOException {
        Journal journal = proved(project);
        Path file = own(journal).resolve(Journals.MANIFEST);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500_001; i++) {
            text.append("f\t0\t644\t0\t0\t.venv/").append(i).append("\t\n");
        }
        Files.writeString(file, text.append("end\n"));
        assertThat(Journals.manifest(journal)).isEmpty();
    }

    @Test
    void noLinkIsFollowedWhereAJournalIsWritten() throws IOException {
        Path folder = Files.createDirectory(room.resolve("home/written"));
        Files.createSymbolicLink(folder.resolve("journal.json.new"), room.resolve("home/precious"));
        Files.createSymbolicLink(folder.resolve("journal.json"), room.resolve("home/precious"));
        Durable.write(folder.resolve("journal.json"), "mine");
        assertThat(room.resolve("home/precious")).hasContent("keep me");
        assertThat(folder.resolve("journal.json")).hasContent("mine").isRegularFile();
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"ID\"|\"id\":\"../..\"",
                "\"id\":\"ID\"|\"id\":\"..\"",
                "\"id\":\"ID\"|\"id\":\"\"",
                "\"id\":\"ID\"|\"id\":\"20260101-000000-0000\"",
                "\"name\":\".venv\"|\"name\":\"../precious\"",
                "\"name\":\".venv\"|\"name\":\"..\"",
                "\"name\":\".venv\"|\"name\":\".\"",
                "\"name\":\".venv\"|\"name\":\"\"",
                "\"name\":\".venv\"|\"name\":\".tiryaq\"",
                "\"name\":\".venv\"|\"name\":\"a\\u0000b\"",
                "\"made\":[]|\"made\":[\"ROOM/home/empty\"]",
                "\"made\":[]|\"made\":[\"ROOM/home/project/..\"]",
                "\"made\":[]|\"made\":[\"empty\"]",
                "\"project\":\"PROJECT\"|\"project\":\"home\"",
            })
    void aJournalThatReachesOutIsIgnoredWhereverItStands(String good, String evil) throws IOException {
        Journal journal = proved(project);
        Files.createDirectory(room.resolve("home/empty"));
        Path file = own(journal).resolve(Journals.JOURNAL);
        String text = Files.readString(file);
        String from = good.replace("ID", journal.id()).replace("PROJECT", project.toString());
        assertThat(text).contains(from);
        String hostile = text.replace(from, evil.replace("ROOM", room.toString()));
        Files.writeString(file, hostile);
        Map<String, String> before = TreePicture.of(room.resolve("home"));
        refused(Undo.undo(others, journal.id(), project.toString(), true), before);

        Files.createDirectories(room.resolve("others/journals"));
        Files.writeString(others.entry(journal.id()), hostile);
        assertThat(others.history()).isEmpty();
        assertThat(Undo.undo(others, null, project.toString(), true)).isInstanceOf(Undone.NotFound.class);
        assertThat(TreePicture.of(room.resolve("home"))).isEqualTo(before);
    }

    @Test
    void anIdFromTheCommandLineIsNoPath() throws IOException {
        proved(project);
        for (String id : List.of("..", "../..", ".", "", "/", "20260101-000000-zzzz")) {
            assertThat(Undo.undo(others, id, project.toString(), true)).isInstanceOf(Undone.NotFound.class);
        }
    }

    @Test
    void withoutAnIdTheLatestOfTheFolderComesFirst() throws IOException {
        Journal here = proved(project);
        Path other = Files.createDirectory(room.resolve("home/other"));
        Journal there = proved(other);
        String within = project.resolve("src/deep").toString();
        assertThat(journals.find(null, within)).contains(here);
        assertThat(journals.find(null, project + "-2")).isPresent();
        assertThat(Undo.undo(journals, null, within, false))
                .asInstanceOf(type(Undone.Restored.class))
                .satisfies(restored -> assertThat(restored.journal().id()).isEqualTo(here.id()));
        assertThat(journals.find(null, within)).contains(there);
    }

    @Test
    void anotherUsersTiryaqIsShutOutByTheKernel() throws IOException, InterruptedException {
        Journal journal = proved(project);
        Path lock = project.resolve(".tiryaq/lock");
        // Another process, as another user's tiryaq is one: it holds the same lock and knows nothing of our state.
        String holds = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX); "
                + "print('held', flush=True); sys.stdin.read()";
        Process holder = new ProcessBuilder(Pythons.any().executable(), "-c", holds, lock.toString()).start();
        try (BufferedReader out = holder.inputReader();
                ProjectLock mine =
                        others.lock(project.toString(), Duration.ZERO).orElseThrow()) {
            assertThat(out.readLine()).isEqualTo("held");
            assertThat(mine.shutOutOthers(Duration.ofMillis(120))).isFalse();
            holder.outputWriter().close();
            assertThat(mine.shutOutOthers(Duration.ofSeconds(20))).isTrue();
            try (ProjectLock theirs =
                    journals.lock(project.toString(), Duration.ZERO).orElseThrow()) {
                assertThat(theirs.shutOutOthers(Duration.ZERO)).isFalse();
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(lock).as("a lock leaves no trace").doesNotExist();
        assertThat(Undo.undo(journals, journal.id(), null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(project.resolve(".tiryaq")).doesNotExist();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void whatWasPutInTheLocksPlaceIsNoLock() throws Exception {
        Path ours = Files.createDirectory(project.resolve(Journals.FOLDER));
        Path lock = ours.resolve("lock");
        try (ProjectLock mine = journals.lock(project.toString(), Duration.ZERO).orElseThrow()) {
            Process made = new ProcessBuilder("mkfifo", lock.toString()).start();
            assumeTrue(made.waitFor() == 0, "mkfifo is missing");
            assertThat(mine.shutOutOthers(Duration.ZERO)).isFalse();
            Files.delete(lock);
            Files.createSymbolicLink(lock, room.resolve("home/precious"));
            assertThat(mine.shutOutOthers(Duration.ZERO)).isFalse();
            Files.delete(lock);
            assertThat(mine.shutOutOthers(Duration.ZERO)).isTrue();
        }
        assertThat(room.resolve("home/precious")).hasContent("keep me");
    }

    @Test
    void aLockThatAKilledOneLeftIsTakenAway() throws IOException {
        Journal journal = proved(project);
        Files.writeString(project.resolve(".tiryaq/lock"), "");
        Tree.remove(own(journal));
        Tree.remove(project.resolve(".venv"));
        assertThat(journals.unfinished()).extracting(Journal::id).containsExactly(journal.id());
        assertThat(Undo.undo(journals, null, null, false)).isInstanceOf(Undone.Restored.class);
        assertThat(project.resolve(".tiryaq")).doesNotExist();
        assertThat(journals.history()).isEmpty();
    }
}
