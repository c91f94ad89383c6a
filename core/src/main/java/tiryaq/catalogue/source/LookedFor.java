package tiryaq.catalogue.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tiryaq.packaging.DistributionName;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.symptom.lines.Scan;

/**
 * A module that code asks for by a name which it holds as a string: {@code import_module(name)},
 * {@code find_spec("yaml")}.
 *
 * @param line of the call, from 1
 * @param source of that line, trimmed
 * @param by what it does with that name
 * @param called by what else the code calls it: what stands in the same row of a table, as {@code PyYAML} may
 * @param ends whether the program ends itself under a condition that depends on what came of it
 */
public record LookedFor(String module, int line, String source, By by, List<String> called, boolean ends) {
    /** What code does with a name. */
    public enum By {
        /** It loads the module. */
        LOADING,
        /** It only looks whether the module is there. */
        FINDING,
        /** It looks for the metadata of a distribution, whose name it is. */
        METADATA
    }

    /** In one statement. */
    private static final int MOST = 64;

    private static List<String> calls(By by) {
        return switch (by) {
            case LOADING -> List.of("import_module(", "__import__(", "importorskip(");
            case FINDING -> List.of("find_spec(", "find_loader(", "find_module(");
            case METADATA -> List.of("version(", "distribution(", "get_distribution(");
        };
    }

    public LookedFor {
        called = List.copyOf(called);
    }

    /** All of a file, each module once. */
    public static List<LookedFor> in(String text) {
        List<By> kinds = new ArrayList<>();
        for (By each : By.values()) {
            boolean known = each != By.METADATA
                    || text.contains("importlib.metadata")
                    || text.contains("importlib_metadata")
                    || text.contains("pkg_resources");
            if (known && calls(each).stream().anyMatch(text::contains)) {
                kinds.add(each);
            }
        }
        return kinds.isEmpty() ? List.of() : in(SourceCode.of(text), kinds);
    }

    private static List<LookedFor> in(SourceCode code, List<By> kinds) {
        HeldStrings strings = new HeldStrings(code);
        Exits exits = new Exits(code);
        Map<String, LookedFor> found = new LinkedHashMap<>();
        for (int i = 0; i < code.statements().size(); i++) {
            for (By by : kinds) {
                for (String call : calls(by)) {
                    for (String given : given(strings.statements().get(i), call)) {
                        add(exits, i, by, strings.of(given), found);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static void add(Exits exits, int at, By by, List<HeldStrings.Held> held, Map<String, LookedFor> found) {
        Statement statement = exits.code().statements().get(at);
        for (HeldStrings.Held each : held) {
            boolean name = by == By.METADATA ? DistributionName.valid(each.text()) : Scan.isDotted(each.text());
            if (name) {
                String source = exits.code().lines(statement.from(), statement.from());
                LookedFor one =
                        new LookedFor(each.text(), statement.from(), source, by, each.entry(), exits.dependOn(at));
                found.merge(each.text(), one, (first, second) -> first.by == By.LOADING ? first : second);
            }
        }
    }

    /** What is given first to each call of a function in a statement. */
    private static List<String> given(String statement, String call) {
        List<String> found = new ArrayList<>();
        for (int at = statement.indexOf(call); at >= 0 && found.size() < MOST; at = statement.indexOf(call, at + 1)) {
            boolean word = at == 0 || !Character.isJavaIdentifierPart(statement.charAt(at - 1));
            boolean defined = statement.startsWith("def ") || statement.startsWith("async def ");
            List<String> all =
                    word && !defined ? Brackets.items(statement.substring(at + call.length() - 1)) : List.<String>of();
            if (!all.isEmpty()) {
                found.add(all.getFirst().startsWith("name=") ? all.getFirst().substring(5) : all.getFirst());
            }
        }
        return found;
    }
}
