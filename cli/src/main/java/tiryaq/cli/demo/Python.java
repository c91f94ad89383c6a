package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Python 3 of this machine.
 *
 * @param executable the interpreter itself, no shim and no virtual environment's
 * @param minor 13 for Python 3.13
 * @param version 3.13.0
 * @param venv whether it can make virtual environments
 * @param pip whether it has pip
 * @param cffi whether it has a compiled half of cffi of its own, which would take the place of the foreign one
 */
record Python(Path executable, int minor, String version, boolean venv, boolean pip, boolean cffi) {
    static final int OLDEST = 9;
    static final int NEWEST = 14;

    /** Whether the example's pinned packages exist for it. */
    boolean suits() {
        return minor >= OLDEST && minor <= NEWEST;
    }

    /** The minor version of another Python whose compiled files this one cannot load. */
    int stranger() {
        return minor == 11 ? 12 : 11;
    }

    /** The same Python as an environment of its own at this place shows it: without packages. */
    Python bare(Path environment) {
        return new Python(environment.resolve("bin").resolve("python"), minor, version, venv, false, false);
    }

    Path folder() {
        Path folder = executable.getParent();
        return folder == null ? executable : folder;
    }

    /** The word that starts it when its folder comes first on PATH. */
    String word() {
        Path plain = folder().resolve("python");
        try {
            if (Files.isExecutable(plain) && plain.toRealPath().equals(executable.toRealPath())) {
                return "python";
            }
        } catch (IOException e) {
            // a link that leads nowhere is no word for it
        }
        return String.valueOf(executable.getFileName());
    }
}
