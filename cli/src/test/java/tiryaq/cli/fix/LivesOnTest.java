package tiryaq.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LivesOnTest {
    @Test
    void tellsOfWhatGoesOnAndNotOfWhatHasEnded() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        LivesOn serving = LivesOn.after(Duration.ofMillis(20), told::countDown);
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        serving.close();
        CountDownLatch never = new CountDownLatch(1);
        LivesOn.after(Duration.ofMillis(400), never::countDown).close();
        assertThat(never.await(600, TimeUnit.MILLISECONDS)).isFalse();
    }
}
