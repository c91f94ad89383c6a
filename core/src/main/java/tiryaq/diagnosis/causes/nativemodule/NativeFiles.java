package tiryaq.diagnosis.causes.nativemodule;

import java.util.ArrayList;
import java.util.List;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;

/** The native files that a program could load, in path order; a bounded look, for a path may hold a whole home. */
final class NativeFiles {
    private static final int MOST_FILES = 5_000;
    private static final int MOST_FOLDERS = 20_000;
    private static final int DEPTH = 8;

    /** How the folder ends in which a wheel brings the libraries that its modules are linked with. */
    private static final String BUNDLED = ".libs";

    /** Beside the program lie sources and data, and modules at most one package deep. */
    private static final int DEPTH_OF_PROGRAM = 1;

    private final PythonEnvironment seen;
    private final Machine machine;
    private final List<String> files = new ArrayList<>();
    private int folders;

    private NativeFiles(PythonEnvironment seen, Machine machine) {
        this.seen = seen;
        this.machine = machine;
    }

    static List<String> of(PythonEnvironment seen, Machine machine) {
        NativeFiles found = new NativeFiles(seen, machine);
        for (PathEntry entry : seen.path().entries()) {
            switch (entry.origin()) {
                case STANDARD_LIBRARY -> {}
                case PROGRAM -> found.collect(entry.location(), DEPTH_OF_PROGRAM);
                case PYTHONPATH, SITE, USER_SITE, PTH, ADDED -> found.collect(entry.location(), DEPTH);
            }
        }
        return found.files;
    }

    /** Whether it is a library that a wheel brought for its modules to be linked with. */
    static boolean bundled(String file) {
        return Paths.parent(file).endsWith(BUNDLED);
    }

    private void collect(String folder, int depth) {
        if (++folders > MOST_FOLDERS) {
            return;
        }
        for (String name : machine.list(folder).names()) {
            String path = Paths.join(folder, name);
            if (files.size() >= MOST_FILES) {
                return;
            }
            if (folder.endsWith(BUNDLED)) {
                if (name.endsWith(".so") || name.indexOf(".so.") > 0) {
                    files.add(path);
                }
            } else if (NativeName.isNative(name)) {
                if (NativeName.parse(name)
                        .filter(parsed -> parsed.endsIn(seen.interpreter().extensionSuffixes()))
                        .isPresent()) {
                    files.add(path);
                }
            } else if (depth > 0
                    && (name.indexOf('.') < 0 || name.endsWith(BUNDLED))
                    && !name.equals("__pycache__")
                    && machine.lstat(path).kind() == FileStatus.Kind.FOLDER) {
                collect(path, depth - 1);
            }
        }
    }
}
