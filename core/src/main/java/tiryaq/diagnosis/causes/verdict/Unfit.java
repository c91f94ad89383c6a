package tiryaq.diagnosis.causes.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.Say;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;
import tiryaq.packaging.Version;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;

/** What the metadata of the distributions on the stack says of one another's versions. */
final class Unfit {
    private static final int MOST = 3;

    private Unfit() {}

    /** The pair that does not fit, what is asked for in it, and what of the others' requirements does not hold. */
    static List<Say> notes(Case patient) {
        List<Say> notes = new ArrayList<>();
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null) {
            return notes;
        }
        Set<Distribution> owners = new LinkedHashSet<>();
        Optional<Misfit> misfit = Misfit.of(patient);
        misfit.ifPresent(pair -> {
            owners.add(pair.caller());
            notes.addAll(pair(seen, pair));
        });
        for (Frame frame : patient.incident().frames().reversed()) {
            String file = patient.absolute(frame.file());
            if (!frame.internal() && FailingChain.thirdParty(seen, file)) {
                seen.distributions().owner(file).ifPresent(owners::add);
            }
        }
        List<Say> unmet = new ArrayList<>();
        owners.forEach(owner -> unmet.addAll(unmet(seen, owner)));
        notes.addAll(unmet.subList(0, Math.min(unmet.size(), MOST)));
        return notes;
    }

    private static List<Say> pair(PythonEnvironment seen, Misfit pair) {
        String caller = label(seen, pair.caller());
        if (pair.callee().isEmpty()) {
            return List.of(Say.of("note.misfit.alone", "caller", caller));
        }
        String callee = label(seen, pair.callee().get());
        List<Say> notes = new ArrayList<>();
        notes.add(Say.of("note.misfit", "caller", caller, "callee", callee));
        Optional<Requirement> asked = seen.distributions().requirements(pair.caller()).stream()
                .filter(each ->
                        DistributionName.same(each.name(), pair.callee().get().name())
                                && !each.specifiers().all().isEmpty())
                .findFirst();
        if (asked.isEmpty()) {
            notes.add(Say.of("note.requires.any", "caller", caller, "callee", callee));
        } else if (holds(asked.get(), pair.callee().get())) {
            notes.add(Say.of("note.requires", "caller", caller, "requirement", written(asked.get()), "callee", callee));
        }
        return notes;
    }

    private static List<Say> unmet(PythonEnvironment seen, Distribution owner) {
        List<Say> found = new ArrayList<>();
        for (Requirement each : seen.distributions().requirements(owner)) {
            Optional<Distribution> there = seen.distributions().named(each.name());
            boolean asked = each.applies(seen.markers(), Set.of());
            // What only an extra asks for may be absent; of a version that it does not allow it says something.
            if (there.isPresent()
                    && !holds(each, there.get())
                    && (asked || each.marker().isPresent())) {
                found.add(Say.of(
                        "note.requirement-unmet",
                        "owner",
                        label(seen, owner),
                        "requirement",
                        written(each),
                        "found",
                        label(seen, there.get())));
            } else if (there.isEmpty() && asked) {
                found.add(Say.of("note.requirement-absent", "owner", label(seen, owner), "requirement", written(each)));
            }
        }
        return found;
    }

    private static boolean holds(Requirement asked, Distribution there) {
        return Version.parse(there.version())
                .map(version -> asked.specifiers().contains(version, true))
                .orElse(true);
    }

    private static String written(Requirement asked) {
        return asked.name() + asked.specifiers();
    }

    private static String label(PythonEnvironment seen, Distribution distribution) {
        return seen.distributions().displayName(distribution) + " " + distribution.version();
    }
}
