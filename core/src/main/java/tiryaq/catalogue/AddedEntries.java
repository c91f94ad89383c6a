package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.source.path.AddingSource;
import tiryaq.catalogue.source.path.PathAddition;
import tiryaq.catalogue.source.path.PathChanges;
import tiryaq.catalogue.source.path.TakenPath;
import tiryaq.catalogue.source.tests.CollectedTests;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionDamaged;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.diagnosis.causes.nativemodule.AbiTagMismatch;
import tiryaq.diagnosis.causes.nativemodule.NativeFileDamaged;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * Folders that a program puts on the search path while it runs, as its own source says in so many words, or as its
 * output shows by the modules that came from there.
 */
public final class AddedEntries {
    private static final int MOST = 4;

    /** Causes whose chain ends with the file at fault; of what is absent it ends with who asked for it. */
    private static final Set<String> OF_A_FILE =
            Set.of(AbiTagMismatch.CODE, NativeFileDamaged.CODE, DistributionDamaged.CODE, WrongDistribution.CODE);

    private AddedEntries() {}

    /**
     * What a program sees with the folders that it added.
     *
     * @param sure whether nothing of the answer may hang on one that the source adds in some cases only
     * @param changes all that the source does to the search path
     */
    record Widened(PythonEnvironment environment, boolean sure, PathChanges changes) {
        /** The answer with what the program took from its own search path. */
        Examined judged(Examined examined) {
            Examined certain = sure ? examined : examined.atMost(Certainty.LIKELY);
            List<Diagnosis> judged = TakenPath.judged(certain.patient(), certain.diagnoses(), changes);
            return certain.diagnosed(judged)
                    .with(
                            certain.beside().stream()
                                    .map(each ->
                                            each.diagnosed(TakenPath.judged(each.patient(), each.diagnoses(), changes)))
                                    .toList(),
                            certain.more());
        }
    }

    /**
     * The same with the folders that the program's own source adds in so many words before the line that failed, and
     * with those that its output shows.
     *
     * @param begun what was run
     * @param shown whether the output is that of the command itself, so that what is searched else is known
     */
    static Widened over(
            Symptom symptom,
            PythonEnvironment seen,
            AddingSource.Begun begun,
            String folder,
            Machine machine,
            boolean shown) {
        PathChanges changes = AddingSource.of(symptom, seen, begun, folder, machine);
        List<PathEntry> entries = new ArrayList<>(seen.path().entries());
        Set<PathEntry> moved = new HashSet<>();
        for (String each : CollectedTests.folders(symptom, seen, begun.tests(), folder, machine)) {
            PathEntry entry = new PathEntry(each, PathEntry.Origin.PROGRAM, "");
            entries.addFirst(entry);
            moved.add(entry);
        }
        for (String each : begun.served().reversed()) {
            Optional<PathEntry> known = there(each, entries, machine);
            PathEntry entry = known.orElseGet(() -> new PathEntry(each, PathEntry.Origin.PROGRAM, ""));
            if (known.isEmpty() && machine.isFolder(each) && !served(symptom, seen, each)) {
                entries.addFirst(entry);
                moved.add(entry);
            }
        }
        boolean sure = true;
        for (PathAddition each : changes.additions()) {
            Optional<PathEntry> there = there(each.folder(), entries, machine);
            int index = each.index(entries.size());
            boolean another = there.isEmpty() || (!each.once() && index <= entries.indexOf(there.get()));
            if (!another || (there.isEmpty() && served(symptom, seen, each.folder()))) {
                // Where it stands twice, it counts for the places of the others.
                if (!each.once() && there.isPresent()) {
                    entries.add(index, there.get());
                    moved.add(there.get());
                }
                continue;
            }
            PathEntry entry = there.orElseGet(() -> new PathEntry(each.folder(), PathEntry.Origin.ADDED, ""));
            entries.add(index, entry);
            moved.add(entry);
            sure &= each.sure() || !matters(symptom, each, machine);
        }
        entries.removeIf(each -> each.origin() == PathEntry.Origin.ADDED
                && moved.contains(each)
                && !machine.isFolder(each.location())
                && !machine.isFile(each.location()));
        PythonEnvironment whole = moved.isEmpty() ? seen : seen.searching(firsts(entries, moved));
        for (String each : shown ? of(symptom, whole, folder, machine).reversed() : List.<String>of()) {
            whole = whole.with(each, PathEntry.Origin.ADDED);
        }
        return new Widened(whole, sure, changes);
    }

    /** Only the first of those that stand there twice is ever searched. */
    private static List<PathEntry> firsts(List<PathEntry> entries, Set<PathEntry> twice) {
        List<PathEntry> found = new ArrayList<>();
        for (PathEntry each : entries) {
            if (!twice.contains(each) || !found.contains(each)) {
                found.add(each);
            }
        }
        return found;
    }

