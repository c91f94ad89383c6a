package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class IdentifierTest {
    @Test
    void onlyAWholeNameStandsInAText() {
        for (String text : new String[] {"load", "load(x)", "x = load", "reload, load", "a.load.b"}) {
            assertThat(Identifier.standsIn(text, "load")).as(text).isTrue();
        }
        for (String text : new String[] {"", "reload", "loads", "_load", "load2", "reload loads"}) {
            assertThat(Identifier.standsIn(text, "load")).as(text).isFalse();
        }
    }

    /** {@code getattr(module, "")} is answered with a message that names nothing. */
    @Test
    void noNameStandsNowhere() {
        assertThat(Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Identifier.standsIn("x=1", "")))
                .isFalse();
    }
}
