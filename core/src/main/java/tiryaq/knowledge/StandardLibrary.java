package tiryaq.knowledge;

import java.util.Optional;
import java.util.Set;
import tiryaq.packaging.ModuleName;

/**
 * Modules and names that the standard library of some Pythons has and that of others lacks: their absence is no missing
 * distribution. {@code core/src/knowledge/stdlib.py} makes the table from real interpreters.
 */
public final class StandardLibrary {
    private static final SortedTable TABLE = new SortedTable("stdlib.tsv");

    /** Left out where the Python was built without a library, or for a platform that has no such thing. */
    private static final Set<String> BY_BUILD = Set.of(
            "_bz2",
            "_ctypes",
            "_curses",
            "_curses_panel",
            "_dbm",
            "_gdbm",
            "_hashlib",
            "_lzma",
            "_msi",
            "_overlapped",
            "_scproxy",
            "_sqlite3",
            "_ssl",
            "_tkinter",
            "_uuid",
            "_winapi",
            "fcntl",
            "grp",
            "msvcrt",
            "pwd",
            "readline",
            "resource",
            "syslog",
            "termios",
            "winreg",
            "winsound",
            "zlib");

    private StandardLibrary() {}

    /**
     * The versions that have something.
     *
     * @param what a dotted module, or a module and a name in it, by a dot
     * @param since the first version that has it, as {@code 3.11} or {@code 3}; empty where it was always there
     * @param until the first version that no longer has it; empty where it still is there
     */
    public record Span(String what, String since, String until) {
        /** Whether a Python of this version is too old for it. */
        public boolean notYet(int major, int minor) {
            return !since.isEmpty() && before(major, minor, since);
        }

        /** Whether a Python of this version has it no longer. */
        public boolean noLonger(int major, int minor) {
            return !until.isEmpty() && !before(major, minor, until);
        }

        private static boolean before(int major, int minor, String version) {
            int dot = version.indexOf('.');
            int first = Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
            return major < first || (major == first && dot > 0 && minor < Integer.parseInt(version.substring(dot + 1)));
        }
    }

    /** What comes or goes of a dotted module: the outermost of its packages that does; empty where nothing does. */
    public static Optional<Span> of(String module) {
        if (ModuleName.tooDeep(module)) {
            return Optional.empty();
        }
        for (int dot = module.indexOf('.'); dot >= 0; dot = module.indexOf('.', dot + 1)) {
            Optional<Span> outer = row(module.substring(0, dot), module.substring(0, dot));
            if (outer.isPresent()) {
                return outer;
            }
        }
        return row(module, module)
                .or(() -> BY_BUILD.contains(module) ? Optional.of(new Span(module, "", "")) : Optional.empty());
    }

    /** When a module of the standard library has a name; empty where it comes and goes with the module. */
    public static Optional<Span> of(String module, String name) {
        return row(module + ":" + name, module + "." + name);
    }

    /** Whether the standard library of some Python has this top-level module, and that of another has not. */
    public static boolean comesOrGoes(String module) {
        String top = ModuleName.top(module);
        return of(top).isPresent();
    }

    private static Optional<Span> row(String key, String what) {
        return TABLE.row(key).map(fields -> new Span(what, version(fields[1]), version(fields[2])));
    }

    private static String version(String field) {
        return field.equals("-") ? "" : field;
    }
}
