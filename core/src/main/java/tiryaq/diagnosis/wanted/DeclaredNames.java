package tiryaq.diagnosis.wanted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Requirement;
import tiryaq.packaging.TomlArrays;

/** The distributions that the project around a command names in its {@code requirements*.txt} and pyproject.toml. */
public final class DeclaredNames {
    private DeclaredNames() {}

    /** The names, nearest project file first; empty when nothing is declared. */
    static List<String> of(Case patient) {
        return requirements(patient).stream().map(Requirement::name).toList();
    }

    /** The requirement that has the module's own name: by that alone nothing is proved. */
    public static Optional<Requirement> own(Case patient, String module) {
        return asked(patient, ModuleName.top(module));
    }

    /** The releases of a distribution that are asked for (PEP 440 specifiers); empty for any, or where it is not. */
    public static String releases(Case patient, String distribution) {
        return asked(patient, distribution)
                .filter(each -> each.marker().isEmpty() && each.url().isEmpty())
                .map(each -> each.specifiers().toString())
                .orElse("");
    }

    private static Optional<Requirement> asked(Case patient, String distribution) {
        return requirements(patient).stream()
                .filter(each -> DistributionName.same(each.name(), distribution))
                .findFirst();
    }

    /** The same with the extras and versions that are asked for. */
    static List<Requirement> requirements(Case patient) {
        Machine machine = patient.machine();
        for (String folder : ProjectAround.of(patient).folders()) {
            List<Requirement> names = new ArrayList<>();
            for (String name : machine.list(folder).names()) {
                if (name.startsWith("requirements") && name.endsWith(".txt")) {
                    // A backslash joins a line to the next one (pip's format).
                    machine.source(Paths.join(folder, name))
                            .replace("\\\r\n", " ")
                            .replace("\\\n", " ")
                            .lines()
                            .forEach(line -> add(line, names));
                } else if (name.equals("pyproject.toml")) {
                    TomlArrays.strings(machine.source(Paths.join(folder, name)), "project", "dependencies")
                            .ifPresent(found -> found.forEach(line -> add(line, names)));
                }
            }
            if (!names.isEmpty()) {
                return names;
            }
        }
        return List.of();
    }

    private static void add(String line, List<Requirement> names) {
        int comment = line.indexOf(" #");
        String bare = comment < 0 ? line : line.substring(0, comment);
        int options = bare.indexOf(" --");
        String text = (options < 0 ? bare : bare.substring(0, options)).strip();
        if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith("-")) {
            Requirement.parse(text).ifPresent(names::add);
        }
    }
}
