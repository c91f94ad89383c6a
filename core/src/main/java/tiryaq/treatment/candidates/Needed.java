package tiryaq.treatment.candidates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.WantedDistribution;
import tiryaq.machine.Content;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.CoreMetadata;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.MarkerEnvironment;
import tiryaq.packaging.RecordFile;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distribution;
import tiryaq.python.Distributions;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;
import tiryaq.treatment.requirements.Origin;
import tiryaq.treatment.requirements.Wanted;

/** The distributions that a program needs, as far as the user's own environment made them visible. */
final class Needed {
    private static final Set<String> TOOLS = Set.of("pip", "setuptools", "wheel", "uv");
    private static final int MOST = 200;

    private final Case patient;
    private final Diagnosis answer;
    private final PythonEnvironment seen;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    private final Deque<Distribution> todo = new ArrayDeque<>();

    private Needed(Case patient, Diagnosis answer, PythonEnvironment seen) {
        this.patient = patient;
        this.answer = answer;
        this.seen = seen;
    }

    /**
     * Those of the failing chain, those that the script imports, and all that these require, in the versions that were
     * visible.
     *
     * @param imports top-level modules that the program imports
     */
    static List<Wanted> of(Case patient, Diagnosis answer, PythonEnvironment seen, Set<String> imports) {
        Needed needed = new Needed(patient, answer, seen);
        needed.chain();
        imports.forEach(needed::imported);
        needed.besides();
        needed.close();
        return new ArrayList<>(needed.wanted.values());
    }

    private void chain() {
        for (Link link : answer.chain()) {
            if (link.distribution() != null) {
                name(link.distribution());
            }
        }
        if (answer.distribution() != null) {
            name(answer.distribution());
        }
    }

    /**
     * All else that stands in the user's own folders beside these: an optional part that nothing requires by name would be
     * silently off without it. The interpreter's own site-packages are everybody's, so not all of those.
     */
    private void besides() {
        Set<String> own = new HashSet<>();
        for (Distribution distribution : todo) {
            own.add(distribution.location());
        }
        String prefix = VirtualEnvironment.of(seen.interpreter().executable(), patient.machine())
                .map(VirtualEnvironment::prefix)
                .orElse("");
        for (PathEntry entry : seen.path().entries()) {
            boolean users = entry.origin() == PathEntry.Origin.PYTHONPATH
                    || entry.origin() == PathEntry.Origin.USER_SITE
                    || (!prefix.isEmpty() && Paths.within(entry.location(), prefix));
            if (users && own.contains(entry.location())) {
                for (Distribution distribution : seen.distributions().all()) {
                    if (distribution.location().equals(entry.location())
                            && !TOOLS.contains(DistributionName.normalize(distribution.name()))
                            && wanted.size() < MOST) {
                        name(distribution.name());
                    }
                }
            }
        }
    }

    private void imported(String module) {
        Optional<String> file = seen.modules()
                .find(module)
                .map(found -> found.file().isEmpty() ? "" : found.file())
                .filter(found -> !found.isEmpty());
        Optional<Distribution> owner = file.flatMap(seen.distributions()::owner);
        if (owner.isPresent()) {
            name(owner.get().name());
        } else if (file.isEmpty()) {
            WantedDistribution.of(patient, module).ifPresent(provided -> name(provided.distribution()));
        }
    }

    private void name(String distribution) {
        String normal = DistributionName.normalize(distribution);
        if (wanted.containsKey(normal) || isWrong(normal)) {
            return;
        }
        Optional<Distribution> visible = seen.distributions().named(distribution);
        if (visible.isEmpty() || visible.get().version().isEmpty()) {
            wanted.put(normal, Wanted.any(distribution));
            return;
        }
        wanted.put(normal, pinned(visible.get()));
        todo.add(visible.get());
    }

    /** The one that took the other's place must not come along. */
    private boolean isWrong(String normal) {
        for (Evidence evidence : answer.evidence()) {
            if (evidence instanceof Evidence.OwnedByOther other
                    && DistributionName.normalize(other.owner().name()).equals(normal)) {
                return true;
            }
        }
        return false;
    }

    private Wanted pinned(Distribution distribution) {
        Distributions all = seen.distributions();
        String name = all.displayName(distribution);
        Content direct = patient.machine().read(Paths.join(distribution.metadata(), "direct_url.json"), 0, 64 << 10);
        Origin origin = direct.problem() == Problem.NONE ? Origin.of(direct.text()) : Origin.INDEX;
        return new Wanted(name, distribution.version(), origin, bound(all.record(distribution)));
    }

    /** Whether files of it were made for one Python only. */
    private static boolean bound(byte[] record) {
        boolean[] found = {false};
        RecordFile.visit(record, entry -> {
            found[0] = entry.path().endsWith(".so") || entry.path().endsWith(".pyd");
            return found[0];
        });
        return found[0];
    }

    private void close() {
        Map<String, String> markers = MarkerEnvironment.of(
                seen.interpreter().version().toString(),
                seen.interpreter().implementation(),
                patient.machine().platform().system(),
                patient.machine().platform().processor());
        while (!todo.isEmpty()) {
            Distribution distribution = todo.removeFirst();
            List<Requirement> requirements = seen.distributions().requirements(distribution);
            for (Requirement requirement : requirements) {
                // A requirement that is not visible is left to the installer, which knows the specifiers.
                if (requirement.applies(markers, Set.of())
                        && seen.distributions().named(requirement.name()).isPresent()) {
                    name(requirement.name());
                }
            }
            for (String extra : extras(distribution)) {
                chosen(requirements, markers, extra).forEach(this::name);
            }
        }
    }

    private List<String> extras(Distribution distribution) {
        return seen.distributions()
                .metadata(distribution)
                .map(CoreMetadata::providesExtra)
                .orElse(List.of());
    }

    /** An extra all of whose requirements are visible counts as chosen: nothing else tells what the user asked for. */
    private List<String> chosen(List<Requirement> requirements, Map<String, String> markers, String extra) {
        List<String> names = new ArrayList<>();
        for (Requirement requirement : requirements) {
            if (requirement.applies(markers, Set.of(extra)) && !requirement.applies(markers, Set.of())) {
                if (seen.distributions().named(requirement.name()).isEmpty()) {
                    return List.of();
                }
                names.add(requirement.name());
            }
        }
        return names;
    }
}
