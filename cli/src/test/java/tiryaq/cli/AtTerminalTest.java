package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.cli.options.Options;

/** What a person types, and how wide the terminal is. */
class AtTerminalTest {
    private static String typed(String text) throws IOException {
        return AtTerminal.typed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void isOneLineInAnyScript() throws IOException {
        assertThat(typed(" yes \nno\n")).isEqualTo("yes");
        assertThat(typed("नहीं\n")).isEqualTo("नहीं");
        assertThat(typed("نعم")).isEqualTo("نعم");
        assertThat(typed("")).isEmpty();
    }

    @Test
    void hasAnEndWhoeverTypesOn() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'y';
            }
        };
        assertThat(AtTerminal.typed(endless)).startsWith("yyy").hasSizeLessThan(10_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 80", "1, 80", "x, 80", "-5, 80", "'', 80", "40, 40", "99999, 80"})
    void nobodyReadsOneWordInALine(String columns, int width) {
        Session session = new Session(
                new Options("run", Map.of(), List.of()),
                Map.of("COLUMNS", columns),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                System.out,
                System.err,
                "");
        assertThat(session.text().width()).isEqualTo(width);
    }
}
