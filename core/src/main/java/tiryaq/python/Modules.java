package tiryaq.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;

/** Finds modules on a search path by names alone, as {@code importlib.machinery.PathFinder} does. */
public final class Modules {
    /** A source may name very many. */
    private static final int MOST_KEPT = 10_000;

    private final Interpreter interpreter;
    private final SearchPath path;
    private final Machine machine;
    private final Set<String> builtins;
    private final List<String> locations;
    private final Map<String, Optional<Module>> remembered = new ConcurrentHashMap<>();
    private @Nullable Map<String, Archive> archives;

    /** Modules as this interpreter would find them on this path. */
    public Modules(Interpreter interpreter, SearchPath path, Machine machine) {
        this.interpreter = interpreter;
        this.path = path;
        this.machine = machine;
        this.builtins = Set.copyOf(interpreter.builtins());
        this.locations = path.locations();
    }

    /** The module that {@code import name} would load. */
    public Optional<Module> find(String name) {
        if (ModuleName.tooDeep(name)) {
            return Optional.empty();
        }
        Optional<Module> known = remembered.get(name);
        if (known != null) {
            return known;
        }
        Optional<Module> module = inPackage(name);
        if (remembered.size() < MOST_KEPT) {
            remembered.put(name, module);
        }
        return module;
    }

