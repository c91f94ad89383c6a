package tiryaq.diagnosis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * An installed distribution whose module has the name of one of the running Python's standard library and is found
 * first: a backport that was made for older Pythons.
 *
 * @param entry the entry of the path that leads to it
 * @param module its top-level name
 * @param path the file that is loaded
 * @param found the distribution that brought it
 * @param hidden the file of the standard library
 * @param sure whether the failure is of the backport itself; else the program used it in a way that only the standard
 *     library's own knows
 */
public record HidingBackport(PathEntry entry, String module, String path, Owner found, String hidden, boolean sure) {
    /** What this entry hides of the standard library, if the failure came of it while modules were imported. */
    public static Optional<HidingBackport> of(Case patient, PythonEnvironment seen, PathEntry entry) {
        if (!entry.isSet()) {
            return Optional.empty();
        }
        if (patient.failure() instanceof Failure.Lacking lacking) {
            Optional<HidingBackport> asked = hiding(patient, seen, entry, ModuleName.top(lacking.module()))
                    .filter(found -> standardHas(patient, seen.without(entry), lacking));
            if (asked.isPresent()) {
                return asked;
            }
        }
        List<Frame> frames = patient.incident().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).internal()) {
                continue;
            }
            String file = patient.absolute(frames.get(i).file());
            if (OwnCode.runs(seen, file)) {
                return used(patient, seen, entry, frames.get(i), file);
            }
            Optional<HidingBackport> found = whileLoading(patient, seen, frames, i)
                    ? seen.path()
                            .holding(file)
                            .filter(entry::equals)
                            .flatMap(each -> seen.modules().moduleOf(file))
                            .flatMap(module -> hiding(patient, seen, entry, ModuleName.top(module)))
                    : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What a line of the program uses, where the words quote a name that the standard library has alone. */
    private static Optional<HidingBackport> used(
            Case patient, PythonEnvironment seen, PathEntry entry, Frame last, String file) {
        String name = patient.failure() instanceof Failure.OtherException other ? quoted(other) : "";
        Set<String> modules = new LinkedHashSet<>();
        for (String each : name.isEmpty()
                ? List.<String>of()
                : ImportLine.all(patient.machine().source(file))) {
            modules.add(ModuleName.top(each));
        }
        for (String module : modules) {
            Optional<HidingBackport> found = hiding(patient, seen, entry, module)
                    .filter(each -> Identifier.standsIn(patient.machine().source(each.hidden), name)
                            && !Identifier.standsIn(patient.machine().source(each.path), name)
                            && mentions(patient, last, each));
            if (found.isPresent()) {
                HidingBackport each = found.get();
                return Optional.of(new HidingBackport(entry, module, each.path, each.found, each.hidden, false));
            }
        }
        return Optional.empty();
    }

    /** Whether the words or the line name the module, or what the module itself defines. */
    private static boolean mentions(Case patient, Frame last, HidingBackport found) {
        if (Identifier.standsIn(String.valueOf(last.source()), found.module)) {
            return true;
        }
        String words = patient.incident().words();
        for (Statement each :
                SourceCode.whole(patient.machine().source(found.path)).statements()) {
            String line = each.indent() == 0 ? each.code() : "";
            int end = line.indexOf('(') < 0 ? line.indexOf(':') : line.indexOf('(');
            int start = line.startsWith("def ") ? "def ".length() : line.startsWith("class ") ? "class ".length() : 0;
            if (start > 0
                    && end > start
                    && Identifier.standsIn(words, line.substring(start, end).strip())) {
                return true;
            }
        }
        return false;
    }

    /** The last name that an exception of a call or an attribute quotes; empty for none. */
    private static String quoted(Failure.OtherException other) {
        boolean tells = other.message().contains("unexpected keyword argument '")
                || other.message().contains(" has no attribute '");
        int open = other.message().lastIndexOf(" '");
        int close = open < 0 ? -1 : other.message().indexOf('\'', open + 2);
        return tells && close > 0 ? other.message().substring(open + 2, close) : "";
    }

    /** What it raises when the program uses it, the standard library's own may raise as well. */
    private static boolean whileLoading(Case patient, PythonEnvironment seen, List<Frame> frames, int at) {
        return loads(frames.get(at))
                || (at > 0
                        && loads(frames.get(at - 1))
                        && standard(seen, patient.absolute(frames.get(at - 1).file())));
    }

    private static boolean loads(Frame frame) {
        return frame.function().isEmpty() || frame.function().equals("<module>");
    }

    private static Optional<HidingBackport> hiding(
            Case patient, PythonEnvironment seen, PathEntry entry, String module) {
        Optional<Module> first =
                seen.modules().find(module).filter(found -> found.entry().equals(entry.location()));
        Optional<Module> behind = first.isEmpty()
                ? Optional.empty()
                : seen.without(entry).modules().find(module).filter(found -> standard(seen, found.file()));
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        String file = first.get().file().isEmpty()
                ? first.get().folders().getFirst()
                : first.get().file();
        Owner owner = patient.ownerOf(file);
        return owner.kind() == Owner.Kind.DISTRIBUTION
                ? Optional.of(new HidingBackport(
                        entry, module, file, owner, behind.get().file(), true))
                : Optional.empty();
    }

    private static boolean standardHas(Case patient, PythonEnvironment without, Failure.Lacking lacking) {
        return without.modules()
                .find(lacking.module())
                .filter(found -> ModuleNames.has(patient.machine(), found, lacking.lacking()) != ModuleNames.Answer.NO)
                .isPresent();
    }

    private static boolean standard(PythonEnvironment seen, String file) {
        return seen.path()
                .holding(file)
                .filter(entry -> entry.origin() == PathEntry.Origin.STANDARD_LIBRARY)
                .isPresent();
    }
}
