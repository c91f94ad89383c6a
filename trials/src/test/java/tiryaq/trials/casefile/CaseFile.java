package tiryaq.trials.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case: how to make a sick environment, the command that fails in it, what that prints, and what the diagnosis is to
 * be.
 *
 * @param cause the code, which is the folder's name
 * @param variant the file's name without {@code .md}
 * @param settings the lines {@code - key: words} before the first section
 * @param rows the lines of the table before the first section, by its headings; one empty row where there is no table
 * @param blocks the fenced block of each section, by the section's heading
 */
public record CaseFile(
        Path path,
        String cause,
        String variant,
        Map<String, List<String>> settings,
        List<Map<String, String>> rows,
        Map<String, String> blocks) {
    private static final Set<String> KNOWN =
            Set.of("Make", "Run", "Printed", "Expected", "Healed", "Near miss", "Near miss expected");
    private static final Set<String> CERTAINTIES = Set.of("proved", "likely", "possible");
    private static final Set<String> KEYS = Set.of("needs", "names", "pythons", "log");

    /** Reads a case file; every fault in its form is an IOException that names the file. */
    public static CaseFile read(Path path) throws IOException {
        return parse(path, Files.readString(path));
    }

    static CaseFile parse(Path path, String text) throws IOException {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        List<List<String>> table = new ArrayList<>();
        Map<String, String> blocks = new LinkedHashMap<>();
        String section = "";
        StringBuilder block = null;
        for (String line : text.lines().toList()) {
            if (line.startsWith("```")) {
                if (block != null && blocks.put(section, block.toString()) != null) {
                    throw new IOException(path + ": two blocks in section " + section);
                }
                block = block == null ? new StringBuilder() : null;
            } else if (block != null) {
                block.append(line).append('\n');
            } else if (line.startsWith("## ")) {
                section = line.substring(3).strip();
            } else if (section.isEmpty() && line.startsWith("- ") && line.contains(":")) {
                String[] words = line.substring(2).split(":", 2);
                settings.put(words[0].strip(), List.of(words[1].strip().split("[ ,]+", -1)));
            } else if (section.isEmpty() && line.startsWith("|") && !line.startsWith("| -")) {
                table.add(cells(line));
            }
        }
        if (block != null) {
            throw new IOException(path + ": a block without an end");
        }
        CaseFile read =
                new CaseFile(path, folderOf(path), variantOf(path), settings, rows(path, table), Map.copyOf(blocks));
        read.check();
        return read;
    }

    private static List<String> cells(String line) {
        String inner = line.strip().substring(1);
        List<String> cells = new ArrayList<>();
        for (String cell : inner.substring(0, inner.lastIndexOf('|')).split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static List<Map<String, String>> rows(Path path, List<List<String>> table) throws IOException {
        if (table.size() < 2) {
            throw new IOException(path + ": no table that names the interpreters");
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> cells : table.subList(1, table.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < table.getFirst().size(); i++) {
                row.put(table.getFirst().get(i), i < cells.size() ? cells.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static String folderOf(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? "" : String.valueOf(folder.getFileName());
    }

    private static String variantOf(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    private void check() throws IOException {
        for (String needed : List.of("Make", "Run", "Printed", "Expected")) {
            if (!blocks.containsKey(needed)) {
                throw new IOException(path + ": no section " + needed);
            }
        }
        for (String heading : blocks.keySet()) {
            if (!KNOWN.contains(heading)) {
                throw new IOException(path + ": unknown section " + heading);
            }
        }
        if (!KEYS.containsAll(settings.keySet())) {
            throw new IOException(path + ": unknown setting among " + settings.keySet());
        }
        if (blocks.containsKey("Near miss") != blocks.containsKey("Near miss expected")) {
            throw new IOException(path + ": a near miss has both its lines and its expectation");
        }
        Json expected = Json.parse(block("Expected"));
        String cause = expected.text("cause");
        if (!this.cause.equals(cause == null ? "none" : cause)) {
            throw new IOException(path + ": expects " + cause + " in the folder of " + this.cause);
        }
        if (expected.text("fix") == null) {
            throw new IOException(path + ": does not say what fix ends with");
        }
        holdCertainty("Expected");
        if (blocks.containsKey("Near miss expected")) {
            holdCertainty("Near miss expected");
        }
    }

    /** A failure of the environment is found with a certainty; anything else is no diagnosis. */
    private void holdCertainty(String heading) throws IOException {
        Json expected = Json.parse(block(heading));
        String cause = expected.text("cause");
        boolean diagnosed = cause != null && !cause.equals("not-an-environment-failure");
        String certainty = expected.text("certainty");
        if (diagnosed ? certainty == null || !CERTAINTIES.contains(certainty) : certainty != null) {
            throw new IOException(path + ": " + heading + " has the certainty " + certainty);
        }
    }

    /** The block of a section that is there. */
    public String block(String heading) {
        return java.util.Objects.requireNonNull(blocks.get(heading), heading);
    }

    /** The variables whose names are drawn. */
    public List<String> names() {
        return nameless() ? List.of() : setting("names");
    }

    /** Whether it says of itself that no package in it has a name that could be exchanged. */
    public boolean nameless() {
        return setting("names").equals(List.of("none"));
    }

    /** The words of a setting, none where it is not set. */
    public List<String> setting(String key) {
        return settings.getOrDefault(key, List.of());
    }

    /**
     * The text of the file with what was printed replaced: the only part that a run may rewrite.
     *
     * @throws IOException when anything else would become different
     */
    public String rewritten(String text, String printed) throws IOException {
        int heading = text.indexOf("\n## Printed\n");
        int start = text.indexOf("\n```", heading + 1);
        start = text.indexOf('\n', start + 1) + 1;
        int end = text.indexOf("\n```", start - 1) + 1;
        String fenced = printed.isEmpty() || printed.endsWith("\n") ? printed : printed + "\n";
        String result = text.substring(0, start) + fenced.replace("```", "'''") + text.substring(end);
        if (!withoutPrinted(parse(path, result)).equals(withoutPrinted(this))) {
            throw new IOException(path + ": only what was printed may be rewritten");
        }
        return result;
    }

    private static CaseFile withoutPrinted(CaseFile file) {
        Map<String, String> rest = new LinkedHashMap<>(file.blocks);
        rest.remove("Printed");
        return new CaseFile(file.path, file.cause, file.variant, file.settings, file.rows, rest);
    }

    /** What the diagnosis is to be, its variables not replaced yet; null for a heading that is not there. */
    public @Nullable Json expectation(String heading) {
        String block = blocks.get(heading);
        return block == null ? null : Json.parse(block);
    }
}
