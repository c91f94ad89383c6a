package tiryaq.diagnosis.wanted;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.TomlArrays;

/** The folders of this machine that the project around a command names among its requirements. */
public final class DeclaredFolders {
    private static final int LEVELS = 6;

    private DeclaredFolders() {}

    /** Their absolute paths, of the nearest folder that declares anything; only those that are there. */
    public static Set<String> of(Case patient) {
        Machine machine = patient.machine();
        String folder = patient.folder();
        for (int level = 0; level < LEVELS && folder.length() > 1; level++) {
            Set<String> found = new LinkedHashSet<>();
            boolean declares = false;
            for (String name : machine.list(folder).names()) {
                if (name.startsWith("requirements") && name.endsWith(".txt")) {
                    declares = true;
                    for (String line :
                            machine.source(Paths.join(folder, name)).lines().toList()) {
                        add(machine, folder, line, found);
                    }
                } else if (name.equals("pyproject.toml")) {
                    declares = true;
                    for (String line : TomlArrays.strings(
                                    machine.source(Paths.join(folder, name)), "project", "dependencies")
                            .orElse(List.of())) {
                        add(machine, folder, line, found);
                    }
                }
            }
            if (declares) {
                return found;
            }
            folder = Paths.parent(folder);
        }
        return Set.of();
    }

    private static void add(Machine machine, String folder, String line, Set<String> found) {
        int comment = line.indexOf(" #");
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        boolean editable = text.startsWith("-e") || text.startsWith("--editable");
        if (editable) {
            text = text.substring(text.startsWith("--editable") ? "--editable".length() : 2)
                    .strip();
            text = text.startsWith("=") ? text.substring(1).strip() : text;
        }
        int sign = text.indexOf(" @ file:");
        String named = sign < 0 ? text : text.substring(sign + 3);
        boolean address = named.startsWith("file:");
        String path = (address ? named.substring("file:".length()) : named).split("[;\\[#]", 2)[0].strip();
        if (!path.contains("://") && (editable || address || path.startsWith(".") || path.startsWith("/"))) {
            String place = Paths.absolute(folder, path.startsWith("///") ? path.substring(2) : path);
            if (machine.isFolder(place) && !place.equals(folder)) {
                found.add(place);
            }
        }
    }
}
