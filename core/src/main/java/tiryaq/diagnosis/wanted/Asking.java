package tiryaq.diagnosis.wanted;

import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Say;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;

/**
 * A requirement that an installed distribution has of what is missing: {@code Requires-Dist: idna<4,>=2.5}.
 *
 * @param owner the distribution and its version, as its author writes it
 */
public record Asking(String owner, Requirement requirement) {
    /** That of the distribution whose file imports what is missing, where no extra stands before it. */
    public static Optional<Asking> of(Case patient, Diagnosis answer) {
        String module = answer.module();
        String wanted = answer.distribution();
        PythonEnvironment seen = patient.environment().orElse(null);
        if (module == null
                || wanted == null
                || seen == null
                || seen.distributions().named(wanted).isPresent()) {
            return Optional.empty();
        }
        Optional<Distribution> importer = WantedDistribution.importer(patient, module);
        return importer.flatMap(owner -> seen.distributions().requirements(owner).stream()
                .filter(each -> DistributionName.same(each.name(), wanted)
                        && each.url().isEmpty()
                        && each.applies(seen.markers(), Set.of()))
                .findFirst()
                .map(each -> new Asking(seen.distributions().displayName(owner) + " " + owner.version(), each)));
    }

    /** Who asks for it, for {@link Diagnosis#notes}. */
    public Say note() {
        return Say.of(
                "note.requirement-absent",
                "owner",
                owner,
                "requirement",
                requirement.name() + requirement.specifiers());
    }
}