    private static Optional<PathEntry> there(String folder, List<PathEntry> entries, Machine machine) {
        String real = Paths.real(machine, folder).orElse(folder);
        return entries.stream()
                .filter(each -> each.location().equals(folder)
                        || Paths.real(machine, each.location())
                                .filter(real::equals)
                                .isPresent())
                .findFirst();
    }

    /** Whether what is missing would have been found there, so that it cannot have been searched. */
    private static boolean served(Symptom symptom, PythonEnvironment seen, String entry) {
        return symptom.incidents().stream()
                .map(Incident::failure)
                .filter(Failure.MissingModule.class::isInstance)
                .anyMatch(missing -> seen.with(entry, PathEntry.Origin.ADDED)
                        .modules()
                        .find(missing.about())
                        .filter(there -> there.kind() != Module.Kind.NAMESPACE
                                && there.entry().equals(entry))
                        .isPresent());
    }

    /**
     * Whether the answer may hang on a folder that nobody knows to have been searched: it holds anything of the name
     * that the failure is about, or that names no module.
     */
    private static boolean matters(Symptom symptom, PathAddition added, Machine machine) {
        List<String> names = machine.list(added.folder()).names();
        if (added.place() == PathAddition.Place.UNKNOWN || (symptom.incidents().isEmpty() && !names.isEmpty())) {
            return true;
        }
        for (Incident incident : symptom.incidents()) {
            String top = ModuleName.top(incident.failure().about());
            for (String name : names) {
                if (top.isEmpty() || name.equals(top) || name.startsWith(top + ".")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Those from which an import of the stack was served, though nothing that was set before leads to them. */
    private static List<String> of(Symptom symptom, PythonEnvironment seen, String folder, Machine machine) {
        List<String> entries = new ArrayList<>();
        for (Incident incident : symptom.incidents()) {
            String importing = null;
            for (Frame frame : incident.frames()) {
                if (!frame.internal()) {
                    add(importing, frame.file(), seen, folder, machine, entries);
                    importing = frame.source();
                }
            }
            add(importing, loaded(incident.failure()), seen, folder, machine, entries);
        }
        return entries;
    }

    /** The file of the module that was loaded and lacks a name, if the output says it. */
    private static @Nullable String loaded(Failure failure) {
        return failure instanceof Failure.MissingName missing ? missing.file() : null;
    }

    private static void add(
            @Nullable String importing,
            @Nullable String file,
            PythonEnvironment seen,
            String folder,
            Machine machine,
            List<String> entries) {
        if (importing == null || file == null || entries.size() >= MOST) {
            return;
        }
        String path = Paths.absolute(folder, file);
        for (String module : ImportLine.modules(importing)) {
            entry(path, ModuleName.top(module), machine)
                    .filter(entry -> !entries.contains(entry) && !known(entry, seen, machine))
                    .ifPresent(entries::add);
        }
    }

    private static Optional<String> entry(String file, String top, Machine machine) {
        return Paths.name(file).equals(top + ".py") && !machine.isFile(Paths.join(Paths.parent(file), "__init__.py"))
                ? Optional.of(Paths.parent(file))
                : ShownEntries.entry(file, top, machine);
    }

    private static boolean known(String entry, PythonEnvironment seen, Machine machine) {
        String real = Paths.real(machine, entry).orElse(entry);
        return seen.inStandardLibrary(entry)
                || seen.path().locations().stream()
                        .anyMatch(each -> each.equals(entry)
                                || Paths.real(machine, each).orElse(each).equals(real));
    }

    /** The answer with where its file comes from, if the program itself put that folder on the path. */
    static Examined told(Examined examined) {
        Diagnosis answer = examined.answer();
        Optional<PathEntry> added = examined.patient().environment().flatMap(seen -> added(answer, seen));
        if (added.isEmpty()) {
            return examined;
        }
        List<Say> notes = new ArrayList<>();
        notes.add(Say.of("note.added-entry", "entry", added.get().location()));
        notes.addAll(answer.notes());
        // Of what pip counts as installed this folder is no part.
        if (answer.distribution() != null) {
            notes.remove(DiagnosisBuilder.alreadySatisfied(examined.patient(), answer.distribution()));
        }
        List<Diagnosis> all = new ArrayList<>(examined.diagnoses());
        all.set(0, answer.withNotes(notes));
        return examined.diagnosed(all);
    }

    /** The entry that the program added and in which the file at fault lies. */
    public static Optional<PathEntry> added(Diagnosis answer, PythonEnvironment seen) {
        return answer.chain().isEmpty() || !OF_A_FILE.contains(answer.cause())
                ? Optional.empty()
                : seen.path()
                        .holding(answer.chain().getLast().file())
                        .filter(entry -> entry.origin() == PathEntry.Origin.ADDED);
    }
}
