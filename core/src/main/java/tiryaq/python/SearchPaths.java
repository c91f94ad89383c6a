package tiryaq.python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.PathEntry.Origin;

/**
 * Models what CPython's start-up and {@code site} make of {@code sys.path}, without running any of it.
 *
 * <p>Follows {@code Modules/getpath.py}, {@code Lib/site.py} and Debian's patch to it.
 */
public final class SearchPaths {
    private final Interpreter interpreter;
    private final Start start;
    private final Machine machine;
    private final List<PathEntry> entries = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<SearchPath.ExecutableLine> executable = new ArrayList<>();
    private @Nullable String site;

    private SearchPaths(Interpreter interpreter, Start start, Machine machine) {
        this.interpreter = interpreter;
        this.start = start;
        this.machine = machine;
    }

    /** The path of a program that this interpreter starts so, with the machine's variables. */
    public static SearchPath of(Interpreter interpreter, Start start, Machine machine) {
        return new SearchPaths(interpreter, start, machine).build();
    }

    /** Whether a file beside an executable is its whole search path, with the standard library's, as since 3.11. */
    public static boolean fixed(String executable, Machine machine) {
        return machine.stat(executable + "._pth").exists();
    }

    private SearchPath build() {
        variable("PYTHONPATH").ifPresent(this::addPythonPath);
        for (String location : standardLibrary()) {
            add(location, Origin.STANDARD_LIBRARY, "");
        }
        if (!start.noSite()) {
            addSite();
        }
        if (start.first() != null) {
            // The interpreter puts this one in after site has removed duplicates.
            entries.addFirst(new PathEntry(absolute(start.first()), Origin.PROGRAM, ""));
        }
        return new SearchPath(entries, executable);
    }

    private void addPythonPath(String value) {
        for (String part : value.split(":", -1)) {
            add(absolute(part), Origin.PYTHONPATH, "PYTHONPATH");
        }
    }

    /**
     * {@code PYTHONHOME} moves the interpreter's own folders as they are: {@code prefix} or {@code prefix:exec_prefix}.
     */
    private List<String> standardLibrary() {
        List<String> moved = new ArrayList<>();
        for (String folder : interpreter.path()) {
            boolean compiled = folder.endsWith("/lib-dynload");
            String from = compiled ? interpreter.execPrefix() : interpreter.prefix();
            moved.add(
                    Paths.within(folder, from)
                            ? absolute((compiled ? execPrefix() : prefix()) + folder.substring(from.length()))
                            : folder);
        }
        return moved;
    }

    private String prefix() {
        return variable("PYTHONHOME").map(home -> home.split(":", 2)[0]).orElse(interpreter.prefix());
    }

    private String execPrefix() {
        return variable("PYTHONHOME")
                .map(home -> home.substring(home.indexOf(':') + 1))
                .orElse(interpreter.execPrefix());
    }

    private void addSite() {
        Optional<VirtualEnvironment> venv = VirtualEnvironment.of(interpreter.executable(), machine);
        List<String> prefixes = new ArrayList<>();
        boolean userSite = !start.noUserSite() && variable("PYTHONNOUSERSITE").isEmpty();
        if (venv.isPresent()) {
            String declared = venv.get().config();
            siteFolders(venv.get().prefix(), true).forEach(folder -> addSiteFolder(folder, Origin.SITE, declared));
            userSite &= venv.get().systemSite();
            prefixes.add(venv.get().prefix());
        }
        if (userSite) {
            userSite().ifPresent(folder -> addSiteFolder(folder, Origin.USER_SITE, ""));
        }
        if (venv.isEmpty() || venv.get().systemSite()) {
            prefixes.add(absolute(prefix()));
            prefixes.add(absolute(execPrefix()));
        }
        for (String prefix : new LinkedHashSet<>(prefixes)) {
            siteFolders(prefix, venv.isPresent()).forEach(folder -> addSiteFolder(folder, Origin.SITE, ""));
        }
    }

    /** {@code site.getusersitepackages()}, which asks the environment even under {@code -E}. */
    private Optional<String> userSite() {
        Optional<String> base = machine.variable("PYTHONUSERBASE")
                .or(() -> machine.variable("HOME").map(home -> home + "/.local"));
        return base.map(folder ->
                absolute(folder + "/lib/python" + interpreter.version().feature() + thread() + "/site-packages"));
    }