    private Optional<Module> inPackage(String name) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            Optional<Module> parent = find(name.substring(0, dot));
            return parent.filter(Module::isPackage)
                    .flatMap(found -> findIn(name, name.substring(dot + 1), found.folders(), found.entry()));
        }
        if (builtins.contains(name)) {
            return Optional.of(new Module(name, Module.Kind.BUILTIN, "", List.of(), ""));
        }
        return findIn(name, name, locations, "");
    }

    private Optional<Module> findIn(String name, String last, List<String> folders, String entry) {
        List<String> portions = new ArrayList<>();
        for (String folder : folders) {
            String top = entry.isEmpty() ? folder : entry;
            Optional<Module> found = inFolder(name, last, folder, top);
            if (found.isPresent() && found.get().kind() != Module.Kind.NAMESPACE) {
                return found;
            }
            if (found.isPresent()) {
                portions.addAll(found.get().folders());
            }
        }
        if (portions.isEmpty() || interpreter.version().major() < 3) {
            return Optional.empty();
        }
        return Optional.of(new Module(
                name,
                Module.Kind.NAMESPACE,
                "",
                portions,
                entry.isEmpty() ? Paths.parent(portions.getFirst()) : entry));
    }

    private Optional<Module> inFolder(String name, String last, String folder, String entry) {
        List<String> names = names(folder);
        boolean isFolder = has(names, last) && isFolder(Paths.join(folder, last));
        if (isFolder) {
            String inner = Paths.join(folder, last);
            Optional<Module> init = file(name, "__init__", inner, names(inner), entry);
            if (init.isPresent()) {
                return init.map(file -> new Module(name, file.kind(), file.file(), List.of(inner), entry));
            }
        }
        Optional<Module> file = file(name, last, folder, names, entry);
        if (file.isPresent() || !isFolder) {
            return file;
        }
        return Optional.of(new Module(name, Module.Kind.NAMESPACE, "", List.of(Paths.join(folder, last)), entry));
    }

    private Optional<Module> file(String name, String stem, String folder, List<String> names, String entry) {
        for (String suffix : interpreter.extensionSuffixes()) {
            if (isFile(names, folder, stem + suffix)) {
                return Optional.of(
                        new Module(name, Module.Kind.NATIVE, Paths.join(folder, stem + suffix), List.of(), entry));
            }
        }
        if (isFile(names, folder, stem + ".py")) {
            return Optional.of(
                    new Module(name, Module.Kind.SOURCE, Paths.join(folder, stem + ".py"), List.of(), entry));
        }
        if (isFile(names, folder, stem + ".pyc")) {
            return Optional.of(
                    new Module(name, Module.Kind.BYTECODE, Paths.join(folder, stem + ".pyc"), List.of(), entry));
        }
        return Optional.empty();
    }

    private boolean isFile(List<String> names, String folder, String name) {
        return has(names, name)
                && (machine.isFile(Paths.join(folder, name))
                        || (archive(folder).isPresent() && !isFolder(Paths.join(folder, name))));
    }

    /** What stands in a folder, or in an archive on the path or a folder of one; native modules in it are left out. */
    public List<String> namesIn(String place) {
        return names(place);
    }

    private List<String> names(String folder) {
        List<String> names = machine.list(folder).names();
        if (!names.isEmpty()) {
            return names;
        }
        return archive(folder)
                .map(found -> found.getValue().names(inner(found.getKey(), folder)))
                .orElse(names);
    }

    private boolean isFolder(String folder) {
        return machine.isFolder(folder)
                || archive(folder)
                        .filter(found -> found.getValue().isFolder(inner(found.getKey(), folder)))
                        .isPresent();
    }

    /** The zip on the path that a place lies in. */
    private Optional<Map.Entry<String, Archive>> archive(String place) {
        for (Map.Entry<String, Archive> each : archives().entrySet()) {
            if (Paths.within(place, each.getKey())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The first zip on the path whose content could not be read in full: it was cut short or is damaged. */
    public Optional<String> unreadArchive() {
        return locations.stream()
                .filter(each ->
                        archive(each).filter(found -> !found.getValue().whole()).isPresent())
                .findFirst();
    }

    private Map<String, Archive> archives() {
        if (archives == null) {
            archives = Archive.of(path, machine);
        }
        return archives;
    }

    private static String inner(String location, String place) {
        return place.length() > location.length() ? place.substring(location.length() + 1) : "";
    }

    private static boolean has(List<String> sorted, String name) {
        return Collections.binarySearch(sorted, name) >= 0;
    }

    /** Every native file on the path that bears this module's name, whatever Python it was made for, in path order. */
    public List<String> nativeFiles(String name) {
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        List<String> found = new ArrayList<>();
        for (String location : locations) {
            String folder = dot < 0
                    ? location
                    : Paths.join(location, name.substring(0, dot).replace('.', '/'));
            addNative(last, folder, found);
            addNative("__init__", Paths.join(folder, last), found);
        }
        return found;
    }

    private void addNative(String stem, String folder, List<String> found) {
        List<String> names = machine.list(folder).names();
        int at = Collections.binarySearch(names, stem + ".");
        for (int i = at < 0 ? -at - 1 : at; i < names.size() && names.get(i).startsWith(stem + "."); i++) {
            String file = Paths.join(folder, names.get(i));
            // Those of foreign Pythons are looked for, too.
            if (NativeName.isNative(names.get(i)) && stands(file)) {
                found.add(file);
            }
        }
    }

    /**
     * A native file in a zip on the path, from which no Python loads one.
     *
     * @param member its name in the archive
     */
    public record Archived(String archive, String member) {}

    /** Every native file in a zip on the path that bears this module's name, whatever Python it was made for. */
    public List<Archived> archived(String name) {
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        String inner = dot < 0 ? "" : "/" + name.substring(0, dot).replace('.', '/');
        List<Archived> found = new ArrayList<>();
        for (String location : locations) {
            archive(location).ifPresent(zip -> {
                String folder = inner(zip.getKey(), location + inner);
                addArchived(zip, folder, last, found);
                addArchived(zip, folder.isEmpty() ? last : folder + "/" + last, "__init__", found);
            });
        }
        return found;
    }

    private static void addArchived(Map.Entry<String, Archive> zip, String folder, String stem, List<Archived> found) {
        for (String name : zip.getValue().natives(folder)) {
            if (name.startsWith(stem + ".")) {
                found.add(new Archived(zip.getKey(), folder.isEmpty() ? name : folder + "/" + name));
            }
        }
    }

    /** The zip on the path that a module lies in and that an installer had filled; empty for none. */
    public Optional<String> distributionArchive(Module module) {
        String place =
                module.file().isEmpty() && module.isPackage() ? module.folders().getFirst() : module.file();
        return archive(place)
                .filter(zip -> zip.getValue().holdsDistributions()
                        || (module.isPackage() && archivedBelow(module).isPresent()))
                .map(Map.Entry::getKey);
    }

    /** The first native file of a package that lies in a zip on the path; empty for none. */
    public Optional<Archived> archivedBelow(Module module) {
        for (String folder : module.folders()) {
            Optional<Archived> found = archive(folder)
                    .flatMap(zip -> zip.getValue()
                            .nativeBelow(inner(zip.getKey(), folder))
                            .map(member -> new Archived(zip.getKey(), member)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A link that leads nowhere is no file; one that may not be read is. */
    private boolean stands(String file) {
        FileStatus.Kind kind = machine.stat(file).kind();
        return kind == FileStatus.Kind.FILE || kind == FileStatus.Kind.UNREADABLE;
    }

    /** All other places where the module would be found if what comes first were not there, in path order. */
    public List<Module> alsoFound(String name) {
        List<Module> all = new ArrayList<>();
        for (PathEntry entry : path.entries()) {
            new Modules(interpreter, new SearchPath(List.of(entry), List.of()), machine)
                    .find(name)
                    .filter(module -> module.kind() != Module.Kind.BUILTIN)
                    .ifPresent(all::add);
        }
        return all;
    }

    /**
     * The dotted module that a file would be when it is found on this path; empty if it is below no entry, or in a
     * folder whose name is no identifier, as {@code name.libs}.
     */
    public Optional<String> moduleOf(String file) {
        String entry = "";
        for (String location : locations) {
            if (Paths.within(file, location) && location.length() > entry.length() && !location.equals(file)) {
                entry = location;
            }
        }
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String inner = file.substring(entry.endsWith("/") ? entry.length() : entry.length() + 1);
        int dot = inner.indexOf('.', inner.lastIndexOf('/') + 1);
        String dotted = (dot < 0 ? inner : inner.substring(0, dot)).replace('/', '.');
        for (int end = inner.indexOf('/'), from = 0; end >= 0; from = end + 1, end = inner.indexOf('/', from)) {
            if (!Identifier.is(inner.substring(from, end))) {
                return Optional.empty();
            }
        }
        return Optional.of(dotted.endsWith(".__init__") ? dotted.substring(0, dotted.length() - 9) : dotted);
    }
}
