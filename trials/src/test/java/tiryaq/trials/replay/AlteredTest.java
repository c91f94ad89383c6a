package tiryaq.trials.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.CaseRecording;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.machine.Content;
import tiryaq.machine.Platform;
import tiryaq.machine.Problem;
import tiryaq.machine.Recording;

/** Other words in what a machine answered. */
final class AlteredTest {
    private static final String LIBRARY = "\u007fELF\0\0/long/place/lib\0tail /long/place/x\u0001\0end\0";

    private static CaseRecording holding(String text) {
        Recording.Span span = new Recording.Span("/long/place/file", 0, 4096);
        Content content = new Content(text.getBytes(StandardCharsets.ISO_8859_1), Problem.NONE);
        return new CaseRecording(
                new Recording(
                        new Platform("linux", "x86_64"),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(span, content)),
                List.of(),
                new Ran(Command.of(List.of("/long/place/python"), "/long/place"), 1, null, null),
                "",
                List.of());
    }

    private static String altered(String text, String place) {
        CaseRecording altered = Altered.by(holding(text), words -> words.replace("/long/place", place));
        assertThat(altered.ran().command().folder()).isEqualTo(place);
        Content content =
                Objects.requireNonNull(altered.machine().contents().get(new Recording.Span(place + "/file", 0, 4096)));
        return new String(content.bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void textGrowsAndShrinks() {
        assertThat(altered("home = /long/place/bin\n", "/p")).isEqualTo("home = /p/bin\n");
        assertThat(altered("home = /long/place/bin\n", "/a/longer/place")).isEqualTo("home = /a/longer/place/bin\n");
    }

    @Test
    void aNameWithoutAnotherIsNoEndlessSearch() {
        CaseRecording recording = holding("bcdfghjklmnpqrstvwxz 7");
        for (String name : List.of("7", "x")) {
            assertThatThrownBy(() -> new Renaming(recording, List.of(name), new Random(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
        }
        String renamed = new Renaming(recording, List.of("name-7"), new Random(1)).of("NAME_7");
        assertThat(renamed).matches("[A-Z]{4}_7").isNotEqualTo("NAME_7");
    }

    /** Of the names that one pass gives, a later replacement must not meet a part once more. */
    @Test
    void aNewNameHoldsNoneOfTheOldOnes() {
        CaseRecording recording = holding("PyJWT jwt");
        for (int seed = 0; seed < 3000; seed++) {
            Renaming names = new Renaming(recording, List.of("PyJWT", "jw"), new Random(seed));
            assertThat(names.of("pyjwt").equalsIgnoreCase(names.of("PyJWT")))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void nothingMovesInACompiledFile() {
        String altered = altered(LIBRARY, "/p");
        assertThat(altered)
                .hasSameSizeAs(LIBRARY)
                .contains("\0/p/lib\0", "tail /p/x\0")
                .doesNotContain("/long/place");
        assertThat(altered.indexOf("tail")).isEqualTo(LIBRARY.indexOf("tail"));
        assertThat(altered.indexOf("end")).isEqualTo(LIBRARY.indexOf("end"));
    }

    @Test
    void whatHasNoRoomInACompiledFileIsNoRecording() {
        assertThatThrownBy(() -> altered(LIBRARY, "/a/longer/place")).isInstanceOf(IllegalArgumentException.class);
    }
}
