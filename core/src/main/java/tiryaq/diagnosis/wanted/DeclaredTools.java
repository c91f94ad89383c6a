package tiryaq.diagnosis.wanted;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;

/**
 * Whether a project names a distribution anywhere among what it is worked on with: lists for tests, extras, groups, and
 * the settings of tools that make environments.
 */
final class DeclaredTools {
    private static final List<String> TABLES = List.of("pyproject.toml", "Pipfile");
    private static final List<String> SETTINGS = List.of("setup.cfg", "tox.ini", "setup.py", "noxfile.py");

    private DeclaredTools() {}

    /** The nearest file that names it; empty for none. */
    static Optional<String> naming(Case patient, String distribution) {
        return ProjectAround.of(patient).folders().stream()
                .flatMap(folder -> in(patient.machine(), folder, distribution).stream())
                .findFirst();
    }

    private static Optional<String> in(Machine machine, String folder, String distribution) {
        for (String name : machine.list(folder).names()) {
            String file = Paths.join(folder, name);
            boolean list = name.contains("requirements") && (name.endsWith(".txt") || name.endsWith(".in"));
            boolean read = list || TABLES.contains(name) || SETTINGS.contains(name);
            if (read && names(machine.source(file), list, distribution)) {
                return Optional.of(file);
            }
            if (name.equals("requirements") && machine.isFolder(file)) {
                for (String inner : machine.list(file).names()) {
                    String path = Paths.join(file, inner);
                    boolean text = inner.endsWith(".txt") || inner.endsWith(".in");
                    if (text && names(machine.source(path), true, distribution)) {
                        return Optional.of(path);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean names(String text, boolean list, String distribution) {
        return text.lines().anyMatch(line -> {
            int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
            String said = (comment < 0 ? line : line.substring(0, comment)).strip();
            // What the project itself is called, it does not ask for.
            boolean title = !list && said.startsWith("name") && said.indexOf('=') > 0;
            return !title && (asks(said, distribution) || (!list && asksWithin(said, distribution)));
        });
    }

    /** In quotation marks, as the key of a table, or behind the key of a setting. */
    private static boolean asksWithin(String line, String distribution) {
        for (String each : line.split("[\"']")) {
            if (asks(each, distribution)) {
                return true;
            }
        }
        int equals = line.indexOf('=');
        return equals > 0
                && (DistributionName.same(line.substring(0, equals).strip(), distribution)
                        || asks(line.substring(equals + 1).strip(), distribution));
    }

    private static boolean asks(String text, String distribution) {
        return text.length() >= distribution.length()
                && Requirement.parse(text)
                        .filter(each -> DistributionName.same(each.name(), distribution))
                        .isPresent();
    }
}
