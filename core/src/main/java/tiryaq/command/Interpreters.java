package tiryaq.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Environment.Kind;
import tiryaq.command.words.ProgramNames;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.ProjectRoot;

/**
 * The other interpreters and environments of this machine, the most relevant first. Found by looking where they are
 * kept; none is started.
 */
public final class Interpreters {
    /** More than anybody's machine has, and few enough to ask. */
    private static final int MOST = 64;

    static final List<String> LOCAL = List.of(".venv", "venv", "env");

    /** In how many folders environments of other names are looked for, and how many entries of each are. */
    private static final int NAMED_LEVELS = 2;

    private static final int NAMED = 512;

    /** No project's own: what lies there may be anybody's. */
    private static final Set<String> EVERYBODYS = Set.of("/", "/tmp", "/var/tmp", "/opt", "/usr", "/home");

    private static final List<String> NAMES = List.of("python3", "python", "python2", "pypy3");
    private static final int TEXT_LIMIT = 256 << 10;

    private final Planted planted;
    private final List<Environment> found = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private Machine machine;

    private Interpreters(Machine machine, Planted planted) {
        this.machine = machine;
        this.planted = planted;
    }

    /**
     * All that is found from a working folder and, if one was run, a script: environments of the project, environments
     * kept by tools, then installations by PATH, version managers and usual folders.
     */
    public static List<Environment> candidates(String folder, @Nullable String script, Machine machine) {
        return List.copyOf(search(folder, script, machine, machine).found);
    }

    /**
     * Those of them that may be asked: none that came with the project.
     *
     * @param earlier may remember from before the command what is installed, which no command changes in passing
     */
    public static List<Environment> startable(
            String folder, @Nullable String script, Machine machine, Machine earlier) {
        return search(folder, script, machine, earlier).startable();
    }

    /**
     * What is installed on the machine, without the environments of a project, and without what came with one: a search
     * path may lead into it.
     */
    public static List<Environment> installed(String folder, @Nullable String script, Machine machine) {
        Interpreters all = new Interpreters(machine, Planted.in(folder, script, machine));
        all.installed(folder);
        return all.startable();
    }

    /**
     * The script, if the folder that it lies in may be a project's; null for a command that lies beside an interpreter,
     * or where PATH finds it: that belongs to whoever installed it.
     *
     * @param executable the interpreter that runs it
     */
    public static @Nullable String ofProject(@Nullable String script, String executable, Machine machine) {
        if (script == null) {
            return null;
        }
        String folder = Paths.parent(script);
        boolean beside = folder.equals(Paths.parent(executable))
                && !machine.isFile(Paths.join(Paths.parent(folder), "pyvenv.cfg"));
        boolean found = !script.endsWith(".py")
                && ProgramSearch.folders(machine.variables().get("PATH")).contains(folder);
        return beside || found ? null : script;
    }

    private List<Environment> startable() {
        return found.stream()
                .filter(each -> !planted.includes(each.executable()))
                .toList();
    }

    private static Interpreters search(String folder, @Nullable String script, Machine machine, Machine earlier) {
        Interpreters all = new Interpreters(machine, Planted.in(folder, script, machine));
        machine.variable("VIRTUAL_ENV").ifPresent(all::prefix);
        machine.variable("CONDA_PREFIX").ifPresent(all::prefix);
        all.project(folder);
        if (script != null) {
            all.project(Paths.parent(Paths.join(folder, script)));
        }
        all.machine = earlier;
        all.installed(folder);
        return all;
    }

    private void installed(String folder) {
        path(folder);
        versions();
        kept();
        usual();
    }

    /** Environments in a folder and those above it, up to the project's root. */
    private void project(String start) {
        String folder = Paths.absolute("/", start);
        String home = machine.variable("HOME").orElse("/");
        for (int level = 0; true; level++) {
            for (String name : LOCAL) {
                local(Paths.join(folder, name));
            }
            if (level < NAMED_LEVELS && !EVERYBODYS.contains(folder)) {
                List<String> names = machine.list(folder).names();
                for (String name : names.subList(0, Math.min(names.size(), NAMED))) {
                    if (machine.isFile(Paths.join(folder, name) + "/pyvenv.cfg")) {
                        local(Paths.join(folder, name));
                    }
                }
            }
            if (folder.equals("/") || folder.equals(home) || ProjectRoot.versioned(machine, folder)) {
                return;
            }
            folder = Paths.parent(folder);
        }
    }

    private void local(String prefix) {
        if (machine.isFile(Paths.join(prefix, "pyvenv.cfg")) || machine.isFolder(Paths.join(prefix, "conda-meta"))) {
            planted.environment(prefix);
            prefix(prefix);
        }
    }

