package tiryaq.diagnosis.causes.start;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.Owner;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;

/**
 * What a folder or archive of {@code PYTHONPATH} holds that no distribution brought there. Who leaves the folder out
 * takes that away, too, and a program that only asks whether it is there goes on without it and ends well.
 */
public final class OwnEntry {
    private static final Set<String> NO_MODULES =
            Set.of("__pycache__", "bin", "share", "include", "etc", "man", "_virtualenv");

    /** What Python itself imports when it starts, whoever names it. */
    private static final Set<String> BY_ITSELF = Set.of("sitecustomize", "usercustomize");

    private static final int MOST_FILES = 2_000;
    private static final int MOST_TEXTS = 200;

    private final Case patient;
    private final PythonEnvironment seen;
    private final Machine machine;
    private final PathEntry entry;

    private OwnEntry(Case patient, PythonEnvironment seen, PathEntry entry) {
        this.patient = patient;
        this.seen = seen;
        this.machine = patient.machine();
        this.entry = entry;
    }

    /**
     * The modules there that nobody installed and that the program may need, as far as its own text does not show that
     * it needs none of them.
     *
     * @param inTheWay a module that is to be passed over; null for none
     */
    public static Set<String> neededOf(
            Case patient, PythonEnvironment seen, PathEntry entry, @Nullable String inTheWay) {
        if (entry.origin() != PathEntry.Origin.PYTHONPATH) {
            return Set.of();
        }
        OwnEntry own = new OwnEntry(patient, seen, entry);
        Set<String> names = own.names();
        names.removeIf(name -> inTheWay != null && ModuleName.top(name).equals(ModuleName.top(inTheWay)));
        return names.isEmpty() || !own.mayNeed(names) ? Set.of() : names;
    }

    private Set<String> names() {
        Set<String> found = new LinkedHashSet<>();
        String location = entry.location();
        List<String> all = seen.modules().namesIn(location);
        if (all.contains("os.py") && all.contains("site.py")) {
            return found;
        }
        Set<String> recorded = recorded();
        PythonEnvironment without = seen.without(entry);
        for (String name : all) {
            int dot = name.indexOf('.');
            String stem = dot < 0 ? name : name.substring(0, dot);
            if (!Identifier.is(stem) || NO_MODULES.contains(stem)) {
                continue;
            }
            String path = Paths.join(location, name);
            boolean recordedPart = recorded.stream().anyMatch(file -> file.startsWith(stem + "/"));
            if (!recordedPart && isCopy(stem, all, without)) {
                continue;
            }
            if (isCode(name)) {
                if (isNobodys(path, recorded)) {
                    found.add(stem);
                }
            } else if (dot < 0 && machine.isFolder(path)) {
                inFolder(stem, path, recorded, without, found);
            } else if (dot < 0
                    && !machine.isFolder(location)
                    && !seen.modules().namesIn(path).isEmpty()) {
                found.add(stem);
            }
        }
        return found;
    }

    private static boolean isCode(String name) {
        return name.endsWith(".py") || name.endsWith(".pyc") || NativeName.isNative(name);
    }

    /** A package that was copied there without its metadata, or that an archive holds with it. */
    private boolean isCopy(String top, List<String> all, PythonEnvironment without) {
        boolean folder = all.contains(top);
        boolean zipped = !machine.isFolder(entry.location())
                && all.stream()
                        .filter(name -> name.endsWith(".dist-info") && name.indexOf('-') > 0)
                        .anyMatch(name -> DistributionName.same(name.substring(0, name.indexOf('-')), top));
        boolean compiled = all.stream().anyMatch(name -> NativeName.isNative(name) && name.startsWith(top + "."));
        boolean named = ModuleName.top(patient.failure().about()).equals(top);
        return zipped
                || ((folder || compiled || named)
                        && !patient.table().providers(top).isEmpty())
                || without.modules()
                        .find(top)
                        .filter(there -> there.kind() == Module.Kind.BUILTIN || isSafe(there))
                        .isPresent();
    }

