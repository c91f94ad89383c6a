package tiryaq.treatment.requirements;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.TomlArrays;

/** The files in which requirements are declared. */
final class DeclaredFiles {
    private static final int LONGEST = 4 << 20;

    /** How many lines are looked for in their file: whoever is told of more reads none of their numbers. */
    private static final int NUMBERED = 100;

    /** More of them nobody has. */
    private static final int CONSTRAINING = 100;

    private DeclaredFiles() {}

    /** Inline script metadata. */
    static Optional<Declared> script(Machine machine, String script) {
        String text = machine.read(script, 0, LONGEST).text();
        if (!text.contains("# /// script")) {
            return Optional.empty();
        }
        StringBuilder toml = new StringBuilder();
        boolean inside = false;
        int before = 0;
        for (String line : text.split("\n", -1)) {
            before += inside ? 0 : 1;
            String bare = line.stripTrailing();
            if (!inside) {
                inside = bare.equals("# /// script");
            } else if (bare.equals("# ///")) {
                return Optional.of(listed(toml.toString(), "", script, before));
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
        return TomlArrays.strings(text, "project", "dependencies").map(found -> listed(text, "project", file, 0));
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

    /**
     * What a table lists.
     *
     * @param before how many lines stand before it in its file
     */
    private static Declared listed(String toml, String table, String file, int before) {
        List<String> words = TomlArrays.strings(toml, table, "dependencies").orElse(List.of());
        List<Line> lines = words.stream().map(each -> new Line(file, 0, each)).toList();
        List<Line> aside = numbered(of(lines, Line.Source.BUILT_ASIDE), toml, before);
        Declared.Listed listed = new Declared.Listed(words, file, python(toml, table), aside);
        List<Line> inPlace = numbered(of(lines, Line.Source.BUILT_IN_PLACE), toml, before);
        return inPlace.isEmpty() ? listed : new Declared.NeedsBuild(listed, inPlace);
    }

    private static List<Line> of(List<Line> lines, Line.Source source) {
        return lines.stream().filter(each -> each.source() == source).toList();
    }

    private static List<Line> numbered(List<Line> lines, String text, int before) {
        List<Line> all = new ArrayList<>();
        for (Line each : lines) {
            int number = all.size() < NUMBERED ? number(text, each.text()) : 0;
            all.add(new Line(each.file(), number == 0 ? 0 : before + number, each.text()));
        }
        return all;
    }

    /** The line of a text that has these words; 0 where it cannot be told. */
    private static int number(String text, String words) {
        int at = text.indexOf(words);
        return at < 0 || text.indexOf(words, at + 1) >= 0
                ? 0
                : 1
                        + (int) text.substring(0, at)
                                .chars()
                                .filter(each -> each == '\n')
                                .count();
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
        List<Line> lines = all(machine, file);
        Declared.Listed listed = new Declared.Listed(List.of("-r", file), file, "", of(lines, Line.Source.BUILT_ASIDE));
        List<Line> left = new ArrayList<>(of(lines, Line.Source.BUILT_IN_PLACE));
        passedOver(machine, file).ifPresent(left::add);
        if (left.isEmpty() && lines.stream().noneMatch(each -> declares(each.text()))) {
            // An empty list says nothing of what the program needs.
            return Optional.empty();
        }
        return Optional.of(left.isEmpty() ? listed : new Declared.NeedsBuild(listed, left));
    }

    /** Whether a line names something to be installed, and no option. */
    private static boolean declares(String line) {
        boolean option = line.startsWith("-") && !line.startsWith("-e") && !line.startsWith("--editable");
        return !line.isEmpty() && line.charAt(0) != '#' && !option;
    }

    /** The line whose file is not looked into any more. */
    private static Optional<Line> passedOver(Machine machine, String file) {
        IncludedFiles files = new IncludedFiles(machine, line -> false);
        return files.first(file).or(files::passedOver);
    }

    /** All lines of a requirements file, then of those that it includes. */
    static List<Line> all(Machine machine, String file) {
        List<Line> lines = new ArrayList<>();
        IncludedFiles files = new IncludedFiles(machine, line -> {
            lines.add(line);
            return false;
        });
        // Its predicate takes no line, so every file is gone through.
        return files.first(file).isEmpty() ? lines : List.of();
    }

    /** The same with the lines of the files by which one of them constrains versions. */
    static List<Line> read(Machine machine, String file) {
        List<Line> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(file));
        while (!todo.isEmpty() && seen.size() < CONSTRAINING) {
            String next = todo.removeFirst();
            if (!seen.add(next)) {
                continue;
            }
            for (Line each : all(machine, next)) {
                lines.add(each);
                String other = IncludedFiles.constraining(each.text());
                if (!other.isEmpty()) {
                    todo.add(Paths.absolute(Paths.parent(each.file()), other));
                }
            }
        }
        return lines;
    }

    /**
     * What an installer is told to have the lines of a requirements file but for some; empty where they cannot stand
     * outside of it: they hold options, go on in the next one, or include what was not looked into.
     */
    static Optional<List<String>> without(Machine machine, String file, Predicate<Line> leftOut) {
        if (passedOver(machine, file).isPresent()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (Line line : all(machine, file)) {
            String text = line.text();
            boolean plain = text.isEmpty() || text.charAt(0) == '#' || line.includes();
            if (plain || leftOut.test(line)) {
                continue;
            }
            if (!declares(text) || text.startsWith("-") || text.contains(" --") || text.endsWith("\\")) {
                return Optional.empty();
            }
            words.add(text);
        }
        return Optional.of(words);
    }

    /** The normal names of the distributions that have a line in a requirements file or one that it includes. */
    static Set<String> names(Machine machine, String file) {
        Set<String> names = new HashSet<>();
        for (Line each : all(machine, file)) {
            String line = each.text();
            int end = 0;
            while (end < line.length()
                    && (Character.isLetterOrDigit(line.charAt(end)) || "._-".indexOf(line.charAt(end)) >= 0)) {
                end++;
            }
            if (end > 0 && line.charAt(0) != '-') {
                names.add(DistributionName.normalize(line.substring(0, end)));
            }
        }
        return names;
    }

    /** The lines of a requirements file and of those that it includes that are no options. */
    static List<String> lines(Machine machine, String file) {
        return all(machine, file).stream()
                .map(Line::text)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '-' && line.charAt(0) != '#')
                .toList();
    }
}
