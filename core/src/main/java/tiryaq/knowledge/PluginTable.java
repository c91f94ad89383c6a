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

    private static final int FIELDS = 4;

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
        for (String[] row : Shipped.ROWS) {
            if (List.of(row[field].split(" ")).contains(name)) {
                found.add(new Plugin(row[0], row[1]));
            }
        }
        return found;
    }

    /** Read when it is first asked. */
    private static final class Shipped {
        static final List<String[]> ROWS = rows();

        private static List<String[]> rows() {
            try (InputStream in = Objects.requireNonNull(PluginTable.class.getResourceAsStream(RESOURCE))) {
                return parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The rows of a table: distribution, module, options, fixtures.
     *
     * @throws IllegalArgumentException for a line that has not these four
     */
    static List<String[]> parse(String text) {
        List<String[]> rows = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException("not four fields in the row: " + line);
            }
            rows.add(fields);
        }
        return rows;
    }
}
