package tiryaq.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** Whether a module would have a name once it is imported, as far as its source tells without running it. */
public final class ModuleNames {
    private static final int FILES = 32;

    /** By these a module gets names that stand nowhere in it as names. */
    private static final String[] MADE_WHILE_RUNNING = {
        "globals()[", "globals().update(", "sys.modules[", "setattr(", "import_module(", "__import__(", "exec(", "lazy"
    };

    /** By these a module gets parts that are no files in its folder. */
    private static final String[] MAKES_PARTS = {
        "sys.modules", "import modules", "__path__", "extend_path", "meta_path", "path_hooks", "initpkg("
    };

    private ModuleNames() {}

    /** What the source tells. */
    public enum Answer {
        YES,
        NO,
        /** A native module, or one that makes its names while it runs. */
        UNKNOWN
    }

    /**
     * Whether the module has the name: it makes it, takes it from a part of itself by {@code *}, or has a part of that
     * name.
     */
    public static Answer has(Machine machine, Module module, String name) {
        if (part(machine, module.folders(), name)) {
            return Answer.YES;
        }
        if (module.kind() != Module.Kind.SOURCE) {
            return Answer.UNKNOWN;
        }
        boolean known = true;
        Set<String> read = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(List.of(module.file()));
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (!read.add(file)) {
                continue;
            }
            String text = machine.source(file);
            if (TopLevelNames.has(text, name)) {
                return Answer.YES;
            }
            known &= !text.isEmpty() && !dynamic(text, name) && addStars(machine, module, file, text, todo);
        }
        return known && todo.isEmpty() ? Answer.NO : Answer.UNKNOWN;
    }

    /**
     * The names of this kind that its source makes, or that of a part from which it takes all by {@code *}; none for a
     * native module.
     */
    public static Set<String> like(Machine machine, Module module, Predicate<String> kind) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> read = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(module.kind() == Module.Kind.SOURCE ? List.of(module.file()) : List.of());
        while (!todo.isEmpty() && read.size() < FILES) {
            String file = todo.removeFirst();
            if (read.add(file)) {
                String text = machine.source(file);
                for (String word : Identifier.all(text)) {
                    if (kind.test(word) && TopLevelNames.has(text, word)) {
                        names.add(word);
                    }
                }
                addStars(machine, module, file, text, todo);
            }
        }
        return names;
    }

    /**
     * Whether a module could be imported as a part of this one; a name that this one has is none.
     *
     * @param part relative to the module; dotted where it lies in another part
     */
    public static Answer hasPart(Machine machine, Module module, String part) {
        List<String> folders = module.folders();
        String file = module.file();
        for (String name : part.split("\\.")) {
            if (!part(machine, folders, name)) {
                String text = machine.source(file);
                boolean read = !text.isEmpty() || file.endsWith("/__init__.py");
                return read && !makesParts(text) ? Answer.NO : Answer.UNKNOWN;
            }
            List<String> inner = new ArrayList<>();
            for (String folder : folders) {
                String below = Paths.join(folder, name);
                file = machine.isFolder(below) ? below + "/__init__.py" : below + ".py";
                if (machine.isFolder(below)) {
                    inner.add(below);
                }
            }
            folders = inner;
        }
        return Answer.YES;
    }

    private static boolean makesParts(String text) {
        for (String each : MAKES_PARTS) {
            if (text.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean part(Machine machine, List<String> folders, String name) {
        for (String folder : folders) {
            for (String each : machine.list(folder).names()) {
                if (each.equals(name) || each.startsWith(name + ".")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean dynamic(String text, String name) {
        for (String each : MADE_WHILE_RUNNING) {
            if (text.contains(each)) {
                return true;
            }
        }
        // What gives names on demand, or lets enumerations spread theirs, writes them down; unless it asks somebody
        // else.
        boolean onDemand =
                text.contains("def __getattr__(") || text.contains("global_enum") || text.contains("_convert");
        return onDemand && (Identifier.standsIn(text, name) || text.contains(" getattr("));
    }

    /** Notes where all names of another module are taken from; false where that is no source of the same package. */
    private static boolean addStars(Machine machine, Module module, String file, String text, Deque<String> todo) {
        boolean all = true;
        for (int at = text.indexOf("import *"); at >= 0; at = text.indexOf("import *", at + 1)) {
            String line = text.substring(text.lastIndexOf('\n', at) + 1, at).strip();
            if (line.startsWith("from ")) {
                String from = line.substring("from ".length()).strip();
                String own = module.name() + ".";
                String folder = Paths.parent(file);
                String inner = from.startsWith(".") ? from.substring(1) : "";
                if (from.startsWith(own) && !module.folders().isEmpty()) {
                    folder = module.folders().getFirst();
                    inner = from.substring(own.length());
                }
                String place = Paths.join(folder, inner.replace('.', '/'));
                boolean plain = !inner.isEmpty() && !inner.startsWith(".");
                if (plain && machine.isFile(place + ".py")) {
                    todo.add(place + ".py");
                } else if (plain && machine.isFile(place + "/__init__.py")) {
                    todo.add(place + "/__init__.py");
                } else {
                    all = false;
                }
            }
        }
        return all;
    }
}
