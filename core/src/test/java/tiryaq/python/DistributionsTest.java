package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;

class DistributionsTest {
    private final LiveMachine live = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));

    @TempDir
    Path site;

    /** The header is read in a piece that is long enough for nearly all; a longer one is not cut off. */
    @Test
    void headersOfAnyLengthAreReadToTheirEnd() throws IOException {
        for (int requirements : List.of(0, 1, 400, 4000)) {
            metadata("sized" + requirements + "-1.dist-info/METADATA", requirements);
        }
        for (Distribution each : distributions().all()) {
            int expected = Integer.parseInt(each.name().substring("sized".length()));
            assertThat(distributions().requirements(each)).as(each.name()).hasSize(expected);
        }
    }

    /** An egg-info is a folder or, as Debian and distutils have it, a file. */
    @Test
    void eggInfoIsAFolderOrAFile() throws IOException {
        metadata("folder-1.egg-info/PKG-INFO", 2);
        metadata("file-1.egg-info", 3);
        assertThat(distributions().all())
                .extracting(each -> distributions().requirements(each).size())
                .containsExactly(3, 2);
    }

    private Distributions distributions() {
        PathEntry entry = new PathEntry(site.toString(), PathEntry.Origin.SITE, "");
        return new Distributions(new SearchPath(List.of(entry), List.of()), live);
    }

    private void metadata(String name, int requirements) throws IOException {
        StringBuilder text = new StringBuilder("Metadata-Version: 2.1\nName: x\nVersion: 1\n");
        for (int i = 0; i < requirements; i++) {
            text.append("Requires-Dist: needed").append(i).append(" >=1\n");
        }
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.append("\nRequires-Dist: described\n").append("words\n".repeat(4000)));
    }

    /** The version goes on into requirements that are given to installers. */
    @Test
    void aVersionIsOneByItsStandardOrNone() throws IOException {
        for (String name : List.of(
                "a-1.0\n-e x.dist-info",
                "b-1 --index-url x.dist-info",
                "c-unknown.dist-info",
                "d-1.0.post1+local_2.dist-info",
                "e-0.3-1.egg-info",
                "f-2-py3.11.egg-info",
                "g.egg-info")) {
            metadata(name + (name.endsWith("egg-info") ? "/PKG-INFO" : "/METADATA"), 0);
        }
        assertThat(distributions().all())
                .extracting(each -> each.name() + " " + each.version())
                .containsExactlyInAnyOrder("a ", "b ", "c ", "d 1.0.post1+local_2", "e 0.3-1", "f 2", "g ");
    }

    /** pip puts {@code ~name} aside while it replaces a distribution. */
    @Test
    void whatNoDistributionCanBeNamedIsNone() throws IOException {
        for (String name :
                List.of("~ame-1.5", "-1", "_x-1", "x.-1", "a b-1", "na\u00efve-1", "x-1", "A.b_c-2", "y1-3")) {
            metadata(name + ".dist-info/METADATA", 0);
        }
        assertThat(distributions().all()).extracting(Distribution::name).containsExactlyInAnyOrder("x", "A.b_c", "y1");
        assertThat(distributions().named("~ame")).isEmpty();
    }
}
