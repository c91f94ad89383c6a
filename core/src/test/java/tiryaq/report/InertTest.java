package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.report.messages.Inert;

class InertTest {
    @Test
    void whatActsIsWrittenAsAnEscape() {
        assertThat(Inert.of("a\nb\r\t\u001b[31m\u007f\u009b2J\u202e\u2066\ufeff\udcff\ud800"))
                .isEqualTo("a\\nb\\r\\t\\x1b[31m\\x7f\\u009b2J\\u202e\\u2066\\ufeff\\xff\\ud800");
        assertThat(Inert.of(Character.toString(0xE0041))).isEqualTo("\\U000e0041");
    }

    @Test
    void whatShowsIsLeftAlone() {
        for (String text : new String[] {"", "plain /a b", "ترياق", "तिरयाक", "é", "क्‍ष", "🐍"}) {
            assertThat(Inert.of(text)).isEqualTo(text);
        }
    }

    @Test
    void noCodePointThatIsControlOrBidirectionalGetsThrough() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            byte direction = Character.getDirectionality(c);
            boolean steers = Character.isISOControl(c)
                    || (direction >= Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING
                            && direction <= Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT)
                    || (direction >= Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE
                            && direction <= Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE)
                    || Character.getType(c) == Character.SURROGATE
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
            if (steers) {
                assertThat(Inert.of(Character.toString(c)))
                        .as(Integer.toHexString(c))
                        .matches("\\\\[nrtxuU].*");
            }
        }
    }

    @Test
    void widthsAreThoseOfATerminal() {
        assertThat(Columns.of("abc")).isEqualTo(3);
        assertThat(Columns.of("日本")).isEqualTo(4);
        assertThat(Columns.of("e\u0301\u2066x\u2069")).isEqualTo(2);
        assertThat(Columns.of("مُصرَّف")).isEqualTo(4);
    }

    @Test
    void fingerprintsDependOnTheIllnessAndNotOnWhereItLies() {
        Diagnosis a = Samples.diagnosis(Samples.evidence());
        Diagnosis b = Samples.diagnosis(java.util.List.of());
        assertThat(Fingerprint.of(a, Samples.interpreter()))
                .matches("[0-9a-f]{16}")
                .isEqualTo(Fingerprint.of(b, Samples.interpreter()))
                .isNotEqualTo(Fingerprint.of(a, null));
    }
}
