package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Absent;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.wanted.DeclaredFolders;
import tiryaq.diagnosis.wanted.WantedDistribution;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.TomlArrays;
import tiryaq.python.Distributions;
import tiryaq.python.Editables;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.ProjectRoot;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * Where a missing module lies in the project's own sources: in a folder above the program, or in the {@code src} of
 * one.
 *
 * @param entry the folder that would have to be searched
 * @param file what would be loaded then
 * @param project the folder of the project's own files
 * @param sure whether nothing else could be meant: the project says what it is, and the module is in no other place
 * @param whole whether all of the dotted module is there that the failing line asks for
 */
public record OwnPlace(String entry, String file, String project, boolean sure, boolean whole) {
    private static final int LEVELS = 6;

    /** That place; empty where the module is found, is somebody else's, or is in none of those folders. */
    public static Optional<OwnPlace> of(Case patient) {
        if (!(patient.failure() instanceof Failure.MissingModule missing)
                || missing.parentIsNoPackage()
                || missing.module().startsWith("__")
                || StandardLibrary.comesOrGoes(ModuleName.top(missing.module()))
                || Absent.loadedElsewhere(patient).isPresent()) {
            return Optional.empty();
        }
        return patient.environment().flatMap(seen -> of(patient, seen, missing.module()));
    }

    private static Optional<OwnPlace> of(Case patient, PythonEnvironment seen, String module) {
        String top = ModuleName.top(module);
        boolean there = seen.modules()
                .find(top)
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isPresent();
        boolean moved = Editables.of(seen, patient.machine(), top)
                .filter(Editables.Lost::meant)
                .isPresent();
        if (there || moved) {
            return Optional.empty();
        }
        List<OwnPlace> found = new ArrayList<>();
        for (String start : starts(patient)) {
            found.addAll(upwards(patient, seen, start, module));
            itself(patient, start, top).ifPresent(found::add);
        }
        between(patient, seen, module).stream()
                .filter(each -> found.stream().noneMatch(one -> one.entry.equals(each.entry)))
                .forEach(found::add);
        if (found.isEmpty()) {
            found.addAll(declared(patient, seen, module));
        }
        if (found.isEmpty()) {
            besideImporter(patient, seen, module).ifPresent(found::add);
        }
        if (found.isEmpty() || WantedDistribution.importer(patient, module).isPresent()) {
            return Optional.empty();
        }
        OwnPlace first = found.stream().filter(OwnPlace::whole).findFirst().orElse(found.getFirst());
        boolean single = found.stream().allMatch(each -> each.entry.equals(first.entry));
        boolean others = !patient.table().providers(top).isEmpty();
        return Optional.of(
                new OwnPlace(first.entry, first.file, first.project, first.sure && single && !others, first.whole));
    }

