package tiryaq.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The page of each cause, as it lies in {@code docs/causes}. */
public final class Pages {
    private Pages() {}

    /**
     * The Markdown (CommonMark) of a cause's page in the reader's language, else in English; empty for no such code.
     */
    public static Optional<String> page(String code, String language) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (!(c >= 'a' && c <= 'z') && c != '-') {
                return Optional.empty();
            }
        }
        Optional<String> own = language.equals("en") ? Optional.empty() : read("causes/" + language + "/" + code);
        return own.isPresent() ? own : read("causes/" + code);
    }

    private static Optional<String> read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name + ".md")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
