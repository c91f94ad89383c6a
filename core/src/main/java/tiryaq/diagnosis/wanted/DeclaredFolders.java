package tiryaq.diagnosis.wanted;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.TomlArrays;

/**
 * The folders of this machine that the project around a command names among its requirements.
 *
 * @param folders their absolute paths; only those that are there
 * @param project the folder in which it begins; empty where nothing says that there is one
 */
public record DeclaredFolders(Set<String> folders, String project) {
    /** Those of the nearest folder of the project that declares anything. */
    public static DeclaredFolders of(Case patient) {
        ProjectAround around = ProjectAround.of(patient);
        Set<String> nearest = around.folders().stream()
                .filter(folder -> around.project().isEmpty() || Paths.within(folder, around.project()))
                .flatMap(folder -> declared(patient.machine(), folder).stream())
                .findFirst()
                .orElse(Set.of());
        return new DeclaredFolders(nearest, around.project());
    }

    /** Whether one of them lies in the project itself. */
    public boolean within(String folder) {
        return !project.isEmpty() && Paths.within(folder, project);
    }

    /** What a folder's own files name; empty where it declares nothing at all. */
    private static Optional<Set<String>> declared(Machine machine, String folder) {
        Set<String> found = new LinkedHashSet<>();
        boolean declares = false;
        for (String name : machine.list(folder).names()) {
            List<String> lines = List.of();
            if (name.startsWith("requirements") && name.endsWith(".txt")) {
                lines = machine.source(Paths.join(folder, name)).lines().toList();
            } else if (name.equals("pyproject.toml")) {
                lines = TomlArrays.strings(machine.source(Paths.join(folder, name)), "project", "dependencies")
                        .orElse(List.of());
            } else {
                continue;
            }
            declares = true;
            lines.forEach(line -> add(machine, folder, line, found));
        }
        return declares ? Optional.of(found) : Optional.empty();
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
        String named = (sign < 0 ? text : text.substring(sign + 3)).split("[;\\[#]", 2)[0].strip();
        String path = named.startsWith("file:") ? Paths.ofAddress(named) : named;
        if (!path.isEmpty() && !path.contains("://") && (editable || path.indexOf('/') >= 0 || path.startsWith("."))) {
            String place = Paths.absolute(folder, path);
            if (machine.isFolder(place) && !place.equals(folder)) {
                found.add(place);
            }
        }
    }
}
