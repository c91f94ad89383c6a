package tiryaq.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Specifiers;

/**
 * The reviewed table of import names and the distributions that provide them. {@code core/src/knowledge/verify.py}
 * checks rows against the file lists of the distributions' own wheels.
 */
public final class ModuleTable {
    private static final String RESOURCE = "modules.tsv";

    /** What is asked for often, each under the name that it has nearly everywhere. */
    private static final SortedTable POPULAR = new SortedTable("popular.tsv");

    private final Map<String, List<String>> distributions;
    private final Map<String, List<String>> namesakes;
    private final Map<String, Specifiers> releases;
    private final Set<String> nativeHalves;

    /** Null in a table that is nobody's but a test's. */
    private final @Nullable SortedTable popular;

    private ModuleTable(
            Map<String, List<String>> distributions,
            Map<String, Specifiers> releases,
            Map<String, List<String>> namesakes,
            Set<String> nativeHalves,
            @Nullable SortedTable popular) {
        this.releases = releases;
        this.distributions = distributions;
        this.namesakes = namesakes;
        this.nativeHalves = nativeHalves;
        this.popular = popular;
    }

    /** The table that ships with tiryaq; read on first use. */
    public static ModuleTable shipped() {
        return Shipped.TABLE;
    }

    private static final class Shipped {
        static final ModuleTable TABLE = read();
    }

    private static ModuleTable read() {
        try (InputStream in = Objects.requireNonNull(ModuleTable.class.getResourceAsStream(RESOURCE))) {
            // ASCII alone, and this way it is copied as it is.
            return parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1), POPULAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A table from lines of {@code module TAB distribution[,…] TAB namesake[,…] TAB native}; the last two may be left
     * out, a dash stands for no namesake. Behind a distribution may stand which of its releases have the module (PEP
     * 440, one condition).
     *
     * @throws IllegalArgumentException for a line that is none of these
     */
    public static ModuleTable parse(String text) {
        return parse(text, null);
    }

    private static ModuleTable parse(String text, @Nullable SortedTable popular) {
        Map<String, List<String>> distributions = new HashMap<>();
        Map<String, Specifiers> releases = new HashMap<>();
        Map<String, List<String>> namesakes = new HashMap<>();
        Set<String> nativeHalves = new HashSet<>();
        for (String line : text.split("\n")) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = line.split("\t");
            if (fields.length < 2) {
                throw new IllegalArgumentException("no distribution in the row: " + line);
            }
            List<String> names = new ArrayList<>();
            for (String each : fields[1].split(",")) {
                int end = nameEnd(each);
                names.add(each.substring(0, end));
                Specifiers having = Specifiers.parse(each.substring(end))
                        .orElseThrow(() -> new IllegalArgumentException("no condition in the row: " + line));
                if (!having.all().isEmpty()) {
                    releases.put(fields[0] + " " + DistributionName.normalize(each.substring(0, end)), having);
                }
            }
            distributions.put(fields[0], List.copyOf(names));
            if (fields.length > 3) {
                nativeHalves.add(fields[0]);
            }
            if (fields.length > 2 && !fields[2].equals("-")) {
                namesakes.put(fields[0], List.of(fields[2].split(",")));
            }
        }
        return new ModuleTable(distributions, releases, namesakes, nativeHalves, popular);
    }

    /**
     * The distributions that provide a dotted module, the usual one first, found by its longest known prefix; empty if
     * none is known.
     */
    public List<String> providers(String module) {
        if (ModuleName.tooDeep(module)) {
            return List.of();
        }
        for (String name = module; !name.isEmpty(); name = parent(name)) {
            List<String> found = distributions.get(name);
            if (found != null) {
                return found;
            }
        }
        return List.of();
    }

    /**
     * The same, with the popular ones where nothing here has the module. That an own file of such a name hides
     * something would be too much to say of those, people give such names to modules of their own; and what is there
     * may come from one of several distributions.
     *
     * @param absent whether a dotted module is nowhere
     */
    public List<String> providers(String module, Predicate<String> absent) {
        List<String> reviewed = providers(module);
        if (popular == null || !reviewed.isEmpty() || ModuleName.tooDeep(module)) {
            return reviewed;
        }
        for (String name = module; !name.isEmpty(); name = parent(name)) {
            Optional<String[]> row = popular.row(name);
            if (row.isPresent()) {
                return absent.test(name) ? List.of(row.get()[1].split(",")) : List.of();
            }
        }
        return List.of();
    }

    private static int nameEnd(String text) {
        int end = 0;
        while (end < text.length() && "<>=!~".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /**
     * Which releases of a distribution have a dotted module, found by its longest known prefix; all, as far as is
     * known, where the table says nothing.
     */
    public Specifiers releases(String module, String distribution) {
        String normal = " " + DistributionName.normalize(distribution);
        for (String name = ModuleName.tooDeep(module) ? "" : module; !name.isEmpty(); name = parent(name)) {
            if (distributions.containsKey(name)) {
                return releases.getOrDefault(name + normal, Specifiers.ANY);
            }
        }
        return Specifiers.ANY;
    }

    /** Other projects on the index that bear the import name, so that installing by that name brings the wrong one. */
    public List<String> namesakes(String module) {
        return namesakes.getOrDefault(ModuleName.top(module), List.of());
    }

    /** Whether a dotted module is the compiled half of a distribution, which exists as a native file only. */
    public boolean isNativeHalf(String module) {
        return nativeHalves.contains(module);
    }

    /** A module that a distribution is known to provide; where none is, the one of its own name. */
    public String moduleOf(String distribution) {
        for (String module : modules()) {
            for (String provider : providers(module)) {
                if (DistributionName.same(provider, distribution)) {
                    return module;
                }
            }
        }
        return distribution.replace('-', '_');
    }

    /** All import names of the table. */
    public List<String> modules() {
        return new ArrayList<>(distributions.keySet());
    }

    private static String parent(String module) {
        int dot = module.lastIndexOf('.');
        return dot < 0 ? "" : module.substring(0, dot);
    }
}
