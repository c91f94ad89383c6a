package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeeperTest {
    @Test
    void keepsHeadAndTailOfAnyLength() {
        Random random = new Random(7);
        for (int length : new int[] {0, 1, 9000, 1 << 20, (1 << 20) + 1, 5 << 20, (5 << 20) + 1, 12_345_678}) {
            byte[] all = new byte[length];
            random.nextBytes(all);
            Keeper keeper = new Keeper();
            for (int done = 0; done < length; ) {
                int some = Math.min(length - done, 1 + random.nextInt(70_000));
                keeper.add(all, done, some);
                done += some;
            }
            Output output = keeper.kept();
            int head = Math.min(length, 1 << 20);
            int tail = Math.min(length - head, 4 << 20);
            assertThat(output.head()).isEqualTo(Arrays.copyOf(all, head));
            assertThat(output.tail()).isEqualTo(Arrays.copyOfRange(all, length - tail, length));
            assertThat(output.truncated()).isEqualTo(head + tail < length);
        }
    }
}
