package tiryaq.diagnosis.causes.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SearchPath;
import tiryaq.symptom.Frame;

/**
 * A file that was loaded in the place of a module of the standard library: what it lacks is not what that one would
 * have lacked.
 *
 * @param file what was loaded, as the stack shows
 * @param standard the standard library's own
 */
record Substitute(String module, String file, String standard) {
    /** The first such file on the stack, whoever put its folder on the search path; empty for none. */
    static Optional<Substitute> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        List<Frame> frames = patient.incident().frames();
        for (int i = 0; seen != null && i + 1 < frames.size(); i++) {
            String file = patient.absolute(frames.get(i + 1).file());
            if (frames.get(i + 1).internal() || seen.inStandardLibrary(file)) {
                continue;
            }
            for (String each : ImportLine.modules(String.valueOf(frames.get(i).source()))) {
                String top = ModuleName.top(each);
                boolean loaded = Paths.name(file).equals(top + ".py")
                        || (Paths.name(file).equals("__init__.py")
                                && Paths.name(Paths.parent(file)).equals(top));
                Optional<String> standard = loaded ? standard(seen, top) : Optional.empty();
                if (standard.isPresent()) {
                    return Optional.of(new Substitute(top, file, standard.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> standard(PythonEnvironment seen, String module) {
        PythonEnvironment only = seen;
        for (PathEntry entry : seen.path().entries()) {
            only = entry.origin() == PathEntry.Origin.STANDARD_LIBRARY ? only : only.without(entry);
        }
        return only.modules().find(module).map(Module::file).filter(file -> !file.isEmpty());
    }

    /** That, and the line of a {@code .pth} file that names its folder, if there is one. */
    List<Say> notes(Case patient) {
        List<Say> notes = new ArrayList<>();
        notes.add(Say.of("note.stands-in", "path", file, "module", module, "hidden", standard));
        String folder = Paths.parent(file);
        for (SearchPath.ExecutableLine each :
                patient.environment().orElseThrow().path().executableLines()) {
            if (each.line().contains(folder)) {
                notes.add(Say.of("note.stands-in.line", "path", each.file(), "entry", folder));
                break;
            }
        }
        return notes;
    }
}
