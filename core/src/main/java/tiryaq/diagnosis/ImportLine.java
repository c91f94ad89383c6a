package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tiryaq.python.Identifier;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;

/** The module that a quoted source line imports. */
public final class ImportLine {
    private static final List<String> BY_ANY_NAME = List.of(
            "importlib",
            "import_module",
            "import_string",
            "__import__",
            "find_spec",
            "pkgutil",
            "runpy",
            "builtins",
            "pydoc",
            "locate(",
            "resolve_name",
            "load_module",
            "symbol_by_name",
            "load_object",
            "config_from_object",
            "logging.config",
            "dictConfig",
            "fileConfig",
            "unittest",
            "doctest",
            "zipimport",
            "hydra",
            "instantiate(",
            "entry_points",
            "sys.path",
            "pickle",
            "shelve",
            "marshal",
            "dill",
            "joblib",
            "yaml.load",
            "unsafe_load",
            "torch.load");

    private static final List<String> RUNNING_TEXT = List.of("exec", "eval", "compile", "execfile");

    private ImportLine() {}

    /** The first absolute module of {@code import a.b, c} or {@code from a.b import c}; empty for any other line. */
    public static Optional<String> module(@Nullable String source) {
        if (source == null) {
            return Optional.empty();
        }
        String line = source.strip();
        String rest;
        if (line.startsWith("import ")) {
            rest = line.substring("import ".length());
        } else if (line.startsWith("from ")) {
            rest = line.substring("from ".length());
        } else {
            return Optional.empty();
        }
        rest = rest.stripLeading();
        int end = 0;
        while (end < rest.length() && (Character.isJavaIdentifierPart(rest.charAt(end)) || rest.charAt(end) == '.')) {
            end++;
        }
        String name = rest.substring(0, end);
        return name.isEmpty() || name.startsWith(".") || name.endsWith(".") ? Optional.empty() : Optional.of(name);
    }

    /** All absolute modules of {@code import a.b, c as d} or {@code from a.b import c}; empty for any other line. */
    public static List<String> modules(String source) {
        String line = source.strip();
        List<String> names = new ArrayList<>();
        if (line.startsWith("import ")) {
            for (String part : statement(line).substring("import ".length()).split(",")) {
                String name = alone(part.strip());
                module("import " + name).filter(name::equals).ifPresent(names::add);
            }
        } else {
            module(line).ifPresent(names::add);
        }
        return names;
    }

    /** All absolute modules that the statements of a source import, wherever they stand, in order. */
    public static List<String> all(String text) {
        List<String> names = new ArrayList<>();
        statements(text).forEach(each -> names.addAll(modules(each)));
        return names;
    }

    /** The imports of a source, each in one line and alone, wherever they stand; what stands in strings is none. */
    public static List<String> statements(String text) {
        return statements(text, each -> true);
    }

    /** Those that are done whenever the source is run, unless something before fails: what is guarded is indented. */
    public static List<String> outright(String text) {
        return statements(text, each -> each.indent() == 0 && !each.branches() && !each.defines());
    }

    private static List<String> statements(String text, Predicate<Statement> which) {
        List<String> found = new ArrayList<>();
        if (!text.contains("import")) {
            return found;
        }
        for (Statement each : SourceCode.whole(text).statements()) {
            if (each.code().contains("import") && which.test(each)) {
                String code = each.branches() || each.defines() ? each.inline() : each.code();
                for (String part : code.split(";")) {
                    if (imports(part)) {
                        found.add(part.strip());
                    }
                }
            }
        }
        return found;
    }

    /** What follows on the line is another statement, or none. */
    private static String statement(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ';' || line.charAt(i) == '#') {
                return line.substring(0, i);
            }
        }
        return line;
    }

    /** {@code a.b} of {@code a.b} and of {@code a.b as c}; empty for anything else. */
    private static String alone(String part) {
        int space = part.indexOf(' ');
        String rest = space < 0 ? "" : part.substring(space).strip();
        boolean renamed = rest.startsWith("as ") && rest.substring(3).strip().indexOf(' ') < 0;
        return space < 0 ? part : renamed ? part.substring(0, space) : "";
    }

    /** The same with the relative ones, {@code from .a import b} and {@code from . import c}, of a module's package. */
    public static List<String> modules(String source, String inPackage) {
        String line = source.strip();
        if (!line.startsWith("from .")) {
            return modules(line);
        }
        int dots = "from ".length();
        String base = inPackage;
        while (dots < line.length() && line.charAt(dots) == '.') {
            if (dots > "from ".length()) {
                base = base.substring(0, Math.max(0, base.lastIndexOf('.')));
            }
            dots++;
        }
        int names = line.indexOf(" import ", dots);
        if (base.isEmpty() || names < 0) {
            return List.of();
        }
        String part = line.substring(dots, names).strip();
        List<String> found = new ArrayList<>();
        for (String name :
                part.isEmpty() ? line.substring(names + " import ".length()).split(",") : new String[] {part}) {
            String first = name.replace("(", "").strip().split(" ", 2)[0];
            if (!first.isEmpty() && Character.isJavaIdentifierStart(first.charAt(0))) {
                found.add(base + "." + first);
            }
        }
        return found;
    }

    /** The names that an import binds, {@code *} among them where it is one of all; empty for any other line. */
    public static List<String> bound(String source) {
        String line = statement(source.strip());
        int names = line.startsWith("from ") ? line.indexOf(" import") : line.startsWith("import ") ? -1 : -2;
        if (names == -2 || (names < 0 && line.startsWith("from "))) {
            return List.of();
        }
        int after = names < 0 ? "import ".length() : names + " import".length();
        List<String> found = new ArrayList<>();
        for (String part : line.substring(after).split("[,()]")) {
            String bare = part.strip();
            String[] words = Identifier.is(bare) ? new String[] {bare} : bare.split("\\s+");
            String name = words[words.length - 1];
            boolean renamed = words.length > 2 && words[words.length - 2].equals("as");
            boolean whole = names < 0 && !renamed && name.indexOf('.') > 0;
            if (!name.isEmpty()) {
                found.add(whole ? name.substring(0, name.indexOf('.')) : name);
            }
        }
        return found;
    }

    /** The names that {@code from a import b as c, d} asks for, {@code b} and {@code d}; empty for any other line. */
    public static List<String> named(String source) {
        String line = statement(source.strip());
        int names = line.startsWith("from ") ? line.indexOf(" import") : -1;
        List<String> found = new ArrayList<>();
        for (String part : names < 0
                ? new String[0]
                : line.substring(names + " import".length()).split("[,()]")) {
            String name = part.strip().split("\\s+", 2)[0];
            if (Identifier.is(name)) {
                found.add(name);
            }
        }
        return found;
    }

    /** Whether the line imports anything. */
    public static boolean imports(@Nullable String source) {
        return source != null
                && (source.strip().startsWith("import ") || source.strip().startsWith("from "));
    }

    /** Whether a text has any of the ways to load modules whose names stand nowhere in it. */
    public static boolean mayLoadAnything(String text) {
        return BY_ANY_NAME.stream().anyMatch(text::contains)
                || RUNNING_TEXT.stream().anyMatch(name -> calls(text, name));
    }

    /** Whether it calls the function of that name, and not a method that is named so. */
    private static boolean calls(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            char before = at == 0 ? '\n' : text.charAt(at - 1);
            int end = at + name.length();
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
            if (before != '.' && !Character.isJavaIdentifierPart(before) && text.startsWith("(", end)) {
                return true;
            }
        }
        return false;
    }
}
