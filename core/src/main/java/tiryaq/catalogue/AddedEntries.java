package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** Folders that a program puts on the search path while it runs: its own output shows which modules came from there. */
public final class AddedEntries {
    private static final int MOST = 4;

    /** Causes whose chain ends with the file at fault; of what is absent it ends with who asked for it. */
    private static final Set<String> OF_A_FILE =
            Set.of(AbiTagMismatch.CODE, NativeFileDamaged.CODE, DistributionDamaged.CODE, WrongDistribution.CODE);

    private AddedEntries() {}

    /** Those from which an import of the stack was served, though nothing that was set before leads to them. */
    static List<String> of(Symptom symptom, PythonEnvironment seen, String folder, Machine machine) {
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
