package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;

/** Compiled files with a sound header that Python does not take: other bytes than were installed, or none. */
class RefusedFilesTest {
    /** The type of such a section, SHT_GNU_verneed. */
    private static final int NEEDED_VERSIONS = 0x6ffffffe;

    @TempDir
    Path folder;

    private FailingProgram program;
    private Path compiled = Path.of("/");
    private Path file = Path.of("/");

    @BeforeEach
    void environment() throws Exception {
        String python = Pythons.three();
        program = FailingProgram.in(folder, python);
        folder = program.folder();
        compiled = Pythons.extension(python, "_heapq");
        file = program.packages().resolve("zqfast/" + compiled.getFileName());
        Files.createDirectories(file.getParent());
        Files.copy(compiled, file);
        Files.writeString(program.packages().resolve("zqfast/__init__.py"), "from zqfast import _heapq\n");
    }

    private Path installed(String... files) throws Exception {
        Path info = Files.createDirectories(program.packages().resolve("zqfast-1.0.dist-info"));
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: zqfast\nVersion: 1.0\n");
        StringBuilder lines = new StringBuilder();
        for (String each : files) {
            byte[] bytes = Files.readAllBytes(program.packages().resolve(each));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            lines.append(each)
                    .append(",sha256=")
                    .append(text)
                    .append(',')
                    .append(bytes.length)
                    .append('\n');
        }
        Files.writeString(info.resolve("RECORD"), lines);
        return info;
    }

    private void isDamaged(Diagnosis answer, Certainty certainty) {
        assertThat(answer.cause()).isEqualTo("distribution-damaged");
        assertThat(answer.distribution()).isEqualTo("zqfast");
        assertThat(answer.certainty()).isEqualTo(certainty);
        assertThat(answer.chain().getLast().file()).isEqualTo(file.toString());
    }

    private void replaceByAnother() throws IOException {
        Path other = Pythons.extension(program.python(), "_struct");
        Files.delete(file);
        Files.copy(other, file);
    }

    @Test
    void anotherLibraryInItsPlaceHasNotItsFunction() throws Exception {
        Path info = installed("zqfast/__init__.py", "zqfast/" + compiled.getFileName());
        replaceByAnother();
        for (String use : List.of("import zqfast\n", "import zqfast._heapq as m\n")) {
            RealRun run = program.run(use);
            assertThat(run.printed()).contains("does not define module export function");
            isDamaged(run.examined().answer(), Certainty.PROVED);
        }
        Files.writeString(program.packages().resolve("zqfast/__init__.py"), "from ._heapq import heappush\n");
        isDamaged(program.examined("import zqfast\n").answer(), Certainty.PROVED);
        Files.writeString(info.resolve("INSTALLER"), "conda\n");
        isDamaged(program.examined("import zqfast\n").answer(), Certainty.LIKELY);
        // A near miss: just so it was installed.
        installed("zqfast/__init__.py", "zqfast/" + compiled.getFileName());
        assertThat(program.examined("import zqfast\n").answer().cause()).isEqualTo("unknown");
    }

    /** The loader names the file, and a symbol that no Python has. */
    @Test
    void aFewOtherBytesAreEnough() throws Exception {
        installed("zqfast/__init__.py", "zqfast/" + compiled.getFileName());
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, text.replace("\0PyList_", "\0PyLizt_"), StandardCharsets.ISO_8859_1);
        RealRun run = program.run("import zqfast\n");
        assertThat(run.printed()).contains("undefined symbol: PyLizt_");
        isDamaged(run.examined().answer(), Certainty.PROVED);
        installed("zqfast/__init__.py", "zqfast/" + compiled.getFileName());
        assertThat(program.examined("import zqfast\n").answer().cause()).isEqualTo("unknown");
    }

    /** A whole header, and nothing behind it that the loader knows. */
    @Test
    void theLoaderDoesNotKnowWhatTheFileAsksFor() throws Exception {
        Path math = Pythons.extension(program.python(), "math");
        file = program.packages().resolve("zqfast/" + math.getFileName());
        Files.copy(math, file);
        Files.writeString(program.packages().resolve("zqfast/__init__.py"), "from zqfast import math\n");
        installed("zqfast/__init__.py", "zqfast/" + math.getFileName());
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assumeTrue(bytes[4] == 2 && bytes[5] == 1, "the compiled file is not one of 64 bits, least byte first");
        int sections = (int) elf.getLong(0x28);
        boolean changed = false;
        for (int i = 0; i < elf.getShort(0x3C); i++) {
            int section = sections + i * elf.getShort(0x3A);
            if (elf.getInt(section + 4) == NEEDED_VERSIONS) {
                elf.putShort((int) elf.getLong(section + 0x18), (short) 0);
                changed = true;
            }
        }
        assumeTrue(changed, "the compiled file needs no version of anything");
        Files.write(file, bytes);
        RealRun run = program.run("import zqfast\n");
        assertThat(run.printed()).contains("Verneed");
        isDamaged(run.examined().answer(), Certainty.PROVED);
    }

    /** Python proposes a near name, and it is the library that asks. */
    @Test
    void whatStandsInForAMissingFileWasEdited() throws Exception {
        Path parts = program.packages().resolve("zqfast");
        Files.writeString(parts.resolve("_read_py.py"), "def schemaless_reader(): pass\n");
        Files.writeString(parts.resolve("read.py"), """
                try:
                    from . import _read
                except ImportError:
                    from . import _read_py as _read
                reader = _read.schemaless_reader
                """);
        Files.writeString(parts.resolve("__init__.py"), "import zqfast.read\n");
        Path read = Files.copy(
                compiled, parts.resolve(compiled.getFileName().toString().replace("_heapq", "_read")));
        installed("zqfast/__init__.py", "zqfast/read.py", "zqfast/_read_py.py", "zqfast/" + read.getFileName());
        Files.delete(read);
        Files.writeString(parts.resolve("_read_py.py"), "def schemaless_readerX(): pass\n");
        Diagnosis answer = program.examined("import zqfast\n").answer();
        assertThat(answer.cause()).isEqualTo("distribution-damaged");
        // A near miss: it is the program that asks, and the name is a slip of its own.
        Files.writeString(parts.resolve("__init__.py"), "");
        assertThat(program.examined("import zqfast._read_py\nzqfast._read_py.schemaless_readerY\n")
                        .answer()
                        .cause())
                .isNotEqualTo("distribution-damaged");
    }

    /** To the Python that it is named for, an empty file would be of no more use. */
    @Test
    void theNameOfAnEmptyFileIsNotBlamed() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.writeString(own.resolve("__init__.py"), "");
        Path empty = own.resolve("_zqfast.cpython-32-x86_64-linux-gnu.so");
        Files.write(empty, new byte[0]);
        Diagnosis answer = program.examined("import own._zqfast\n").answer();
        assertThat(answer.cause()).isEqualTo("native-file-damaged");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.chain().getLast().file()).isEqualTo(empty.toString());
        Files.write(empty, Files.readAllBytes(compiled));
        assertThat(program.examined("import own._zqfast\n").answer().cause()).isEqualTo("abi-tag-mismatch");
    }
}
