package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.report.TextOptions.Verbosity;

/** What the evidence claims in each language. */
class TestimonyTest {
    private static String ran(String language, String means) {
        Say say = Say.of("evidence.ran" + means, "version", "3.13.0", "executable", "/p");
        return Report.text(say, new TextOptions(language, 200, false, Verbosity.NORMAL))
                .strip();
    }

    /** With {@code --python} another one than the program's own may have been looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "ar", "hi"})
    void whatWasNamedIsNotSaidToHaveRun(String language) {
        String known = ran(language, "");
        assertThat(ran(language, ".argv")).startsWith(known);
        assertThat(ran(language, ".option")).contains("3.13.0", "/p").doesNotContain(known);
    }

    @ParameterizedTest
    @CsvSource({"en, was examined", "ar, فُحص", "hi, जाँचा गया"})
    void whatWasNamedWasExamined(String language, String words) {
        assertThat(ran(language, ".option")).contains(words);
    }

    @Test
    void aLineThatIsNotKnownHasNoNumber() {
        assertThat(Testimony.says(new Evidence.Printed(0, "zq")).toString()).doesNotContain("0");
        assertThat(Testimony.says(new Evidence.Printed(7, "zq")).toString()).contains("7");
    }
}
