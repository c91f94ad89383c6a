package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.machine.Content;
import tiryaq.machine.Forwarding;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.machine.Remembering;
import tiryaq.machine.WithVariables;

/** Names in zips as another writer of zips puts them there, and zips that somebody made up. */
class ArchiveTest {
    private static final int END_SIZE = 22;

    @TempDir
    Path folder;

    private Archive archive(Path file) {
        PathEntry entry = new PathEntry(file.toString(), PathEntry.Origin.PYTHONPATH, "");
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        Map<String, Archive> found = Archive.of(new SearchPath(List.of(entry), List.of()), machine);
        assertThat(found).containsOnlyKeys(file.toString());
        return Objects.requireNonNull(found.get(file.toString()));
    }

    private Path zip(String comment, String... names) throws IOException {
        Path file = folder.resolve("lib.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setComment(comment);
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
        return file;
    }

    /** As {@code python -m zipapp} writes them, with a first line for the system and without. */
    @Test
    void sourcesOfMembersAreRead() throws IOException {
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        Path app = Files.createDirectories(folder.resolve("app"));
        String main = "import own\n".repeat(40);
        Files.writeString(app.resolve("__main__.py"), main);
        Files.writeString(app.resolve("own.py"), "x = 'é'\n");
        for (List<String> options : List.of(List.<String>of(), List.of("-c"), List.of("-p", "/usr/bin/env python3"))) {
            Path zip = folder.resolve("app.pyz");
            List<String> words = new ArrayList<>(List.of(Pythons.of("3.12"), "-m", "zipapp", "app", "-o", "app.pyz"));
            words.addAll(options);
            assertThat(Pythons.run(words, folder, Map.of()).exit()).isZero();
            assertThat(Archive.source(machine, zip.toString())).isEqualTo(main);
            assertThat(Archive.source(machine, zip + "/__main__.py")).isEqualTo(main);
            assertThat(Archive.source(machine, zip + "/own.py")).isEqualTo("x = 'é'\n");
            assertThat(Archive.source(machine, zip + "/none.py")).isEmpty();
            byte[] bytes = Files.readAllBytes(zip);
            Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            assertThat(Archive.source(machine, zip + "/own.py")).isEmpty();
        }
        assertThat(Archive.source(machine, app + "/own.py")).isEqualTo("x = 'é'\n");
        assertThat(Archive.source(machine, app + "/none.py")).isEmpty();
    }

    /** A machine that counts how often it is asked for so many bytes. */
    private record Counting(Machine around, List<Integer> lengths) implements Forwarding {
        @Override
        public Content read(String path, long position, int length) {
            lengths.add(length);
            return around.read(path, position, length);
        }
    }

    /** The list of what it has is as long as the archive has members, and its modules are read one after the other. */
    @Test
    @Timeout(20)
    void theListOfMembersIsReadOnce() throws IOException {
        String[] names = IntStream.range(0, 60_000).mapToObj(i -> "data/" + i).toArray(String[]::new);
        Path file = zip("", names);
        long directory = 60_000L * ("data/".length() + 46);
        LiveMachine live = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        Counting counting = new Counting(live, new ArrayList<>());
        // A memory for contents alone would be full long before.
        Remembering machine = new Remembering(counting, false);
        for (int i = 0; i < 200; i++) {
            assertThat(Archive.source(machine, file + "/part" + i + ".py")).isEmpty();
        }
        assertThat(counting.lengths().stream().filter(length -> length >= directory))
                .hasSize(1);
        Archive other = Archive.of(
                        new SearchPath(
                                List.of(new PathEntry(file.toString(), PathEntry.Origin.PYTHONPATH, "")), List.of()),
                        new WithVariables(machine, Map.of("A", "b")))
                .get(file.toString());
        assertThat(other).isNotNull();
        assertThat(counting.lengths().stream().filter(length -> length >= directory))
                .hasSize(1);
    }

    @Test
    void namesAndFolders() throws IOException {
        Archive archive =
                archive(zip("", "top.py", "p/__init__.py", "p/q/deep.py", "empty/", "p/half.so", "p/half.pyd"));
        assertThat(archive.names("")).containsExactly("empty", "p", "top.py");
        assertThat(archive.names("p"))
                .as("no native module is loaded from a zip")
                .containsExactly("__init__.py", "q");
        assertThat(archive.names("p/q")).containsExactly("deep.py");
        assertThat(archive.names("p/none")).isEmpty();
        assertThat(archive.isFolder("p/q")).isTrue();
        assertThat(archive.isFolder("empty")).isTrue();
        assertThat(archive.isFolder("top.py")).isFalse();
    }

    @Test
    void whatStandsBeforeAndBehindIsNoHindrance() throws IOException {
        Path zip = zip("a comment", "x.py");
        byte[] bytes = Files.readAllBytes(zip);
        Path program = folder.resolve("program.pyz");
        Files.write(program, "#!/usr/bin/env python3\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.write(program, bytes, java.nio.file.StandardOpenOption.APPEND);
        assertThat(archive(program).names("")).containsExactly("x.py");
    }

    @Test
    void aNameOfVeryManyPartsIsPassedOver() throws IOException {
        String deep = "a/".repeat(32_000) + "b.py";
        Archive archive = archive(zip("", deep, "x.py"));
        assertThat(archive.names("")).containsExactly("x.py");
        assertThat(archive.isFolder("a/a")).isFalse();
        String usual = "a/".repeat(40) + "b.py";
        assertThat(archive(zip("", usual)).names(usual.substring(0, 79))).containsExactly("b.py");
    }

    /** A directory of 16 MiB whose names, each within the limit of parts, would be a gigabyte of folders. */
    @Test
    void allNamesTogetherAreBounded() throws IOException {
        int length = 60_000;
        int entries = 270;
        int size = entries * (46 + length);
        ByteBuffer out = ByteBuffer.allocate(size + END_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < entries; i++) {
            int start = out.position();
            out.putInt(start, 0x02014b50).putShort(start + 28, (short) length).position(start + 46);
            byte[] name = "n".repeat(length).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            byte[] number = String.format("%06d", i).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            System.arraycopy(number, 0, name, 0, number.length);
            for (int at = 900; at < length; at += 1000) {
                name[at] = '/';
            }
            out.put(name);
        }
        out.putInt(out.position(), 0x06054b50).putInt(out.position() + 12, size);
        Path file = Files.write(folder.resolve("large.zip"), out.array());
        assertThat(archive(file).names("")).hasSizeBetween(10, 40);
    }

    @Test
    void whatIsNoZipHasNoNames() throws IOException {
        for (String text : List.of("", "x", "PK\5\6", "PK\5\6" + "\uffff".repeat(18))) {
            Path file = Files.writeString(folder.resolve("no.zip"), text);
            assertThat(archive(file).names("")).isEmpty();
        }
        Path cut = zip("", "x.py", "y.py");
        byte[] bytes = Files.readAllBytes(cut);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            assertThat(archive(cut).names("")).as("cut to %d", length).isEmpty();
        }
    }
}