    private String thread() {
        return interpreter.abiflags().contains("t") && interpreter.version().atLeast(3, 13) ? "t" : "";
    }

    private List<String> siteFolders(String prefix, boolean venv) {
        String version = interpreter.version().feature() + thread();
        Set<String> libraries = new LinkedHashSet<>(List.of(interpreter.platlibdir(), "lib"));
        List<String> folders = new ArrayList<>();
        if (interpreter.implementation().equals("pypy")) {
            folders.add(prefix + "/lib/pypy" + version + "/site-packages");
            folders.add(prefix + "/site-packages");
        } else if (debian()) {
            if (venv) {
                folders.add(prefix + "/lib/python" + version + "/site-packages");
            }
            folders.add(prefix + "/local/lib/python" + version + "/dist-packages");
            if (interpreter.version().major() > 2) {
                folders.add(prefix + "/lib/python3/dist-packages");
            }
            for (String library : libraries) {
                folders.add(prefix + "/" + library + "/python" + version + "/dist-packages");
            }
        } else {
            for (String library : libraries) {
                folders.add(prefix + "/" + library + "/python" + version + "/site-packages");
            }
            if (interpreter.version().major() == 2) {
                folders.add(prefix + "/lib/site-python");
            }
        }
        return folders;
    }

    /** Debian patches {@code site.py} itself, so that file tells. */
    private boolean debian() {
        return site().contains("dist-packages");
    }

    /** Patch releases of several versions began to pass over hidden {@code .pth} files, so the file tells, too. */
    private boolean readsHidden() {
        return !site().contains("hidden .pth file");
    }

    private String site() {
        if (site == null) {
            site = "";
            for (String folder : interpreter.path()) {
                String file = folder + "/site.py";
                if (site.isEmpty() && machine.isFile(file)) {
                    site = machine.read(file, 0, 64 << 10).text();
                }
            }
        }
        return site;
    }

    private void addSiteFolder(String folder, Origin origin, String declaredBy) {
        if (!machine.isFolder(folder)) {
            return;
        }
        add(folder, origin, declaredBy);
        for (String name : machine.list(folder).names()) {
            if (name.endsWith(".pth") && (!name.startsWith(".") || readsHidden())) {
                addPth(folder, Paths.join(folder, name));
            }
        }
    }

    private void addPth(String folder, String file) {
        for (String line : machine.source(file).split("\r?\n")) {
            if (line.startsWith("import ") || line.startsWith("import\t")) {
                executable.add(new SearchPath.ExecutableLine(file, line.strip()));
                addLiteral(line, file);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String location = Paths.absolute(folder, line.stripTrailing());
                if (machine.stat(location).exists()) {
                    add(location, Origin.PTH, file);
                }
            }
        }
    }

    /**
     * {@code import sys; sys.path.insert(0, '/x')}: what a line does that has nothing but plain words is known unrun.
     */
    private void addLiteral(String line, String file) {
        String rest = line.substring("import ".length()).strip();
        if (!rest.startsWith("sys;")) {
            return;
        }
        rest = rest.substring("sys;".length()).strip();
        boolean first = rest.startsWith("sys.path.insert(0,");
        if (!(first || rest.startsWith("sys.path.append(")) || !rest.endsWith(")")) {
            return;
        }
        String word = rest.substring(rest.indexOf(first ? ',' : '(') + 1, rest.length() - 1)
                .strip();
        char quote = word.length() < 3 ? ' ' : word.charAt(0);
        boolean plain = (quote == '\'' || quote == '"')
                && word.indexOf(quote, 1) == word.length() - 1
                && word.charAt(1) == '/'
                && word.indexOf('\\') < 0;
        String location = plain ? word.substring(1, word.length() - 1) : "";
        if (!plain || !machine.stat(location).exists()) {
            return;
        }
        boolean fresh = known.add(location);
        // What is there already is searched at its new place first.
        if (first || fresh) {
            entries.add(first ? 0 : entries.size(), new PathEntry(location, Origin.PTH, file));
        }
    }

    private void add(String location, Origin origin, String declaredBy) {
        if (known.add(location)) {
            entries.add(new PathEntry(location, origin, declaredBy));
        }
    }

    private Optional<String> variable(String name) {
        return start.ignoreEnvironment() ? Optional.empty() : machine.variable(name);
    }

    private String absolute(@Nullable String path) {
        return Paths.absolute(start.folder(), path == null ? "" : path);
    }
}