    private void path(String folder) {
        for (String each : ProgramSearch.folders(machine.variables().get("PATH"))) {
            bin(Paths.absolute(folder, each), true);
        }
    }

    private void versions() {
        String home = machine.variable("HOME").orElse("");
        String pyenv = machine.variable("PYENV_ROOT").orElse(home + "/.pyenv");
        below(pyenv + "/versions");
        below(machine.variable("UV_PYTHON_INSTALL_DIR")
                .orElse(machine.variable("XDG_DATA_HOME").orElse(home + "/.local/share") + "/uv/python"));
        below(home + "/.asdf/installs/python");
        below(home + "/.local/share/mise/installs/python");
    }

    /** Environments that tools keep in folders of their own. */
    private void kept() {
        String home = machine.variable("HOME").orElse("");
        below(machine.variable("WORKON_HOME").orElse(home + "/.virtualenvs"));
        below(machine.variable("POETRY_VIRTUALENVS_PATH")
                .orElse(machine.variable("XDG_CACHE_HOME").orElse(home + "/.cache") + "/pypoetry/virtualenvs"));
        below(home + "/.local/share/virtualenvs");
        String listed =
                machine.read(home + "/.conda/environments.txt", 0, TEXT_LIMIT).text();
        for (String line : listed.split("\n", -1)) {
            if (line.startsWith("/")) {
                prefix(line.strip());
            }
        }
        for (String name : List.of("miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba")) {
            for (String parent : List.of(home, "/opt")) {
                String conda = Paths.join(parent, name);
                if (machine.isFolder(conda)) {
                    prefix(conda);
                    below(conda + "/envs");
                }
            }
        }
    }

    private void usual() {
        for (String folder :
                List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/home/linuxbrew/.linuxbrew/bin")) {
            bin(folder, false);
        }
        below("/opt");
        if (machine.platform().system().equals("darwin")) {
            below("/Library/Frameworks/Python.framework/Versions");
        }
    }

    /** Every installation or environment right below a folder, newest name first. */
    private void below(String folder) {
        if (folder.startsWith("/")) {
            List<String> names = new ArrayList<>(machine.list(folder).names());
            names.sort(Interpreters::newestFirst);
            for (String name : names) {
                prefix(Paths.join(folder, name));
            }
        }
    }

    /** Numbers in names count as numbers: 3.13 before 3.9. */
    private static int newestFirst(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = digits(a, i);
            int endB = digits(b, j);
            if (endA > i && endB > j) {
                int order = endA - i != endB - j
                        ? Integer.compare(endB - j, endA - i)
                        : b.substring(j, endB).compareTo(a.substring(i, endA));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(b.charAt(j), a.charAt(i));
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(b.length(), a.length());
    }

    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void prefix(String folder) {
        String prefix = Paths.absolute("/", folder);
        for (String name : List.of("python", "python3", "pypy3", "python2")) {
            if (add(prefix + "/bin/" + name)) {
                return;
            }
        }
    }

    private void bin(String folder, boolean plain) {
        if (plain) {
            for (String name : NAMES) {
                add(Paths.join(folder, name));
            }
        }
        List<String> names = new ArrayList<>(machine.list(folder).names());
        names.removeIf(name -> !name.startsWith("py"));
        names.sort(Interpreters::newestFirst);
        for (String name : names) {
            if ((name.startsWith("python") || name.startsWith("pypy")) && ProgramNames.namesPython(name)) {
                add(Paths.join(folder, name));
            }
        }
    }

    /** Whether an interpreter stands there, known already or not. */
    private boolean add(String executable) {
        if (found.size() >= MOST) {
            return true;
        }
        FileStatus status = machine.stat(executable);
        if (!status.executable() || script(executable)) {
            return false;
        }
        String prefix = Paths.parent(Paths.parent(executable));
        boolean venv = machine.isFile(Paths.join(prefix, "pyvenv.cfg"));
        Optional<String> real = Paths.real(machine, executable);
        if (known.add(venv ? "venv " + prefix : real.orElse(executable))) {
            boolean conda = !venv && machine.isFolder(Paths.join(prefix, "conda-meta"));
            found.add(new Environment(executable, prefix, venv ? Kind.VENV : conda ? Kind.CONDA : Kind.BASE));
        }
        return true;
    }

    /** Shims are scripts; where they lead is found elsewhere. */
    private boolean script(String executable) {
        byte[] head = machine.read(executable, 0, 2).bytes();
        return head.length == 2 && head[0] == '#' && head[1] == '!';
    }
}
