package tiryaq.symptom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What real interpreters printed; {@code src/test/python/record_outputs.py} makes it anew. */
final class Recordings {
    static final List<String> VERSIONS = List.of("2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13");

    private Recordings() {}

    /** By the name of the program. */
    static Map<String, String> of(String file) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String each : text(file).split("(?m)^>>> ", -1)) {
            int end = each.indexOf('\n');
            if (end > 0) {
                outputs.put(each.substring(0, end), each.substring(end + 1));
            }
        }
        return outputs;
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(Recordings.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
