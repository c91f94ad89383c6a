package tiryaq.python.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.machine.WithVariables;

class CaseSourcesTest {
    @TempDir
    Path folder;

    private final CaseSources sources = new CaseSources(new LiveMachine(Map.of(), new Platform("linux", "x86_64")));

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.py"), text).toString();
    }

    @Test
    void aSourceIsTakenApartOnce() throws IOException {
        String file = file("import a\n");
        assertThat(CaseSources.code(new WithVariables(sources, Map.of("A", "b")), file))
                .isSameAs(CaseSources.code(sources, file));
        assertThat(CaseSources.code(sources, file).statements()).hasSize(1);
        assertThat(sources.end()).isFalse();
    }

    /** However it is asked for, and until the examination is over. */
    @Test
    void noMoreIsGivenOutThanAnExaminationMayRead() throws IOException {
        String file = file("a = 1\n".repeat(100_000));
        String text = sources.source(file);
        assertThat(text).isNotEmpty();
        for (int i = 0; i < 300; i++) {
            CaseSources.code(sources, file);
        }
        assertThat(CaseSources.code(sources, file).statements()).isEmpty();
        assertThat(sources.source(file)).isEmpty();
        assertThat(new WithVariables(sources, Map.of()).source(file)).isEmpty();
        assertThat(sources.end()).isTrue();
        assertThat(sources.source(file)).isEqualTo(text);
        assertThat(CaseSources.code(sources, file).statements()).isNotEmpty();
    }

    @Test
    void whatIsEmptyIsNotReadForEverEither() throws IOException {
        String file = file("");
        for (int i = 0; i < 70_000; i++) {
            sources.source(file);
        }
        assertThat(sources.end()).isTrue();
    }
}
