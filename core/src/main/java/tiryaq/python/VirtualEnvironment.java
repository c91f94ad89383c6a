package tiryaq.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * A virtual environment (PEP 405), as {@code site} and {@code getpath} of CPython read it, which differ: {@code site}
 * prefers the file beside the interpreter and the last of several lines, {@code getpath} since 3.11 the file above and
 * the first.
 *
 * @param config its {@code pyvenv.cfg}
 * @param home the folder of the base interpreter, from where the standard library comes; empty where the file does not
 *     say. Before 3.11 only a copy of the interpreter obeys it, not a link to it, and only where spaces are around
 *     {@code =}
 * @param version {@code version} or {@code version_info} of the file, empty where it does not say
 * @param systemSite whether the base interpreter's packages are visible
 */
public record VirtualEnvironment(String prefix, String config, String home, String version, boolean systemSite) {
    private static final String CONFIG = "pyvenv.cfg";
    private static final int LIMIT = 64 << 10;

    private record Setting(String key, String value) {}

    /** The environment that an executable, not resolved, belongs to. */
    public static Optional<VirtualEnvironment> of(String executable, Machine machine) {
        String bin = Paths.parent(executable);
        String prefix = Paths.parent(bin);
        String beside = Paths.join(bin, CONFIG);
        String above = Paths.join(prefix, CONFIG);
        boolean besideIt = machine.isFile(beside);
        boolean aboveIt = machine.isFile(above);
        if (!besideIt && !aboveIt) {
            return Optional.empty();
        }
        // Python writes the folder without its dots, and so all that lies in it.
        return Optional.of(read(
                Paths.absolute("/", prefix),
                besideIt ? beside : above,
                home(machine.read(aboveIt ? above : beside, 0, LIMIT)),
                machine));
    }

    /** The environment that a folder is the prefix of. */
    public static Optional<VirtualEnvironment> at(String prefix, Machine machine) {
        String config = Paths.join(prefix, CONFIG);
        return machine.isFile(config)
                ? Optional.of(read(prefix, config, home(machine.read(config, 0, LIMIT)), machine))
                : Optional.empty();
    }

    /**
     * Every folder that an interpreter of any version could take for its home when it is started as this executable; an
     * empty one where a file is so long that what it says to the end is not known.
     */
    public static List<String> homes(String executable, Machine machine) {
        String bin = Paths.parent(executable);
        List<String> homes = new ArrayList<>();
        for (String folder : List.of(bin, Paths.parent(bin))) {
            String config = Paths.join(folder, CONFIG);
            Content content = machine.read(config, 0, LIMIT);
            for (Setting each : settings(content)) {
                if (each.key().equals("home")) {
                    homes.add(each.value());
                }
            }
            if (content.bytes().length == LIMIT) {
                homes.add("");
            }
        }
        return homes;
    }

    private static String home(Content config) {
        for (Setting each : settings(config)) {
            if (each.key().equals("home")) {
                return each.value();
            }
        }
        return "";
    }

    private static VirtualEnvironment read(String prefix, String config, String home, Machine machine) {
        String version = "";
        boolean system = true;
        for (Setting each : settings(machine.read(config, 0, LIMIT))) {
            switch (each.key()) {
                case "version", "version_info" -> version = each.value();
                case "include-system-site-packages" ->
                    system = each.value().toLowerCase(Locale.ROOT).equals("true");
                default -> {}
            }
        }
        return new VirtualEnvironment(prefix, config, home, version, system);
    }

    private static List<Setting> settings(Content config) {
        List<Setting> settings = new ArrayList<>();
        for (String line : config.text().split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals >= 0) {
                settings.add(new Setting(
                        line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        line.substring(equals + 1).strip()));
            }
        }
        return settings;
    }

    /** The environment that the shell is set up for ({@code VIRTUAL_ENV}, {@code PATH}), whether it is there or not. */
    public static Optional<String> activated(Machine machine) {
        String prefix = machine.variable("VIRTUAL_ENV").orElse("");
        List<String> path = List.of(machine.variable("PATH").orElse("").split(":", -1));
        return prefix.startsWith("/") && path.contains(Paths.join(prefix, "bin"))
                ? Optional.of(prefix)
                : Optional.empty();
    }

    /**
     * A program of an environment that is a link to nothing, as its Python is whose base was removed.
     *
     * @param target where the link leads in the end
     */
    public record Baseless(String path, String target) {}

    /** The same of the environment that is activated, which then goes on along {@code PATH}. */
    public static Optional<Baseless> baseless(Machine machine, String program) {
        return activated(machine)
                .map(prefix -> Paths.join(prefix, "bin/" + program))
                .filter(path -> machine.stat(path).kind() == FileStatus.Kind.ABSENT
                        && machine.lstat(path).kind() == FileStatus.Kind.LINK)
                .flatMap(path -> Paths.real(machine, path)
                        .filter(end -> !end.equals(path))
                        .map(end -> new Baseless(path, end)));
    }
}
