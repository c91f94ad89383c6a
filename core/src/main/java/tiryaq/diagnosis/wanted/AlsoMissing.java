package tiryaq.diagnosis.wanted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.Providers;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Archive;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;

/**
 * What the file that failed imports besides, in lines that nothing guards, and what is not there either.
 *
 * @param file the project's own
 * @param known modules of which it is known what provides them
 * @param unknown the others
 */
public record AlsoMissing(String file, List<String> known, List<String> unknown) {
    /** The index may be asked about each. */
    private static final int MOST = 4;

    public AlsoMissing {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /** But for some modules. */
    public AlsoMissing without(Predicate<String> there) {
        return new AlsoMissing(
                file,
                known.stream().filter(there.negate()).toList(),
                unknown.stream().filter(there.negate()).toList());
    }

    /** Those of the file whose line failed; none where that is no file of the project. */
    public static AlsoMissing of(Case patient, Diagnosis answer) {
        String file = file(patient);
        PythonEnvironment seen = patient.environment().orElse(null);
        String failed = answer.module();
        if (file == null || seen == null || failed == null) {
            return new AlsoMissing("", List.of(), List.of());
        }
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String module : imported(patient, file)) {
            boolean missing = !module.equals(ModuleName.top(failed))
                    && !StandardLibrary.comesOrGoes(module)
                    && seen.modules().find(module).isEmpty()
                    && known.size() + unknown.size() < MOST;
            if (missing) {
                Optional<Providers.Provided> provided = WantedDistribution.of(patient, module);
                (provided.isPresent() ? known : unknown).add(module);
            }
        }
        return new AlsoMissing(file, known, unknown);
    }

    private static @Nullable String file(Case patient) {
        List<Frame> frames = patient.incident().frames().stream()
                .filter(each -> !each.internal())
                .toList();
        if (frames.isEmpty()) {
            return null;
        }
        String file = patient.absolute(frames.getLast().file());
        boolean own = !Archive.source(patient.machine(), file).isEmpty()
                && patient.environment()
                        .flatMap(seen -> seen.distributions().owner(file))
                        .isEmpty();
        return own ? file : null;
    }

    /** The top-level modules of imports that stand at the margin: what is guarded is indented. */
    private static Set<String> imported(Case patient, String file) {
        Set<String> modules = new LinkedHashSet<>();
        for (String each : ImportLine.outright(Archive.source(patient.machine(), file))) {
            ImportLine.modules(each).forEach(module -> modules.add(ModuleName.top(module)));
        }
        return modules;
    }
}
