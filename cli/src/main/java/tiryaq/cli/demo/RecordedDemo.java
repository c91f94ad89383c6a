package tiryaq.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A demo that once ran, kept for machines on which it cannot. Its first line says where that was. */
final class RecordedDemo {
    private static final String NAME = "recording.txt";

    private RecordedDemo() {}

    /** Shows it, marked line by line. */
    static void replay(Screen screen, String reason, String... places) {
        List<String> lines = lines();
        screen.say("demo.replay.opening");
        screen.tell(reason, places);
        screen.say("demo.replay.made", "made", lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            screen.recorded(line);
        }
        screen.say("demo.replay.closing");
    }

    /**
     * Writes what appeared, with this machine's own names exchanged.
     *
     * @param masks what is put in the place of what, in this order
     */
    static void write(Path file, String made, String appeared, Map<String, String> masks) throws IOException {
        String text = appeared;
        for (Map.Entry<String, String> mask : masks.entrySet()) {
            text = text.replace(mask.getKey(), mask.getValue());
        }
        Files.writeString(file, made + "\n" + text);
    }

    static List<String> lines() {
        try (InputStream in = RecordedDemo.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IOException(NAME + " is not in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
