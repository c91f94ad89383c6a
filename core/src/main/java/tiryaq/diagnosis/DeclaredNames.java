package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.List;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.Requirement;

/** The distributions that the project around a command names in its {@code requirements*.txt} and pyproject.toml. */
final class DeclaredNames {
    private static final int LIMIT = 1 << 20;
    private static final int LEVELS = 6;

    private DeclaredNames() {}

    /** The names, nearest project file first; empty when nothing is declared. */
    static List<String> of(Case patient) {
        Machine machine = patient.machine();
        String folder = patient.folder();
        for (int level = 0; level < LEVELS && folder.length() > 1; level++) {
            List<String> names = new ArrayList<>();
            for (String name : machine.list(folder).names()) {
                if (name.startsWith("requirements") && name.endsWith(".txt")) {
                    machine.read(Paths.join(folder, name), 0, LIMIT)
                            .text()
                            .lines()
                            .forEach(line -> add(line, names));
                } else if (name.equals("pyproject.toml")) {
                    quoted(machine.read(Paths.join(folder, name), 0, LIMIT).text(), names);
                }
            }
            if (!names.isEmpty()) {
                return names;
            }
            folder = Paths.parent(folder);
        }
        return List.of();
    }

    private static void add(String line, List<String> names) {
        int comment = line.indexOf(" #");
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith("-")) {
            Requirement.parse(text).ifPresent(requirement -> names.add(requirement.name()));
        }
    }

    /** Every quoted string below a line that opens a list of dependencies; what is no requirement is passed over. */
    private static void quoted(String toml, List<String> names) {
        boolean open = false;
        for (String line : toml.split("\r?\n")) {
            String text = line.strip();
            open |= text.startsWith("dependencies") && text.contains("[");
            if (open) {
                for (char quote : new char[] {'"', '\''}) {
                    String[] parts = text.split(String.valueOf(quote), -1);
                    for (int i = 1; i < parts.length - 1; i += 2) {
                        add(parts[i], names);
                    }
                }
                open = !text.endsWith("]");
            }
        }
    }
}
