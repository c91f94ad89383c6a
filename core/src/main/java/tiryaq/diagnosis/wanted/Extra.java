package tiryaq.diagnosis.wanted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Say;
import tiryaq.packaging.CoreMetadata;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;

/**
 * An optional requirement of an installed distribution: {@code Requires-Dist: h2; extra == 'http2'}.
 *
 * @param owner the distribution, as its author writes it
 * @param name of the extra
 * @param requirement the name of the distribution that it asks for
 * @param declared whether the project asks for {@code owner[name]}
 */
public record Extra(String owner, String name, String requirement, boolean declared) {
    /** The extra that asks for a distribution, of whichever imports the module or the project asks for. */
    public static Optional<Extra> asking(Case patient, String module, String distribution) {
        Optional<Extra> first = Optional.empty();
        for (Extra each : all(patient, WantedDistribution.importer(patient, module))) {
            if (DistributionName.same(each.requirement, distribution)) {
                if (each.declared) {
                    return Optional.of(each);
                }
                first = first.isEmpty() ? Optional.of(each) : first;
            }
        }
        return first;
    }

    /** Who asks for the distribution and under which name, for {@link tiryaq.diagnosis.Diagnosis#notes}. */
    public Say note() {
        return Say.of(
                declared ? "note.extra.declared" : "note.extra",
                "distribution",
                requirement,
                "owner",
                owner,
                "extra",
                word());
    }

    /** What an installer is given to have all of it: {@code httpx[http2]}. */
    public String word() {
        return owner + "[" + name + "]";
    }

    /** What the extras that the project asks for bring. */
    static List<String> declared(Case patient, Optional<Distribution> importer) {
        List<String> names = new ArrayList<>();
        for (Extra each : all(patient, importer)) {
            if (each.declared) {
                names.add(each.requirement);
            }
        }
        return names;
    }

    /** All optional requirements of what imports the module, those of the module's own name first. */
    static List<String> names(Case patient, String module) {
        List<String> names = new ArrayList<>();
        for (Extra each : all(patient, WantedDistribution.importer(patient, module))) {
            if (DistributionName.same(each.requirement, ModuleName.top(module))) {
                names.addFirst(each.requirement);
            } else {
                names.add(each.requirement);
            }
        }
        return names;
    }

    private static List<Extra> all(Case patient, Optional<Distribution> importer) {
        List<Extra> found = new ArrayList<>();
        if (patient.environment().isEmpty()) {
            return found;
        }
        PythonEnvironment seen = patient.environment().get();
        List<Requirement> project = DeclaredNames.requirements(patient);
        importer.ifPresent(owner -> add(seen, owner, project, found));
        for (Requirement each : project) {
            if (!each.extras().isEmpty()) {
                seen.distributions()
                        .named(each.name())
                        .filter(owner -> importer.filter(owner::equals).isEmpty())
                        .ifPresent(owner -> add(seen, owner, List.of(each), found));
            }
        }
        return found;
    }

    private static void add(PythonEnvironment seen, Distribution owner, List<Requirement> project, List<Extra> found) {
        String name = seen.distributions().displayName(owner);
        List<String> extras = seen.distributions()
                .metadata(owner)
                .map(CoreMetadata::providesExtra)
                .orElse(List.of());
        List<Requirement> requirements = seen.distributions().requirements(owner);
        for (String extra : extras) {
            boolean declared = project.stream()
                    .anyMatch(each -> DistributionName.same(each.name(), owner.name())
                            && each.extras().stream().anyMatch(asked -> DistributionName.same(asked, extra)));
            for (Requirement each : requirements) {
                if (!each.applies(seen.markers(), Set.of()) && each.applies(seen.markers(), Set.of(extra))) {
                    found.add(new Extra(name, extra, each.name(), declared));
                }
            }
        }
    }
}