    /** The standard library's or installed; or the very same, where the entry is on the path more than once. */
    private boolean isSafe(Module there) {
        return there.entry().equals(entry.location())
                || seen.path().entries().stream()
                        .filter(each -> each.location().equals(there.entry()))
                        .anyMatch(each -> switch (each.origin()) {
                            case STANDARD_LIBRARY, SITE, USER_SITE -> true;
                            case PROGRAM, PYTHONPATH, PTH, ADDED -> false;
                        });
    }

    private void inFolder(
            String top, String folder, Set<String> recorded, PythonEnvironment without, Set<String> found) {
        if (!Module.holdsCode(machine, folder)) {
            return;
        }
        Module there = new Module(top, Module.Kind.NAMESPACE, "", List.of(folder), entry.location());
        Module.Sources sources = there.sources(machine, MOST_FILES);
        // A package of compiled or cached files alone has no source to ask about.
        if (sources.files().isEmpty() && recorded.stream().noneMatch(name -> name.startsWith(top + "/"))) {
            found.add(top);
        }
        for (String file : sources.files()) {
            String module = seen.modules().moduleOf(file).orElse(top);
            boolean elsewhere =
                    without.modules().find(module).filter(this::isSafe).isPresent();
            if (!elsewhere && isNobodys(file, recorded)) {
                found.add(module);
            }
        }
    }

    private boolean isNobodys(String file, Set<String> recorded) {
        String inner = file.substring(Math.min(file.length(), entry.location().length() + 1));
        return !recorded.contains(inner) && patient.ownerOf(file).kind() == Owner.Kind.NOBODY;
    }

    private Set<String> recorded() {
        Set<String> files = new HashSet<>();
        for (Distribution each : seen.distributions().all()) {
            if (each.location().equals(entry.location())) {
                RecordFile.visit(seen.distributions().record(each), line -> {
                    files.add(line.path());
                    return false;
                });
            }
        }
        return files;
    }

    /** Whether the program may load one of them; only its own text can show that it does not. */
    private boolean mayNeed(Set<String> names) {
        Optional<String> start = start();
        if (start.isEmpty() || names.stream().anyMatch(BY_ITSELF::contains)) {
            return true;
        }
        Set<String> words = new LinkedHashSet<>();
        names.forEach(name -> words.add(name.substring(name.lastIndexOf('.') + 1)));
        Deque<String> todo = new ArrayDeque<>(List.of(start.get()));
        for (Frame frame : patient.incident().frames()) {
            todo.add(patient.absolute(frame.file()));
        }
        Set<String> read = new HashSet<>();
        while (!todo.isEmpty()) {
            String file = todo.removeFirst();
            if (!OwnCode.runs(seen, file) || !read.add(file)) {
                continue;
            }
            String text = machine.source(file);
            boolean any = ImportLine.mayLoadAnything(text)
                    || words.stream().anyMatch(word -> Identifier.standsIn(text, word));
            if (any || read.size() > MOST_TEXTS) {
                return true;
            }
            for (String name : ImportLine.all(text)) {
                seen.modules()
                        .find(ModuleName.top(name))
                        .filter(each -> each.kind() == Module.Kind.SOURCE || each.kind() == Module.Kind.NAMESPACE)
                        .ifPresent(each ->
                                todo.addAll(each.sources(machine, MOST_TEXTS).files()));
            }
        }
        return named(words);
    }

    /** The program's own first file; empty where it is none, or an installer wrote it to start something else. */
    private Optional<String> start() {
        return patient.script()
                .or(() -> patient.incident().frames().stream()
                        .filter(frame -> !frame.internal() && !frame.startsModules())
                        .findFirst()
                        .map(frame -> patient.absolute(frame.file())))
                .filter(file -> machine.isFile(file)
                        && file.endsWith(".py")
                        && !Paths.parent(file).endsWith("/bin")
                        && OwnCode.runs(seen, file));
    }

    /** Frameworks are told by a variable what to load. */
    private boolean named(Set<String> words) {
        for (String value : machine.variables().values()) {
            if (value.indexOf('/') < 0 && words.stream().anyMatch(word -> Identifier.standsIn(value, word))) {
                return true;
            }
        }
        return false;
    }
}
