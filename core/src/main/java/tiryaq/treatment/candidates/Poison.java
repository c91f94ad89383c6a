package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.start.OwnEntry;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Distributions;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.VariableChange;

/** The folders of packages in {@code PYTHONPATH}, which would come before those of every environment. */
final class Poison {
    /** So many of the user's own modules are named, to know which folder is meant. */
    private static final int NAMED = 3;

    private final Case patient;
    private final PythonEnvironment seen;
    private final @Nullable String script;
    private final @Nullable String target;
    private final InstalledFiles installed;

    Poison(Case patient, PythonEnvironment seen, @Nullable String script, @Nullable String target) {
        this.patient = patient;
        this.seen = seen;
        this.script = script;
        this.target = target;
        this.installed = new InstalledFiles(seen, patient.machine());
    }

    /** {@code PYTHONPATH} without them; a folder of which the program itself is stays. */
    VariableChange leftOut(List<Diagnosis> answers, String folder) {
        List<String> packages = new ArrayList<>();
        String value = patient.machine().variable("PYTHONPATH").orElse("");
        for (String part : value.split(":", -1)) {
            String location = Paths.absolute(folder, part);
            boolean guilty = ofPath(location)
                    && !(script != null && Paths.within(script, location))
                    && !links(answers, location).isEmpty();
            boolean poisons = Distributions.liesIn(patient.machine(), location) || guilty;
            if (!part.isEmpty() && poisons && !ofProgram(answers, location)) {
                packages.add(part);
            }
        }
        return packages.isEmpty() ? VariableChange.NONE : VariableChange.without("PYTHONPATH", value, packages);
    }

    /** What an entry holds that nobody installed and that the program may need: it is never left out unasked. */
    Set<String> ownOf(String location, @Nullable String inTheWay) {
        Set<String> own = new LinkedHashSet<>();
        for (PathEntry entry : seen.path().entries()) {
            if (entry.location().equals(location)) {
                own.addAll(OwnEntry.neededOf(patient, seen, entry, inTheWay));
            }
        }
        return own;
    }

    /** What has to be done first for each entry that a change leaves out and that holds something own. */
    List<Treatment> parting(VariableChange change, String folder) {
        List<Treatment> first = new ArrayList<>();
        String value = patient.machine().variable("PYTHONPATH").orElse("");
        for (String part : change.leftOut("PYTHONPATH", value)) {
            parting(part, Paths.absolute(folder, part)).ifPresent(first::add);
        }
        return first;
    }

    /** The change, if none of the entries that it leaves out holds anything own but what is in the way; else none. */
    VariableChange wholly(VariableChange change, String folder, @Nullable String inTheWay) {
        String value = patient.machine().variable("PYTHONPATH").orElse("");
        boolean nothing = change.leftOut("PYTHONPATH", value).stream()
                .allMatch(part -> ownOf(Paths.absolute(folder, part), inTheWay).isEmpty());
        return nothing ? change : VariableChange.NONE;
    }

    /** The same of one entry; empty where it holds nothing of the kind. */
    Optional<Treatment> parting(String entry, String location) {
        List<String> names = new ArrayList<>(ownOf(location, null));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String modules = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        Say title = Say.of(
                "treatment.by-hand.part",
                "entry",
                entry.isEmpty() ? location : entry,
                "modules",
                names.size() > NAMED ? modules + ", …" : modules,
                "variable",
                "PYTHONPATH");
        return Optional.of(Treatments.byHand(title, Scope.ENVIRONMENT, title, null, List.of()));
    }

    private static List<Link> links(List<Diagnosis> answers, String location) {
        return answers.stream()
                .flatMap(each -> each.chain().stream())
                .filter(link -> Paths.within(link.file(), location))
                .toList();
    }

    /** Whether the program's own modules lie in a folder: those that it ran through, and the one that it began with. */
    private boolean ofProgram(List<Diagnosis> answers, String location) {
        boolean begins = target != null
                && seen.modules()
                        .find(target)
                        .filter(found -> isOwn(answers, found.file(), location))
                        .isPresent();
        return begins
                || links(answers, location).stream()
                        .anyMatch(link -> link.line() > 0 && isOwn(answers, link.file(), location));
    }

    private boolean isOwn(List<Diagnosis> answers, String file, String location) {
        boolean there = seen.path()
                .holding(file)
                .filter(entry -> entry.location().equals(location))
                .isPresent();
        if (file.equals(script) || !there || installed.holds(file)) {
            return false;
        }
        // Packages that were copied there have no metadata.
        String top = seen.modules().moduleOf(file).map(ModuleName::top).orElse("");
        return patient.table().providers(top).isEmpty()
                && answers.stream()
                        .noneMatch(each -> each.distribution() != null
                                && each.module() != null
                                && ModuleName.top(each.module()).equals(top));
    }

    private boolean ofPath(String location) {
        return seen.path().entries().stream()
                .anyMatch(entry -> entry.location().equals(location) && entry.origin() == PathEntry.Origin.PYTHONPATH);
    }
}