    /** In a folder that the project itself names among its requirements. */
    private static List<OwnPlace> declared(Case patient, PythonEnvironment seen, String module) {
        List<OwnPlace> all = new ArrayList<>();
        DeclaredFolders declared = DeclaredFolders.of(patient);
        for (String folder : declared.folders()) {
            for (String entry : entries(patient.machine(), folder)) {
                found(patient, seen, entry, module)
                        .map(each -> new OwnPlace(
                                entry,
                                each.file(),
                                folder,
                                declared.within(folder),
                                holdsAll(patient, seen, entry, module)))
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    /** {@code uvicorn shop.main:app}, typed in the folder {@code shop}: the caller stands in what is asked for. */
    private static Optional<OwnPlace> itself(Case patient, String start, String top) {
        List<Frame> frames = patient.incident().frames().stream()
                .filter(frame -> !frame.internal())
                .toList();
        boolean byName = !frames.isEmpty() && frames.getLast().file().endsWith("/importlib/__init__.py");
        if (!byName || !Paths.name(start).equals(top)) {
            return Optional.empty();
        }
        String init = Paths.join(start, "__init__.py");
        boolean whole = patient.machine().isFile(init);
        boolean holds = whole || patient.machine().list(start).names().stream().anyMatch(name -> name.endsWith(".py"));
        return holds
                ? Optional.of(new OwnPlace(Paths.parent(start), whole ? init : start, start, false, true))
                : Optional.empty();
    }

    /** Beside a file of a package that asks for it as if it stood alone, which only Python 2 allows. */
    private static Optional<OwnPlace> besideImporter(Case patient, PythonEnvironment seen, String module) {
        List<Frame> frames = patient.incident().frames().stream()
                .filter(frame -> !frame.internal())
                .toList();
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        Frame last = frames.getLast();
        boolean asks = last.source() != null
                && ImportLine.modules(last.source()).stream()
                        .anyMatch(asked -> asked.equals(module) || asked.startsWith(module + "."));
        if (!asks || !patient.table().providers(ModuleName.top(module)).isEmpty()) {
            return Optional.empty();
        }
        String file = patient.absolute(last.file());
        String entry = Paths.parent(file);
        return OwnCode.runs(seen, file)
                ? found(patient, seen, entry, module)
                        .map(each ->
                                new OwnPlace(entry, each.file(), entry, false, holdsAll(patient, seen, entry, module)))
                : Optional.empty();
    }

    private static Set<String> starts(Case patient) {
        Set<String> starts = new LinkedHashSet<>();
        // A console script lies in an environment, which tells nothing of the project.
        patient.script()
                .map(Paths::parent)
                .filter(folder -> !folder.endsWith("/bin"))
                .ifPresent(starts::add);
        if (!patient.folder().isEmpty()) {
            starts.add(patient.folder());
        }
        return starts;
    }

    /**
     * Above the folder itself only what lies in a project that says that it is one: all else is a heap of other things.
     */
    private static List<OwnPlace> upwards(Case patient, PythonEnvironment seen, String start, String module) {
        Machine machine = patient.machine();
        String home = machine.variable("HOME").orElse("");
        List<OwnPlace> here = new ArrayList<>();
        List<OwnPlace> all = new ArrayList<>();
        String folder = start;
        for (int level = 0; level < LEVELS && folder.length() > 1 && !folder.equals(home); level++) {
            for (String entry : entries(machine, folder)) {
                Optional<Module> there = found(patient, seen, entry, module);
                there.ifPresent(each -> all.add(new OwnPlace(
                        entry, each.file(), folderOf(entry), true, holdsAll(patient, seen, entry, module))));
            }
            if (level == 0) {
                all.forEach(each -> here.add(new OwnPlace(each.entry, each.file, each.project, false, each.whole)));
            }
            if (ProjectRoot.is(machine, folder)) {
                return all;
            }
            folder = Paths.parent(folder);
        }
        return here;
    }

    /**
     * In the folders between the working folder and the program's own files: whoever starts a program from further up
     * has all of it below.
     */
    private static List<OwnPlace> between(Case patient, PythonEnvironment seen, String module) {
        List<OwnPlace> all = new ArrayList<>();
        Machine machine = patient.machine();
        String above = patient.folder();
        // In a home, or among temporary files, what lies beside the program is not told from what is meant.
        boolean heap = !ProjectRoot.canBeOne(machine, above)
                && !patient.table().providers(ModuleName.top(module)).isEmpty();
        for (String file : heap ? Set.<String>of() : ownFiles(patient, seen)) {
            String folder = Paths.parent(Paths.parent(file));
            for (int level = 0; level < LEVELS && !folder.equals(above) && Paths.within(folder, above); level++) {
                for (String entry : entries(machine, folder)) {
                    found(patient, seen, entry, module)
                            .map(each -> new OwnPlace(
                                    entry, each.file(), folderOf(entry), false, holdsAll(patient, seen, entry, module)))
                            .ifPresent(all::add);
                }
                folder = Paths.parent(folder);
            }
        }
        return all;
    }

    /** The file that was started, and those of the program's own that the failure went through. */
    private static Set<String> ownFiles(Case patient, PythonEnvironment seen) {
        Set<String> files = new LinkedHashSet<>();
        patient.script().ifPresent(files::add);
        for (Frame frame : patient.incident().frames()) {
            if (!frame.internal()) {
                files.add(patient.absolute(frame.file()));
            }
        }
        files.removeIf(file -> !OwnCode.runs(seen, file));
        return files;
    }

    private static Optional<Module> found(Case patient, PythonEnvironment seen, String entry, String module) {
        if (seen.path().locations().contains(entry) || Distributions.liesIn(patient.machine(), entry)) {
            return Optional.empty();
        }
        PythonEnvironment with = seen.with(entry, PathEntry.Origin.ADDED);
        return with.modules()
                .find(module)
                .filter(each -> each.entry().equals(entry))
                .flatMap(each ->
                        each.kind() == Module.Kind.NAMESPACE ? inFolder(patient, with, each) : Optional.of(each));
    }

    /**
     * What the failing line asks for in a mere folder (PEP 420): any folder has a name, so that it is meant only where
     * all of that is there as files.
     */
    private static Optional<Module> inFolder(Case patient, PythonEnvironment with, Module folder) {
        String line = line(patient).orElse("");
        List<String> asked = new ArrayList<>();
        for (String each : ImportLine.modules(line)) {
            if (each.equals(folder.name()) || each.startsWith(folder.name() + ".")) {
                boolean mere = with.modules()
                        .find(each)
                        .filter(found -> found.kind() == Module.Kind.NAMESPACE)
                        .isPresent();
                List<String> named = mere ? ImportLine.named(line) : List.of();
                asked.addAll(
                        named.isEmpty()
                                ? List.of(each)
                                : named.stream().map(name -> each + "." + name).toList());
            }
        }
        List<Module> there = asked.stream()
                .map(with.modules()::find)
                .flatMap(Optional::stream)
                .filter(each -> each.kind() != Module.Kind.NAMESPACE && Paths.within(each.file(), folder.entry()))
                .toList();
        return there.size() == asked.size() ? there.stream().findFirst() : Optional.empty();
    }

    private static Optional<String> line(Case patient) {
        List<Frame> frames = patient.incident().frames().stream()
                .filter(frame -> !frame.internal())
                .toList();
        return frames.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(frames.getLast().source());
    }

    /** Python names the first part that it does not find; the line that failed says what is asked for behind it. */
    private static boolean holdsAll(Case patient, PythonEnvironment seen, String entry, String module) {
        PythonEnvironment with = seen.with(entry, PathEntry.Origin.ADDED);
        return ImportLine.modules(line(patient).orElse("")).stream()
                .filter(asked -> asked.startsWith(module + "."))
                .allMatch(asked -> with.modules().find(asked).isPresent());
    }

    private static String folderOf(String entry) {
        return Paths.name(entry).equals("src") ? Paths.parent(entry) : entry;
    }

    /** The folder itself, and where its own packages lie by custom or by what its build says. */
    private static Set<String> entries(Machine machine, String folder) {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(folder);
        if (machine.isFolder(Paths.join(folder, "src"))) {
            entries.add(Paths.join(folder, "src"));
        }
        String build = Paths.join(folder, "pyproject.toml");
        if (machine.isFile(build)) {
            TomlArrays.strings(machine.source(build), "tool.setuptools.packages.find", "where")
                    .orElse(List.of())
                    .forEach(where -> entries.add(Paths.absolute(folder, where)));
        }
        return entries;
    }

    /** Whether the project can be installed from its folder, and the module would be found then. */
    public boolean installable(Machine machine) {
        return ProjectRoot.installable(machine, project) && ProjectRoot.exposes(machine, project, entry, file);
    }
}
