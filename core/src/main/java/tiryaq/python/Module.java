package tiryaq.python;

import java.util.List;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;

/**
 * Where a module is, as the import system would find it.
 *
 * @param name dotted
 * @param file what would be loaded; empty for a namespace package or a built-in module
 * @param folders where its submodules are looked for; empty if it is no package
 * @param entry the entry of the path under which its topmost package was found, empty for built-in modules
 */
public record Module(String name, Kind kind, String file, List<String> folders, String entry) {
    private static final int DEPTH = 2;

    public Module {
        folders = List.copyOf(folders);
    }

    /** What would be loaded. */
    public enum Kind {
        SOURCE,
        BYTECODE,
        NATIVE,
        NAMESPACE,
        BUILTIN
    }

    /** Whether it can have submodules. */
    public boolean isPackage() {
        return !folders.isEmpty();
    }

    /** Whether there is anything to load in it: any folder is a namespace package, and one without code is nobody's. */
    public boolean holdsCode(Machine machine) {
        return kind != Kind.NAMESPACE || folders.stream().anyMatch(folder -> holdsCode(machine, folder));
    }

    /** Whether a folder, or one in it, has anything that Python could load; without its source no cached file is. */
    public static boolean holdsCode(Machine machine, String folder) {
        return holdsCode(machine, folder, DEPTH);
    }

    private static boolean holdsCode(Machine machine, String folder, int depth) {
        for (String name : machine.list(folder).names()) {
            if (name.endsWith(".py") || NativeName.isNative(name) || name.endsWith(".pyc")) {
                return true;
            }
            String inner = Paths.join(folder, name);
            if (depth > 0
                    && !name.equals("__pycache__")
                    && machine.isFolder(inner)
                    && holdsCode(machine, inner, depth - 1)) {
                return true;
            }
        }
        return false;
    }
}
