package tiryaq.treatment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonVersion;

/** The real interpreters of the machine that runs the tests, described as a probe would. */
public final class Pythons {
    private Pythons() {}

    /** One of this feature version, or the test is skipped. */
    public static Interpreter python(String feature) {
        return describe(Path.of(tiryaq.command.Pythons.of(feature)));
    }

    /** Any from 3.9 on. */
    public static Interpreter any() {
        for (String feature : List.of("3.12", "3.13", "3.11", "3.10", "3.9")) {
            Optional<String> found = tiryaq.command.Pythons.find(feature);
            if (found.isPresent()) {
                return describe(Path.of(found.get()));
            }
        }
        assumeTrue(false, "no Python from 3.9 on is installed");
        throw new AssertionError();
    }

    /** The system's, if it is one that forbids installing into it (PEP 668). */
    public static Interpreter externallyManaged() {
        Path system = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(system), "the system has no Python");
        Interpreter python = describe(system);
        Path library = Path.of(python.path().getFirst());
        assumeTrue(Files.exists(library.resolve("EXTERNALLY-MANAGED")), "it is not externally managed");
        assumeTrue(Files.exists(library.resolve("ensurepip/__init__.py")), "it cannot make environments");
        return python;
    }

    /** What an interpreter says of itself. */
    public static Interpreter describe(Path python) {
        String code = "import sys,sysconfig;v=sys.version_info;"
                + "print(v[0],v[1],v[2],sys.prefix,sysconfig.get_config_var('SOABI'),sysconfig.get_path('stdlib'))";
        try {
            Process process = new ProcessBuilder(python.toString(), "-I", "-S", "-c", code).start();
            String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ", -1);
            return new Interpreter(
                    python.toString(),
                    new PythonVersion(
                            Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2])),
                    "cpython",
                    "cpython-" + words[0] + words[1],
                    words[4],
                    List.of(".so"),
                    words[3],
                    words[3],
                    "lib",
                    "linux-x86_64",
                    "glibc",
                    "",
                    List.of("sys"),
                    List.of(words[5]),
                    64);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The variables of a user without any pip settings, who can reach nothing but a folder of wheels. */
    public static Map<String, String> offline(Path home, Path wheels) {
        return Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                home.toString(),
                "PIP_NO_INDEX",
                "1",
                "PIP_FIND_LINKS",
                wheels.toString(),
                "UV_NO_INDEX",
                "1",
                "UV_FIND_LINKS",
                wheels.toString(),
                "UV_OFFLINE",
                "1");
    }

    /** This machine as the owner of these variables sees it. */
    public static Machine machine(Map<String, String> variables) {
        return new LiveMachine(variables, new Platform("linux", "x86_64"));
    }
}
