package tiryaq.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that stand before others: rooted, remembering, replayed. */
class OtherMachinesTest {
    private static final Platform LINUX = new Platform("linux", "x86_64");

    @TempDir
    Path folder;

    private final Machine live = new LiveMachine(Map.of("A", "1"), LINUX);
    private Machine rooted = live;

    @BeforeEach
    void tree() throws IOException {
        folder = folder.toRealPath();
        Files.createDirectories(folder.resolve("root/usr/lib"));
        Files.writeString(folder.resolve("root/usr/lib/f"), "inside");
        Files.writeString(folder.resolve("secret"), "outside");
        Files.createSymbolicLink(folder.resolve("root/lib"), Path.of("usr/lib"));
        Files.createSymbolicLink(folder.resolve("root/absolute"), Path.of("/usr/lib/f"));
        Files.createSymbolicLink(folder.resolve("root/up"), Path.of("../../../../../../usr/lib"));
        Files.createSymbolicLink(folder.resolve("root/usr/escape"), Path.of("../../secret"));
        Files.createSymbolicLink(folder.resolve("root/secret"), folder.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("root/all"), Path.of("/"));
        Files.createSymbolicLink(folder.resolve("root/loop"), Path.of("/loop"));
        Files.createSymbolicLink(folder.resolve("root/chain"), Path.of("lib/../absolute"));
        rooted = new Rooted(live, folder.resolve("root").toString(), LINUX, Map.of("ROOTED", "1"));
    }

    @Test
    void linksStayInsideTheRoot() {
        assertThat(rooted.read("/absolute", 0, 99).text()).isEqualTo("inside");
        assertThat(rooted.read("/lib/f", 0, 99).text()).isEqualTo("inside");
        assertThat(rooted.read("/up/f", 0, 99).text()).isEqualTo("inside");
        assertThat(rooted.read("/all/all/all/usr/lib/f", 0, 99).text()).isEqualTo("inside");
        assertThat(rooted.list("/all").names()).contains("usr", "lib").doesNotContain("etc", "proc");
        assertThat(rooted.lstat("/absolute").kind()).isEqualTo(FileStatus.Kind.LINK);
        assertThat(rooted.readLink("/all/absolute")).contains("/usr/lib/f");
        assertThat(rooted.isFolder("/lib")).isTrue();
        assertThat(rooted.isFolder("/")).isTrue();
        assertThat(rooted.lstat("/").kind()).isEqualTo(FileStatus.Kind.FOLDER);
        assertThat(rooted.read("/usr/lib/f/below", 0, 9).problem()).isEqualTo(Problem.ABSENT);
        assertThat(rooted.stat("/loop")).isEqualTo(FileStatus.UNREADABLE);
    }

    @Test
    void nothingLeadsOut() {
        for (String path : new String[] {
            "/usr/escape", "/secret", "/../secret", "/../../../../etc/passwd", "/lib/../../secret", "/all/../../secret"
        }) {
            assertThat(rooted.stat(path)).as(path).isEqualTo(FileStatus.ABSENT);
            assertThat(rooted.read(path, 0, 99).bytes()).as(path).isEmpty();
        }
        assertThat(rooted.variable("A")).isEmpty();
        assertThat(rooted.variable("ROOTED")).contains("1");
    }

    /** What is too large to be kept must not keep all else from being kept. */
    @Test
    void onlyWhatIsKeptTakesRoom() throws IOException {
        String large = folder.resolve("large").toString();
        String small = folder.resolve("root/usr/lib/f").toString();
        Files.write(Path.of(large), new byte[9 << 20]);
        Remembering remembering = new Remembering(live, false);
        assertThat(remembering.read(large, 0, 10 << 20).bytes()).hasSize(9 << 20);
        assertThat(remembering.read(small, 0, 99).text()).isEqualTo("inside");
        Files.delete(Path.of(small));
        assertThat(remembering.read(small, 0, 99).text()).isEqualTo("inside");
        for (int i = 0; i < 9; i++) {
            remembering.read(large, i, 1 << 20);
        }
        Files.delete(Path.of(large));
        assertThat(remembering.read(large, 0, 1 << 20).bytes()).hasSize(1 << 20);
        assertThat(remembering.read(large, 8, 1 << 20).problem())
                .as("nine of them are more than is kept")
                .isEqualTo(Problem.ABSENT);
    }

    /** A {@code ..} after a link means the parent of where it leads, as the system itself takes it. */
    @Test
    void parentsOfLinks() {
        assertThat(rooted.isFile("/lib/../lib/f")).isTrue();
        assertThat(rooted.isFolder("/up/../lib")).isTrue();
        // usr/lib/.. is usr, which has no "absolute".
        assertThat(rooted.stat("/chain")).isEqualTo(FileStatus.ABSENT);
    }

    @Test
    void remembersAndReplays() throws IOException {
        Remembering remembering = new Remembering(live, true);
        String root = folder.resolve("root").toString();
        FileStatus status = remembering.stat(root + "/lib/f");
        FileStatus absent = remembering.lstat(root + "/none");
        Listing listing = remembering.list(root);
        Content content = remembering.read(root + "/lib/f", 0, 3);
        remembering.read(root + "/usr/lib/f", 0, 99);
        remembering.readLink(root + "/lib");
        Files.delete(folder.resolve("root/usr/lib/f"));
        assertThat(remembering.stat(root + "/lib/f")).isEqualTo(status);
        assertThat(remembering.read(root + "/lib/f", 0, 3)).isEqualTo(content);
        Replayed replayed = new Replayed(remembering.recorded());
        assertThat(replayed.stat(root + "/lib/f")).isEqualTo(status);
        assertThat(replayed.lstat(root + "/none")).isEqualTo(absent);
        assertThat(replayed.list(root)).isEqualTo(listing);
        assertThat(replayed.read(root + "/lib/f", 0, 3).text()).isEqualTo("ins");
        assertThat(replayed.read(root + "/lib/f", 1, 1).text()).isEqualTo("n");
        assertThat(replayed.read(root + "/usr/lib/f", 4, 95).text()).isEqualTo("de");
        assertThat(replayed.read(root + "/usr/lib/f", 7, 9).text()).isEmpty();
        assertThat(replayed.readLink(root + "/lib")).contains("usr/lib");
        assertThat(replayed.variables()).isEqualTo(live.variables());
        assertThat(replayed.unknown()).isEmpty();
        assertThat(replayed.stat(root + "/nowhere/else")).isEqualTo(FileStatus.ABSENT);
        assertThat(replayed.stat(root + "/none/inside")).isEqualTo(FileStatus.ABSENT);
        assertThat(replayed.unknown()).as("what the listing shows to be absent").isEmpty();
        assertThat(replayed.stat("/never/asked")).isEqualTo(FileStatus.ABSENT);
        assertThat(replayed.read(root + "/lib/f", 0, 4).problem()).isEqualTo(Problem.ABSENT);
        assertThat(replayed.unknown()).containsExactlyInAnyOrder("/never/asked", root + "/lib/f");
    }
}
