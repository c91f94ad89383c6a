package tiryaq.python;

import java.util.List;

/**
 * Where a module is, as the import system would find it.
 *
 * @param name dotted
 * @param file what would be loaded; empty for a namespace package or a built-in module
 * @param folders where its submodules are looked for; empty if it is no package
 * @param entry the entry of the path under which its topmost package was found, empty for built-in modules
 */
public record Module(String name, Kind kind, String file, List<String> folders, String entry) {
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
}
