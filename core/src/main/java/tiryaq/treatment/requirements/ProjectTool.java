package tiryaq.treatment.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;
import tiryaq.packaging.TomlArrays;

/**
 * The tool with which a project is managed: it keeps the environment as the project declares it, so that what anything
 * else installs there is gone with its next run.
 *
 * @param name {@code uv}, {@code poetry}
 * @param project the folder of the project
 */
public record ProjectTool(String name, String project) {
    private static final int LONGEST = 4 << 20;

    /** The tool of a project, by its lock file, else by its table in {@code pyproject.toml}; empty for none of them. */
    public static Optional<ProjectTool> of(Machine machine, String project) {
        Optional<Declared> lock = DeclaredFiles.lock(machine, project);
        if (lock.isPresent()) {
            return lock.get() instanceof Declared.OwnTool tool
                            && List.of("uv", "poetry").contains(tool.tool())
                    ? Optional.of(new ProjectTool(tool.tool(), project))
                    : Optional.empty();
        }
        String text = text(machine, project + "/pyproject.toml");
        boolean uv = false;
        boolean poetry = false;
        boolean metadata = false;
        for (String line : text.lines().map(String::strip).toList()) {
            String table = line.startsWith("[") ? line.replace("[", "").strip() : "";
            metadata |= table.startsWith("project]");
            // What is said to `uv pip` alone makes no project of uv's.
            uv |= table.startsWith("tool.uv]") || (table.startsWith("tool.uv.") && !table.startsWith("tool.uv.pip]"));
            poetry |= table.startsWith("tool.poetry]") || table.startsWith("tool.poetry.");
        }
        return uv && metadata
                ? Optional.of(new ProjectTool("uv", project))
                : poetry ? Optional.of(new ProjectTool("poetry", project)) : Optional.empty();
    }

    private static String text(Machine machine, String file) {
        return machine.isFile(file) ? machine.read(file, 0, LONGEST).text() : "";
    }

    private String lock() {
        return project + "/" + name + ".lock";
    }

    /** Whether the project has a distribution already, in its lock file or among what it declares. */
    public boolean declares(String distribution, Machine machine) {
        return locked(distribution, machine) || listed(distribution, text(machine, project + "/pyproject.toml"));
    }

    private boolean locked(String distribution, Machine machine) {
        return text(machine, lock())
                .lines()
                .filter(line -> line.startsWith("name = \"") && line.endsWith("\""))
                .anyMatch(line ->
                        DistributionName.same(line.substring("name = \"".length(), line.length() - 1), distribution));
    }

    private static boolean listed(String distribution, String toml) {
        List<String> words = TomlArrays.strings(toml, "project", "dependencies").orElse(List.of());
        for (String word : words) {
            if (Requirement.parse(word)
                    .filter(found -> DistributionName.same(found.name(), distribution))
                    .isPresent()) {
                return true;
            }
        }
        boolean inside = false;
        for (String line : toml.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                inside = line.startsWith("[tool.poetry.") && line.endsWith("dependencies]");
            }
            int equals = line.indexOf('=');
            if (inside
                    && equals > 0
                    && DistributionName.same(line.substring(0, equals).strip().replace("\"", ""), distribution)) {
                return true;
            }
        }
        return false;
    }

    /** What it is told so that what is declared is there; Poetry locks nothing by itself that its lock file lacks. */
    public List<List<String>> filling(String distribution, Machine machine) {
        if (name.equals("uv")) {
            return List.of(List.of("uv", "sync"));
        }
        List<String> install = List.of("poetry", "install");
        return machine.isFile(lock()) && !locked(distribution, machine)
                ? List.of(List.of("poetry", "lock"), install)
                : List.of(install);
    }

    /** What it is told so that these are declared and there. */
    public List<List<String>> adds(List<String> requirements) {
        List<String> words = new ArrayList<>(List.of(name, "add"));
        words.addAll(requirements);
        return List.of(words);
    }

    /** What {@link #filling} does. */
    public Say again(Machine machine) {
        String path = machine.isFile(lock()) ? lock() : project + "/pyproject.toml";
        return Say.of("treatment.by-hand.tool", "tool", name, "path", path);
    }

    /** What {@link #adds} does. */
    public Say adding(List<String> requirements) {
        return Say.of("treatment.by-hand.tool.add", "tool", name, "distribution", String.join(", ", requirements));
    }
}
