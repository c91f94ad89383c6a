package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.FailingProgram;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;

/** A library that lies where the loader does not look, made by a real compiler and missed by a real interpreter. */
class StrayLibraryTest {
    @TempDir
    Path room;

    private Path folder = Path.of("");
    private FailingProgram program;

    @BeforeEach
    void compiled() throws IOException, InterruptedException {
        assumeTrue(
                List.of("/usr/bin/cc", "/usr/local/bin/cc").stream()
                        .anyMatch(each -> Files.isExecutable(Path.of(each))),
                "no C compiler");
        program = FailingProgram.in(room, Pythons.three());
        folder = program.folder();
        Files.writeString(folder.resolve("q.c"), "int q(void) { return 7; }\n");
        Files.writeString(folder.resolve("m.c"), "int q(void); void *PyInit_zqmod(void) { q(); return 0; }\n");
        Files.createDirectories(folder.resolve("lib"));
        compile("-o", "lib/libzqstray.so.3", "-Wl,-soname,libzqstray.so.3", "q.c");
    }

    private void compile(String... words) {
        List<String> all = new ArrayList<>(List.of("cc", "-shared", "-fPIC"));
        all.addAll(List.of(words));
        Pythons.Ran ran = Pythons.run(all, folder, Map.of("PATH", "/usr/bin:/bin:/usr/local/bin"));
        assertThat(ran.exit()).as(ran.text()).isZero();
    }

    private List<Say> notes() throws IOException, InterruptedException {
        RealRun run = program.run("import zqmod\n");
        assertThat(run.printed()).contains("libzqstray.so.3: cannot open shared object file");
        assertThat(run.examined().answer().cause()).isEqualTo("unknown");
        return run.examined().answer().notes();
    }

    private static Say stray(String file) {
        return Say.of(
                "note.stray-library",
                "library",
                "libzqstray.so.3",
                "path",
                file,
                "folder",
                file.substring(0, file.lastIndexOf('/')));
    }

    @Test
    void inTheProjectsOwnLib() throws Exception {
        compile("-o", "zqmod.so", "m.c", "lib/libzqstray.so.3");
        assertThat(notes()).contains(stray(folder + "/lib/libzqstray.so.3"));
        // What it says would show it does.
        Pythons.Ran ran = Pythons.run(
                List.of(program.python(), "-c", "import zqmod"), folder, Map.of("LD_LIBRARY_PATH", folder + "/lib"));
        assertThat(ran.text()).doesNotContain("cannot open shared object file");
    }

    @Test
    void besideTheModule() throws Exception {
        compile("-o", program.packages() + "/zqmod.so", "m.c", "lib/libzqstray.so.3");
        Path moved = program.packages().resolve("libzqstray.so.3");
        Files.move(folder.resolve("lib/libzqstray.so.3"), moved);
        assertThat(notes()).contains(stray(moved.toString()));
    }

    /** Near misses: nowhere, and something of that name that is no library. */
    @Test
    void nowhereThatIsKnown() throws Exception {
        compile("-o", "zqmod.so", "m.c", "lib/libzqstray.so.3");
        Files.delete(folder.resolve("lib/libzqstray.so.3"));
        assertThat(notes()).extracting(Say::key).doesNotContain("note.stray-library");
        Files.writeString(folder.resolve("lib/libzqstray.so.3"), "version https://git-lfs.github.com/spec/v1\n");
        assertThat(notes()).extracting(Say::key).doesNotContain("note.stray-library");
    }
}
