package tiryaq.python;

import java.util.Locale;
import java.util.Optional;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * A virtual environment (PEP 405).
 *
 * @param config its {@code pyvenv.cfg}
 * @param home the folder of the base interpreter, empty where the file does not say
 * @param version {@code version} or {@code version_info} of the file, empty where it does not say
 * @param systemSite whether the base interpreter's packages are visible
 */
public record VirtualEnvironment(String prefix, String config, String home, String version, boolean systemSite) {
    /** The environment that an executable, not resolved, belongs to. */
    public static Optional<VirtualEnvironment> of(String executable, Machine machine) {
        String bin = Paths.parent(executable);
        String prefix = Paths.parent(bin);
        for (String folder : new String[] {bin, prefix}) {
            String config = Paths.join(folder, "pyvenv.cfg");
            if (machine.isFile(config)) {
                // Python writes the folder without its dots, and so all that lies in it.
                return Optional.of(read(Paths.absolute("/", prefix), config, machine));
            }
        }
        return Optional.empty();
    }

    private static VirtualEnvironment read(String prefix, String config, Machine machine) {
        String home = "";
        String version = "";
        boolean system = true;
        for (String line : machine.read(config, 0, 64 << 10).text().split("\r?\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                switch (line.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                    case "home" -> home = value;
                    case "version", "version_info" -> version = value;
                    case "include-system-site-packages" -> system = value.equalsIgnoreCase("true");
                    default -> {}
                }
            }
        }
        return new VirtualEnvironment(prefix, config, home, version, system);
    }
}
