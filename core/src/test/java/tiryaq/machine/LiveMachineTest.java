package tiryaq.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the door says of a real disk, with everything on it that can stand in the way. */
class LiveMachineTest {
    private static final Platform LINUX = new Platform("linux", "x86_64");

    @TempDir
    Path folder;

    private final Machine machine = new LiveMachine(Map.of("A", "1", "EMPTY", ""), LINUX);

    @BeforeEach
    void real() throws IOException {
        folder = folder.toRealPath();
    }

    private String at(String name) {
        return folder + "/" + name;
    }

    private String file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
        return at(name);
    }

    private static int sh(Path folder, String script) throws IOException {
        try {
            return new ProcessBuilder("/bin/sh", "-c", script)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Thousands of empty files are read in a diagnosis. */
    @Test
    void onlyFilesOfTheKernelAreReadBeyondTheirSize() throws IOException {
        assertThat(LiveMachine.room("/p/__init__.py", 0, 0, 8 << 20)).isZero();
        assertThat(LiveMachine.room("/processes/f", 0, 0, 8 << 20)).isZero();
        assertThat(LiveMachine.room("/proc/self/status", 0, 0, 8 << 20)).isEqualTo(1 << 20);
        assertThat(LiveMachine.room("/sys/f", 0, 0, 99)).isEqualTo(99);
        assertThat(LiveMachine.room("/p/f", 10, 4, 99)).isEqualTo(6);
        assertThat(machine.read(file("empty", ""), 0, 99).problem()).isEqualTo(Problem.NONE);
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "/proc is missing");
        assertThat(machine.read("/proc/self/status", 0, 4096).text()).contains("Pid:");
    }

    @Test
    void filesAndFolders() throws IOException {
        String file = file("a/b.txt", "0123456789");
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rwxr-x---"));
        FileStatus status = machine.stat(file);
        assertThat(status.kind()).isEqualTo(FileStatus.Kind.FILE);
        assertThat(status.size()).isEqualTo(10);
        assertThat(status.executable()).isTrue();
        assertThat(machine.isFolder(at("a"))).isTrue();
        assertThat(machine.read(file, 3, 4).text()).isEqualTo("3456");
        assertThat(machine.read(file, 8, 100).text()).isEqualTo("89");
        assertThat(machine.read(file, 100, 5)).isEqualTo(new Content(new byte[0], Problem.NONE));
        file("a/c.txt", "");
        assertThat(machine.list(at("a"))).isEqualTo(new Listing(List.of("b.txt", "c.txt"), Problem.NONE));
        assertThat(machine.read(at("a"), 0, 10).problem()).isEqualTo(Problem.NOT_A_FILE);
        assertThat(machine.list(file).problem()).isEqualTo(Problem.NOT_A_FOLDER);
        assertThat(machine.variable("EMPTY")).isEmpty();
    }

    @Test
    void nothingIsThere() throws IOException {
        String file = file("f", "x");
        for (String path : List.of(at("none"), file + "/below", file + "/below/more", "/nul\0byte", at("none/x"))) {
            assertThat(machine.stat(path)).as(path).isEqualTo(FileStatus.ABSENT);
            assertThat(machine.lstat(path)).as(path).isEqualTo(FileStatus.ABSENT);
            assertThat(machine.read(path, 0, 10).problem()).as(path).isEqualTo(Problem.ABSENT);
            assertThat(machine.list(path).problem()).as(path).isEqualTo(Problem.ABSENT);
            assertThat(machine.readLink(path)).as(path).isEmpty();
        }
        assertThat(machine.stat(at("x".repeat(300))).exists()).isFalse();
        assertThat(machine.list(at("x".repeat(5000))).names()).isEmpty();
    }

    @Test
    void links() throws IOException {
        String file = file("f", "text");
        Files.createSymbolicLink(folder.resolve("good"), Path.of("f"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("gone"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("pool"));
        Files.createSymbolicLink(folder.resolve("pool"), Path.of("loop"));
        assertThat(machine.stat(at("good")).identity())
                .isEqualTo(machine.stat(file).identity());
        assertThat(machine.lstat(at("good")).kind()).isEqualTo(FileStatus.Kind.LINK);
        assertThat(machine.readLink(at("good"))).contains("f");
        assertThat(machine.read(at("good"), 0, 9).text()).isEqualTo("text");
        assertThat(machine.stat(at("dangling"))).isEqualTo(FileStatus.ABSENT);
        assertThat(machine.lstat(at("dangling")).kind()).isEqualTo(FileStatus.Kind.LINK);
        assertThat(machine.stat(at("loop"))).isEqualTo(FileStatus.UNREADABLE);
        assertThat(machine.read(at("loop"), 0, 9).problem()).isEqualTo(Problem.UNREADABLE);
        assertThat(machine.list(at("loop")).names()).isEmpty();
        assertThat(Paths.real(machine, at("loop"))).isEmpty();
        assertThat(Paths.real(machine, at("good"))).contains(file);
    }

    @Test
    @Timeout(10)
    void pipesAndDevicesAreNotOpened() throws IOException {
        assumeTrue(sh(folder, "mkfifo pipe") == 0, "mkfifo is missing");
        assertThat(machine.stat(at("pipe")).kind()).isEqualTo(FileStatus.Kind.OTHER);
        assertThat(machine.read(at("pipe"), 0, 10).problem()).isEqualTo(Problem.NOT_A_FILE);
        assertThat(machine.read("/dev/zero", 0, 10).problem()).isEqualTo(Problem.NOT_A_FILE);
    }

    @Test
    void whatIsForbiddenIsSaidToBe() throws IOException {
        assumeTrue(!"root".equals(System.getProperty("user.name")), "root may read everything");
        file("closed/f", "x");
        String file = file("unreadable", "x");
        Files.setPosixFilePermissions(folder.resolve("closed"), PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("---------"));
        assertThat(machine.stat(at("closed/f"))).isEqualTo(FileStatus.UNREADABLE);
        assertThat(machine.list(at("closed")).problem()).isEqualTo(Problem.FORBIDDEN);
        assertThat(machine.read(file, 0, 1).problem()).isEqualTo(Problem.FORBIDDEN);
        Files.setPosixFilePermissions(folder.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
    }

    /** Names that are no UTF-8, made by a shell, are listed so that they can be asked for again. */
    @Test
    void hostileNames() throws IOException {
        assumeTrue(
                sh(
                                folder,
                                "printf one >\"$(printf 'a\\377b')\" && mkdir \"$(printf '\\303\\050d')\" && printf two >\"$(printf '\\303\\050d/\\344')\""
                                        + " && ln -s \"$(printf '\\303\\050d/\\344')\" \"$(printf 'l\\376')\""
                                        + " && ln -s \"$(pwd)/$(printf 'a\\377b')\" absolute")
                        == 0,
                "this file system takes no such names");
        List<String> names = machine.list(folder.toString()).names();
        assertThat(names).containsExactlyInAnyOrder("a\udcffb", "\udcc3(d", "l\udcfe", "absolute");
        assertThat(machine.read(at("a\udcffb"), 0, 9).text()).isEqualTo("one");
        assertThat(machine.list(at("\udcc3(d")).names()).containsExactly("\udce4");
        assertThat(machine.read(at("\udcc3(d/\udce4"), 0, 9).text()).isEqualTo("two");
        assertThat(machine.readLink(at("l\udcfe"))).contains("\udcc3(d/\udce4");
        assertThat(machine.readLink(at("absolute"))).contains(at("a\udcffb"));
        assertThat(machine.read(at("l\udcfe"), 0, 9).text()).isEqualTo("two");
        assertThat(Paths.real(machine, at("l\udcfe"))).contains(at("\udcc3(d/\udce4"));
    }

    @Test
    void namesWithEveryKindOfCharacter() throws IOException {
        for (String name : List.of(
                "ünï", "スクリプト", "two\nlines", "-rf", "sp ace", "%41", "a?b#c", "\u202eevil", "🐍", "a:b;c\\d")) {
            String file = file(name + "/in " + name, name);
            assertThat(machine.list(at(name)).names()).containsExactly("in " + name);
            assertThat(machine.read(file, 0, 100))
                    .isEqualTo(new Content(name.getBytes(StandardCharsets.UTF_8), Problem.NONE));
        }
    }
}
