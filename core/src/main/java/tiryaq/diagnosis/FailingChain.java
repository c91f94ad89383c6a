package tiryaq.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Paths;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Frame;

/** The way from the user's own line to the file at fault. */
public final class FailingChain {
    private FailingChain() {}

    /** A link per frame of the stack, then the native module that was being loaded, then the file at fault. */
    public static List<Link> of(Case patient, @Nullable String fault, @Nullable String module) {
        List<Link> links = new ArrayList<>();
        Map<String, Optional<Distribution>> owners = new HashMap<>();
        for (Frame frame : patient.incident().frames()) {
            if (!frame.internal()) {
                String file = place(patient, frame);
                Link link = link(patient, file, frame.line(), owners);
                if (!links.isEmpty() && links.getLast().equals(link)) {
                    links.removeLast();
                }
                links.add(link);
            }
        }
        withoutStarters(patient, links);
        importedLast(patient)
                .filter(file -> !file.equals(fault))
                .ifPresent(file -> links.add(link(patient, file, 0, owners)));
        if (fault != null && (links.isEmpty() || !links.getLast().file().equals(fault))) {
            Link last = link(patient, fault, 0, owners);
            links.add(module == null ? last : new Link(fault, 0, module, last.distribution(), last.version()));
        } else if (fault != null && module != null && links.getLast().module() == null) {
            // The program's own file, imported under the name of the module that it hides.
            Link last = links.removeLast();
            links.add(new Link(fault, last.line(), module, last.distribution(), last.version()));
        }
        return links;
    }

    /** The source of a compiled module is in no folder here, but for one that is the program's own. */
    private static String place(Case patient, Frame frame) {
        String file = patient.absolute(frame.file());
        return frame.compiled() && !patient.machine().isFile(file) ? frame.file() : file;
    }

    /** A thread, a pool or {@code runpy} starts what the program wrote: the chain begins where that begins. */
    private static void withoutStarters(Case patient, List<Link> links) {
        if (patient.environment().isEmpty()) {
            return;
        }
        PythonEnvironment seen = patient.environment().get();
        int own = 0;
        while (own < links.size() && seen.inStandardLibrary(links.get(own).file())) {
            own++;
        }
        if (own < links.size()) {
            links.subList(0, own).clear();
        }
    }

    /** Where the last line of the stack imports a native module that is there, that one was being loaded. */
    private static Optional<String> importedLast(Case patient) {
        List<Frame> frames = patient.incident().frames();
        if (frames.isEmpty() || patient.environment().isEmpty()) {
            return Optional.empty();
        }
        return ImportLine.module(frames.getLast().source())
                .flatMap(name -> patient.environment().get().modules().find(name))
                .filter(module -> module.kind() == Module.Kind.NATIVE)
                .map(Module::file);
    }

    private static Link link(Case patient, String file, int line, Map<String, Optional<Distribution>> owners) {
        if (patient.environment().isEmpty()) {
            return new Link(file, line, null, null, null);
        }
        PythonEnvironment seen = patient.environment().get();
        Optional<String> module = seen.path().entries().stream().anyMatch(entry -> owns(entry, file))
                ? seen.modules().moduleOf(file)
                : Optional.empty();
        Optional<Distribution> owner =
                owners.computeIfAbsent(file, path -> seen.distributions().owner(path));
        return new Link(
                file,
                line,
                module.orElse(null),
                owner.map(seen.distributions()::displayName).orElse(null),
                owner.map(Distribution::version)
                        .filter(version -> !version.isEmpty())
                        .orElse(null));
    }

    /** The program's own folder is on the path, but its script is run, not imported. */
    private static boolean owns(PathEntry entry, String file) {
        return entry.origin() != PathEntry.Origin.PROGRAM && Paths.within(file, entry.location());
    }

    /** The modules that the stack passes through, the standard library's and the program's own left out, in order. */
    public static Set<String> modules(Case patient) {
        Set<String> modules = new LinkedHashSet<>();
        if (patient.environment().isPresent()) {
            PythonEnvironment seen = patient.environment().get();
            for (Frame frame : patient.incident().frames()) {
                String file = patient.absolute(frame.file());
                if (!frame.internal() && thirdParty(seen, file)) {
                    seen.modules().moduleOf(file).ifPresent(modules::add);
                }
                ImportLine.module(frame.source())
                        .filter(name -> seen.modules()
                                .find(name)
                                .filter(found -> thirdParty(seen, found.file()))
                                .isPresent())
                        .ifPresent(modules::add);
            }
        }
        return modules;
    }

    /** Whether a path lies in a folder of installed packages by its own words, as a log tells it. */
    public static boolean inPackages(String path) {
        String posix = path.replace('\\', '/');
        return posix.contains("/site-packages/") || posix.contains("/dist-packages/");
    }

    /**
     * Whether a file lies where distributions lie, in no standard library, not beside the program and not where it put
     * them.
     */
    public static boolean thirdParty(PythonEnvironment seen, String file) {
        return seen.thirdParty(file);
    }
}
