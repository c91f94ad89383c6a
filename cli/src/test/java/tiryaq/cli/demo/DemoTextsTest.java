package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");

    @ParameterizedTest
    @ValueSource(strings = {"ar", "hi"})
    void everyLanguageHasTheKeysAndPlacesOfEnglish(String language) {
        Properties english = DemoTexts.load("en");
        Properties other = DemoTexts.load(language);
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(other.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
            assertThat(other.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key));
        }
    }

    @Test
    void placesAreFilledAndUnknownLanguagesReadEnglish() {
        assertThat(DemoTexts.in("xx").say("demo.closing", "seconds", "31")).isEqualTo("Done in 31 seconds.");
    }

    @Test
    void valuesStandIsolatedInArabic() {
        assertThat(DemoTexts.in("ar").say("demo.kept", "folder", "/tmp/x")).contains("\u2066/tmp/x\u2069");
    }

    @Test
    void aKeyWithoutATextIsAFault() {
        assertThatThrownBy(() -> DemoTexts.in("en").say("demo.nothing")).hasMessageContaining("demo.nothing");
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text).results().forEach(match -> places.add(match.group()));
        return places;
    }
}
