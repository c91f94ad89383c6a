package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * A file that answered an import of the standard library's own and is none of it, as the places of a stack tell where
 * no disk can be asked: {@code …/lib/python3.11/selectors.py}, or {@code …\Python311\Lib\selectors.py} on Windows. Or
 * one that answered its own import.
 *
 * @param module the name that it took
 * @param file as the stack has it
 */
record ToldShadow(String module, String file) {
    /** The library imports them for the user to write. */
    private static final Set<String> MEANT = Set.of("sitecustomize", "usercustomize");

    /** The first one that a stack shows. */
    static Optional<ToldShadow> of(Case patient) {
        List<Frame> frames = patient.incident().frames();
        for (int i = 0; i + 1 < frames.size(); i++) {
            Frame importer = frames.get(i);
            Frame loaded = next(frames, i + 1);
            String library = library(importer.file());
            if (library.isEmpty() || !loaded.function().equals("<module>") || loaded.internal()) {
                continue;
            }
            String path = posix(loaded.file());
            for (String each : importer.source() == null ? List.<String>of() : ImportLine.modules(importer.source())) {
                String name = ModuleName.top(each);
                boolean answers = path.endsWith("/" + name + ".py") || path.endsWith("/" + name + "/__init__.py");
                boolean elsewhere =
                        !path.startsWith(library) && library(loaded.file()).isEmpty();
                if (answers && elsewhere && !FailingChain.inPackages(path) && !MEANT.contains(name)) {
                    return Optional.of(new ToldShadow(name, loaded.file()));
                }
            }
        }
        return itself(patient);
    }

    /** A file of the program's own that imports its own name and gets itself: it can only have meant another one. */
    private static Optional<ToldShadow> itself(Case patient) {
        List<Frame> frames = patient.incident().frames().stream()
                .filter(each -> !each.internal())
                .toList();
        if (frames.isEmpty()
                || !(patient.failure() instanceof Failure.Lacking lacking)
                || lacking.module().contains(".")) {
            return Optional.empty();
        }
        String name = lacking.module();
        Frame last = frames.getLast();
        String path = posix(last.file());
        boolean own = path.equals(name + ".py") || path.endsWith("/" + name + ".py");
        boolean same = lacking.file() == null || posix(lacking.file()).endsWith("/" + Paths.name(path));
        // In a package of the same name it is that which is meant.
        boolean part = Paths.name(Paths.parent(path)).equals(name);
        boolean imports = frames.stream()
                .anyMatch(each -> each.file().equals(last.file())
                        && each.source() != null
                        && ImportLine.modules(each.source()).contains(name));
        return own && same && !part && imports && !FailingChain.inPackages(path)
                ? Optional.of(new ToldShadow(name, last.file()))
                : Optional.empty();
    }

    /** The next frame that is none of the import system's own. */
    private static Frame next(List<Frame> frames, int from) {
        int at = from;
        while (at + 1 < frames.size() && frames.get(at).internal()) {
            at++;
        }
        return frames.get(at);
    }

    /** The folder of the standard library that a file lies in, ending in {@code /}; empty for any other file. */
    private static String library(String file) {
        String path = posix(file);
        String lower = path.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf("/lib/");
        String rest = at < 0 ? "" : lower.substring(at + "/lib/".length());
        String above = at < 0 ? "" : lower.substring(lower.lastIndexOf('/', at - 1) + 1, at);
        if (FailingChain.inPackages(path)) {
            return "";
        }
        int slash = rest.indexOf('/');
        if (slash > 0 && (rest.startsWith("python") || rest.startsWith("pypy"))) {
            return Character.isDigit(rest.charAt(slash - 1))
                    ? path.substring(0, at + "/lib/".length() + slash + 1)
                    : "";
        }
        return above.startsWith("python") && file.indexOf('\\') >= 0 ? path.substring(0, at + "/lib/".length()) : "";
    }

    private static String posix(String file) {
        return file.replace('\\', '/');
    }
}
