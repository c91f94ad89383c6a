package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.knowledge.ModuleTable;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;

/** Names out of an output that somebody made up. */
class HostileNamesTest {
    private static final String DEEP = "os" + ".x".repeat(100_000);

    @TempDir
    Path site;

    private Modules modules() {
        Interpreter python = InventedPython.at("/no", "/p", 13);
        PathEntry entry = new PathEntry(site.toString(), PathEntry.Origin.SITE, "");
        return new Modules(
                python,
                new SearchPath(List.of(entry), List.of()),
                new LiveMachine(Map.of(), new Platform("linux", "x86_64")));
    }

    @Test
    void aModuleOfVeryManyPartsIsNone() {
        assertThat(modules().find(DEEP)).isEmpty();
        assertThat(modules().alsoFound(DEEP)).isEmpty();
        assertThat(modules().nativeFiles(DEEP)).isEmpty();
    }

    @Test
    void noTableHasIt() {
        assertThat(StandardLibrary.of(DEEP)).isEmpty();
        assertThat(ModuleTable.shipped().providers(DEEP)).isEmpty();
    }

    @Test
    void whatIsNestedDeeplyIsFound() throws IOException {
        String folder = "p" + "/p".repeat(50);
        Files.createDirectories(site.resolve(folder));
        Files.writeString(site.resolve(folder + "/last.py"), "");
        assertThat(modules().find(folder.replace('/', '.') + ".last"))
                .hasValueSatisfying(found -> assertThat(found.kind()).isEqualTo(Module.Kind.SOURCE));
    }
}
