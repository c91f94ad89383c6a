package tiryaq.treatment.requirements;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Machine;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.TomlArrays;

/** The files in which requirements are declared. */
final class DeclaredFiles {
    private static final int LONGEST = 4 << 20;

    private DeclaredFiles() {}

    /** Inline script metadata. */
    static Optional<Declared> script(Machine machine, String script) {
        String text = machine.read(script, 0, LONGEST).text();
        if (!text.contains("# /// script")) {
            return Optional.empty();
        }
        StringBuilder toml = new StringBuilder();
        boolean inside = false;
        for (String line : text.split("\n", -1)) {
            String bare = line.stripTrailing();
            if (!inside) {
                inside = bare.equals("# /// script");
            } else if (bare.equals("# ///")) {
                return Optional.of(listed(toml.toString(), "", script));
            } else if (bare.startsWith("#")) {
                toml.append(bare.startsWith("# ") ? bare.substring(2) : bare.substring(1))
                        .append('\n');
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@code [project] dependencies}. */
    static Optional<Declared> pyproject(Machine machine, String project) {
        String file = project + "/pyproject.toml";
        if (!machine.isFile(file)) {
            return Optional.empty();
        }
        String text = machine.read(file, 0, LONGEST).text();
        return TomlArrays.strings(text, "project", "dependencies").map(found -> listed(text, "project", file));
    }

    /** {@code [project] requires-python}, whether or not dependencies stand beside it; empty where it is not said. */
    static String python(Machine machine, String project) {
        String file = project + "/pyproject.toml";
        String text = machine.isFile(file) ? machine.read(file, 0, LONGEST).text() : "";
        return python(text, "project");
    }

    private static String python(String toml, String table) {
        return TomlArrays.strings(toml, table, "requires-python").orElse(List.of()).stream()
                .findFirst()
                .orElse("");
    }

    private static Declared listed(String toml, String table, String file) {
        List<String> words = TomlArrays.strings(toml, table, "dependencies").orElse(List.of());
        for (String each : words) {
            if (needsBuild(each)) {
                return new Declared.NeedsBuild(file, each);
            }
        }
        return new Declared.Listed(words, file, python(toml, table));
    }

    /** A lock file that its own tool turns into an environment. */
    static Optional<Declared> lock(Machine machine, String project) {
        return tool(machine, project, "uv.lock", "uv", List.of("uv", "sync"))
                .or(() -> tool(machine, project, "poetry.lock", "poetry", List.of("poetry", "install")))
                .or(() -> tool(machine, project, "pdm.lock", "pdm", List.of("pdm", "sync")))
                .or(() -> tool(machine, project, "Pipfile.lock", "pipenv", List.of("pipenv", "sync")));
    }

    private static Optional<Declared> tool(
            Machine machine, String project, String lock, String tool, List<String> argv) {
        String file = project + "/" + lock;
        return machine.isFile(file) ? Optional.of(new Declared.OwnTool(tool, file, argv)) : Optional.empty();
    }

    /** {@code requirements.txt}, or the only {@code requirements*.txt} that there is. */
    static Optional<Declared> requirements(Machine machine, String project) {
        List<String> found = machine.list(project).names().stream()
                .filter(name -> name.startsWith("requirements") && name.endsWith(".txt"))
                .toList();
        String name = found.contains("requirements.txt") || found.size() != 1 ? "requirements.txt" : found.getFirst();
        if (!found.contains(name) || !machine.isFile(project + "/" + name)) {
            return Optional.empty();
        }
        String file = project + "/" + name;
        Optional<String> build = buildLine(machine, file);
        return Optional.of(build.<Declared>map(line -> new Declared.NeedsBuild(file, line))
                .orElseGet(() -> new Declared.Listed(List.of("-r", file), file, "")));
    }

    /** The line that may need a build; the one, too, whose file is not looked into any more. */
    private static Optional<String> buildLine(Machine machine, String file) {
        IncludedFiles files = new IncludedFiles(
                machine, line -> line.startsWith("-e") || line.startsWith("--editable") || needsBuild(line));
        return files.first(file).or(files::passedOver);
    }

    /** The normal names of the distributions that have a line in a requirements file or one that it includes. */
    static Set<String> names(Machine machine, String file) {
        Set<String> names = new HashSet<>();
        IncludedFiles files = new IncludedFiles(machine, line -> {
            int end = 0;
            while (end < line.length()
                    && (Character.isLetterOrDigit(line.charAt(end)) || "._-".indexOf(line.charAt(end)) >= 0)) {
                end++;
            }
            if (end > 0 && line.charAt(0) != '-') {
                names.add(DistributionName.normalize(line.substring(0, end)));
            }
            return false;
        });
        // Its predicate takes no line, so every file is gone through.
        return files.first(file).isEmpty() ? names : Set.of();
    }

    /** The lines of a requirements file and of those that it includes that are no options. */
    static List<String> lines(Machine machine, String file) {
        List<String> lines = new ArrayList<>();
        IncludedFiles files = new IncludedFiles(machine, line -> {
            if (!line.isEmpty() && line.charAt(0) != '-' && line.charAt(0) != '#') {
                lines.add(line);
            }
            return false;
        });
        return files.first(file).isEmpty() ? lines : List.of();
    }

    private static boolean needsBuild(String line) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("-")) {
            return false;
        }
        if (line.startsWith(".") || line.startsWith("/") || line.startsWith("file:")) {
            return !line.contains(".whl");
        }
        int sign = line.indexOf('@');
        String url = sign < 0 ? line : line.substring(sign + 1).strip();
        return url.contains("://") && (url.startsWith("git+") || url.startsWith("hg+") || !url.contains(".whl"));
    }
}
