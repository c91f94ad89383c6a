package tiryaq.python;

import java.util.List;

/** An interpreter that nobody installed, for tests of what is decided without one. */
public final class InventedPython {
    private InventedPython() {}

    /** A CPython 3 for Linux that was put at a prefix. */
    public static Interpreter at(String prefix, String executable, int minor) {
        String tag = "cpython-3" + minor;
        return new Interpreter(
                executable,
                new PythonVersion(3, minor, 0),
                "cpython",
                tag,
                tag + "-x86_64-linux-gnu",
                List.of("." + tag + "-x86_64-linux-gnu.so", ".abi3.so", ".so"),
                prefix,
                prefix,
                "lib",
                "linux-x86_64",
                "glibc 2.36",
                "",
                List.of("sys"),
                List.of(prefix + "/lib/python3." + minor),
                64);
    }
}
