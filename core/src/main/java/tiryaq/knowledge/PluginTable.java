package tiryaq.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The reviewed table of plugins of pytest, with the options and fixtures that their wheels show. That one of them
 * brings an option does not say that no other does.
 */
public final class PluginTable {
    private static final String RESOURCE = "plugins.tsv";

    private PluginTable() {}

    /**
     * A plugin that is known to bring what was asked for.
     *
     * @param distribution as its author writes it
     * @param module one that it provides
     */
    public record Plugin(String distribution, String module) {}

    /** The plugins that add an option, {@code --cov} or {@code -n}. */
    public static List<Plugin> ofOption(String option) {
        return having(2, option);
    }

    /** The plugins that bring a fixture. */
    public static List<Plugin> ofFixture(String fixture) {
        return having(3, fixture);
    }

    private static List<Plugin> having(int field, String name) {
        List<Plugin> found = new ArrayList<>();
        for (String line : text().split("\n")) {
            String[] fields = line.split("\t");
            if (!line.startsWith("#") && List.of(fields[field].split(" ")).contains(name)) {
                found.add(new Plugin(fields[0], fields[1]));
            }
        }
        return found;
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(PluginTable.class.getResourceAsStream(RESOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
