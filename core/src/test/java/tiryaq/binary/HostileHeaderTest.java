package tiryaq.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tiryaq.binary.NativeHeader.Broken;
import tiryaq.binary.NativeHeader.Elf;

/** Real files cut short and spoiled: the answer must come, soon, and must not call a cut file whole. */
class HostileHeaderTest {
    private static List<byte[]> samples() throws IOException {
        List<byte[]> samples = new ArrayList<>();
        for (Path library : RealLibraries.all()) {
            long size = Files.size(library);
            if (size > 8000
                    && size < 120_000
                    && samples.size() < 40
                    && library.toString().contains(".so")) {
                byte[] bytes = Files.readAllBytes(library);
                if (BytesMachine.header(bytes) instanceof Elf) {
                    samples.add(bytes);
                }
            }
        }
        assumeTrue(!samples.isEmpty(), "no shared library found");
        return samples;
    }

    @Test
    void everyCutIsSeen() throws IOException {
        Random random = new Random(1);
        int cuts = 0;
        for (byte[] whole : samples()) {
            for (int i = 0; i < 60; i++) {
                int length = i < 20 ? i * 5 : random.nextInt(whole.length);
                byte[] cut = Arrays.copyOf(whole, length);
                NativeHeader header = BytesMachine.header(cut);
                assertThat(header.isTruncated())
                        .as("cut to " + length + " of " + whole.length)
                        .isTrue();
                assertThat(header.size()).isEqualTo(length);
                cuts++;
            }
            assertThat(BytesMachine.header(whole).isTruncated()).isFalse();
        }
        assertThat(cuts).isGreaterThan(59);
    }

    @Test
    void spoiledBytesGiveAnAnswer() throws IOException {
        List<byte[]> samples = new ArrayList<>(samples());
        samples.add(Fixtures.machO(false));
        samples.add(Fixtures.fat());
        samples.add(Fixtures.pe());
        Random random = new Random(2);
        assertTimeout(Duration.ofSeconds(60), () -> {
            for (byte[] whole : samples) {
                for (int i = 0; i < 400; i++) {
                    byte[] spoiled = whole.clone();
                    int edits = 1 + random.nextInt(12);
                    int reach = random.nextInt(3) == 0 ? spoiled.length : Math.min(spoiled.length, 1024);
                    for (int edit = 0; edit < edits; edit++) {
                        int at = 4 + random.nextInt(reach - 4);
                        spoiled[at] = random.nextInt(3) == 0 ? (byte) 0xff : (byte) random.nextInt(256);
                    }
                    assertThat(BytesMachine.header(spoiled).size()).isEqualTo(spoiled.length);
                }
            }
        });
    }

    @Test
    void contradictionsAreCalledBroken() throws IOException {
        byte[] whole = samples().getFirst();
        byte[] spoiled = whole.clone();
        spoiled[4] = 9;
        assertThat(BytesMachine.header(spoiled)).isInstanceOf(Broken.class);
        spoiled = whole.clone();
        Arrays.fill(spoiled, 32, 40, (byte) 0xff);
        assertThat(BytesMachine.header(spoiled)).isInstanceOf(Broken.class);
    }
}
