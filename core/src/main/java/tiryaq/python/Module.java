package tiryaq.python;

import java.util.ArrayList;
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

    /** So many folders are looked into for code: links in a circle, or folders of data, make more than can be. */
    private static final int MOST_FOLDERS = 2_000;

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

    /**
     * Whether a folder, or one in it, has anything that Python could load; without its source no cached file is. What
     * lies deep, or beyond thousands of folders without any, is not found.
     */
    public static boolean holdsCode(Machine machine, String folder) {
        List<String> level = List.of(folder);
        int folders = 1;
        for (int depth = 0; depth <= DEPTH; depth++) {
            List<String> inner = new ArrayList<>();
            for (String each : level) {
                for (String name : machine.list(each).names()) {
                    if (name.endsWith(".py") || NativeName.isNative(name) || name.endsWith(".pyc")) {
                        return true;
                    }
                    String path = Paths.join(each, name);
                    if (depth < DEPTH
                            && folders < MOST_FOLDERS
                            && !name.equals("__pycache__")
                            && machine.isFolder(path)) {
                        inner.add(path);
                        folders++;
                    }
                }
            }
            level = inner;
        }
        return false;
    }

    /**
     * Source files below a package's folders, those of each folder together.
     *
     * @param all whether there are no more; else it is not known what is in the others
     */
    public record Sources(List<String> files, boolean all) {
        public Sources {
            files = List.copyOf(files);
        }
    }

    /**
     * The sources of a package, or of a module its own file, which may be none.
     *
     * @param most how many files are enough, and how many folders: links may lead in circles
     */
    public Sources sources(Machine machine, int most) {
        if (!isPackage()) {
            return new Sources(List.of(file), true);
        }
        List<String> files = new ArrayList<>();
        List<String> places = new ArrayList<>(folders);
        boolean all = true;
        for (int i = 0; i < places.size(); i++) {
            if (i >= most || files.size() >= most) {
                return new Sources(files, false);
            }
            for (String name : machine.list(places.get(i)).names()) {
                String path = Paths.join(places.get(i), name);
                if (name.endsWith(".py")) {
                    files.add(path);
                } else if (Identifier.is(name) && !name.equals("__pycache__") && machine.isFolder(path)) {
                    all &= places.size() <= most;
                    if (places.size() <= most) {
                        places.add(path);
                    }
                }
            }
        }
        return new Sources(files, all);
    }
}
