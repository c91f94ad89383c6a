package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.source.PathAddition;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
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
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
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
    private static final int FILES = 32;

    /** Causes whose chain ends with the file at fault; of what is absent it ends with who asked for it. */
    private static final Set<String> OF_A_FILE =
            Set.of(AbiTagMismatch.CODE, NativeFileDamaged.CODE, DistributionDamaged.CODE, WrongDistribution.CODE);

    private AddedEntries() {}

    /**
     * What a program sees with the folders that it added.
     *
     * @param sure whether nothing of the answer may hang on one that the source adds in some cases only
     */
    record Widened(PythonEnvironment environment, boolean sure) {}

    /**
     * The same with the folders that the program's own source adds in so many words before the line that failed, and
     * with those that its output shows.
     *
     * @param shown whether the output is that of the command itself, so that what is searched else is known
     */
    static Widened over(Symptom symptom, PythonEnvironment seen, String folder, Machine machine, boolean shown) {
        PythonEnvironment whole = seen;
        boolean sure = true;
        for (PathAddition each : written(symptom, seen, folder, machine)) {
            if (!known(each.folder(), whole, machine) && !served(symptom, seen, each.folder())) {
                whole = each.last()
                        ? whole.last(each.folder(), PathEntry.Origin.ADDED)
                        : whole.with(each.folder(), PathEntry.Origin.ADDED);
                sure &= each.sure() || !concerns(symptom, each.folder(), machine);
            }
        }
        for (String each : shown ? of(symptom, whole, folder, machine).reversed() : List.<String>of()) {
            whole = whole.with(each, PathEntry.Origin.ADDED);
        }
        return new Widened(whole, sure);
    }

    /** What the files of the stack, and those of the program's own that they had loaded before, say that they add. */
    private static List<PathAddition> written(Symptom symptom, PythonEnvironment seen, String folder, Machine machine) {
        List<PathAddition> found = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (Incident incident : symptom.incidents()) {
            for (Frame frame : incident.frames()) {
                String file = frame.internal() ? "" : Paths.absolute(folder, frame.file());
                if (!file.isEmpty() && read.size() < FILES && read.add(file + ":" + frame.line())) {
                    written(file, frame.line(), folder, seen, machine, read, found);
                }
            }
        }
        found.removeIf(each -> !machine.isFolder(each.folder()) && !machine.isFile(each.folder()));
        return found;
    }

    private static void written(
            String file,
            int line,
            String folder,
            PythonEnvironment seen,
            Machine machine,
            Set<String> read,
            List<PathAddition> found) {
        if (!OwnCode.runs(seen, file)) {
            return;
        }
        SourceCode code = SourceCode.of(machine.source(file));
        for (Statement each : code.statements()) {
            if (each.from() >= line || each.indent() > 0 || !ImportLine.imports(each.code())) {
                continue;
            }
            for (String module : ImportLine.modules(each.code())) {
                Optional<Module> loaded =
                        seen.modules().find(module).filter(there -> there.kind() == Module.Kind.SOURCE);
                if (loaded.isPresent()
                        && read.size() < FILES
                        && read.add(loaded.get().file())) {
                    written(loaded.get().file(), Integer.MAX_VALUE, folder, seen, machine, read, found);
                }
            }
        }
        for (PathAddition each : PathAddition.before(file, line, folder, machine)) {
            if (found.stream().noneMatch(other -> other.folder().equals(each.folder()))) {
                found.add(each);
            }
        }
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

    /** Whether the folder holds anything of the name that the failure is about. */
    private static boolean concerns(Symptom symptom, String entry, Machine machine) {
        for (Incident incident : symptom.incidents()) {
            String top = ModuleName.top(incident.failure().about());
            for (String name :
                    top.isEmpty() ? List.<String>of() : machine.list(entry).names()) {
                if (name.equals(top) || name.startsWith(top + ".")) {
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
