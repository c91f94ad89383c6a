package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code entry_points.txt} of a distribution's metadata folder (entry points specification). */
public record EntryPoints(List<EntryPoint> all) {
    public EntryPoints {
        all = List.copyOf(all);
    }

    /**
     * One entry point.
     *
     * @param attribute what in the module is meant, dotted; "" for the module itself
     */
    public record EntryPoint(String group, String name, String module, String attribute) {}

    /** What a file lists; lines that are no entry point are left out. */
    public static EntryPoints parse(byte[] file) {
        List<EntryPoint> all = new ArrayList<>();
        String group = "";
        for (String line : MetadataLines.all(file)) {
            if (line.startsWith("[") && line.endsWith("]")) {
                group = line.substring(1, line.length() - 1).strip();
            } else if (!line.startsWith("#") && !line.startsWith(";")) {
                int equals = line.indexOf('=');
                if (equals > 0 && !group.isEmpty()) {
                    all.add(read(group, line.substring(0, equals).strip(), line.substring(equals + 1)));
                }
            }
        }
        return new EntryPoints(all);
    }

    private static EntryPoint read(String group, String name, String value) {
        int extras = value.indexOf('[');
        String target = (extras < 0 ? value : value.substring(0, extras)).strip();
        int colon = target.indexOf(':');
        return colon < 0
                ? new EntryPoint(group, name, target, "")
                : new EntryPoint(
                        group,
                        name,
                        target.substring(0, colon).strip(),
                        target.substring(colon + 1).strip());
    }

    /** The command of that name, console or window. */
    public Optional<EntryPoint> script(String name) {
        for (EntryPoint point : all) {
            boolean script =
                    point.group().equals("console_scripts") || point.group().equals("gui_scripts");
            if (script && point.name().equals(name)) {
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }

    /** The console commands. */
    public List<EntryPoint> consoleScripts() {
        List<EntryPoint> scripts = new ArrayList<>();
        for (EntryPoint point : all) {
            if (point.group().equals("console_scripts")) {
                scripts.add(point);
            }
        }
        return scripts;
    }
}
