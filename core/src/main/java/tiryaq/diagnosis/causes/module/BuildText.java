package tiryaq.diagnosis.causes.module;

import java.util.List;
import tiryaq.python.Identifier;

/** What the text of a build says that it makes; that a file is named there for any other reason counts for nothing. */
final class BuildText {
    /** The keys of setuptools-scm, hatch-vcs, pdm and versioneer that say which file is written. */
    private static final List<String> WRITING =
            List.of("write_to", "version_file", "versionfile_source", "versionfile_build");

    private BuildText() {}

    /**
     * Whether it makes a module.
     *
     * @param build the name of the file that the text is of
     * @param file of the module, from the folder of the build
     * @param module dotted
     */
    static boolean names(String text, String build, String file, String module) {
        String name = module.substring(module.lastIndexOf('.') + 1);
        return switch (build) {
            case ".gitignore" -> ignored(text, file);
            case "Makefile" -> text.lines().anyMatch(line -> makes(line, file));
            case "setup.py" -> writes(text, file) || (text.contains("Extension") && quoted(text, module));
            case "pyproject.toml" ->
                writes(text, file)
                        || text.lines()
                                .anyMatch(line -> quoted(line, module)
                                        && (key(line, "module-name") || key(line, "target") || key(line, "name")));
            case "meson.build" ->
                (text.contains("extension_module") && quoted(text, name))
                        || text.lines()
                                .anyMatch(line -> Identifier.standsIn(line, "output")
                                        && (quoted(line, file) || quoted(line, name + ".py")));
            case "CMakeLists.txt" -> text.lines().anyMatch(line -> adds(line, name));
            case "Cargo.toml" -> text.lines().anyMatch(line -> key(line, "name") && quoted(line, name));
            default -> writes(text, file);
        };
    }

    static boolean quoted(String text, String word) {
        return text.contains("\"" + word + "\"") || text.contains("'" + word + "'");
    }

    private static boolean key(String line, String key) {
        String bare = line.strip();
        return bare.startsWith(key) && bare.substring(key.length()).strip().startsWith("=");
    }

    /** By one of the keys that say so, before the file in its line. */
    private static boolean writes(String text, String file) {
        return text.lines().anyMatch(line -> {
            int at = path(line, file);
            String before = at < 0 || line.strip().startsWith("#")
                    ? ""
                    : line.substring(0, at).replace('-', '_');
            return WRITING.stream().anyMatch(key -> Identifier.standsIn(before, key));
        });
    }

    /** Where a path stands in a line as a whole; -1 for nowhere. */
    private static int path(String line, String file) {
        for (int at = line.indexOf(file); at >= 0; at = line.indexOf(file, at + 1)) {
            String before = line.substring(0, at);
            int end = at + file.length();
            boolean begins = before.isEmpty() || before.endsWith(" ./") || !part(before.charAt(at - 1));
            if (begins && (end == line.length() || !part(line.charAt(end)))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean part(char c) {
        return Character.isJavaIdentifierPart(c) || c == '/' || c == '.' || c == '-';
    }

    /** A rule for the file, or a command that writes to it. */
    private static boolean makes(String line, String file) {
        int at = path(line, file);
        if (at < 0 || line.strip().startsWith("#")) {
            return false;
        }
        int colon = line.indexOf(':');
        return line.startsWith("\t")
                ? line.substring(0, at).strip().endsWith(">")
                : colon > at && !line.strip().startsWith(".PHONY");
    }

    private static boolean adds(String line, String name) {
        for (String call : List.of("add_module(", "add_library(")) {
            int at = line.indexOf(call);
            String rest = at < 0 || line.strip().startsWith("#")
                    ? ""
                    : line.substring(at + call.length()).strip();
            if (rest.startsWith(name) && (rest.length() == name.length() || !part(rest.charAt(name.length())))) {
                return true;
            }
        }
        return false;
    }

    /** By gitignore(5) as far as no wildcard but a leading {@code **} is in it: the last line that fits decides. */
    private static boolean ignored(String text, String file) {
        boolean ignored = false;
        for (String line : text.lines().map(String::strip).toList()) {
            boolean taken = line.startsWith("!");
            String pattern = taken ? line.substring(1) : line;
            boolean anywhere = pattern.startsWith("**/") || pattern.indexOf('/') < 0;
            String bare = pattern.startsWith("**/")
                    ? pattern.substring(3)
                    : pattern.startsWith("/") ? pattern.substring(1) : pattern;
            if (!bare.isEmpty() && (file.equals(bare) || (anywhere && file.endsWith("/" + bare)))) {
                ignored = !taken;
            }
        }
        return ignored;
    }
}
