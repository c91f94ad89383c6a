package tiryaq.diagnosis.causes.module;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * A file of a package that was run by its own path, so that Python knows of no package around it.
 *
 * @param module what it is called as a part of its package, for {@code -m}
 * @param root the folder above the outermost package
 * @param file the file itself
 * @param sure whether its folders are packages and have what its relative import asks for
 */
public record PackagePart(String module, String root, String file, boolean sure) {
    private static final int DEEPEST = 12;

    /** That file, where its relative import had no package to start from. */
    public static Optional<PackagePart> importing(Case patient) {
        if (!startedAsScript(patient.failure()) || patient.incident().frames().isEmpty()) {
            return Optional.empty();
        }
        Frame last = patient.incident().frames().getLast();
        String file = patient.absolute(last.file());
        boolean started = patient.script()
                .filter(script -> same(patient.machine(), script, file))
                .isPresent();
        String source = last.source() == null ? "" : last.source().strip();
        int dots = 0;
        while (source.startsWith(".", "from ".length() + dots) && source.startsWith("from ")) {
            dots++;
        }
        // What the file says now is what counts, not what it was when this was printed.
        boolean there = dots > 0 && patient.machine().source(file).contains(source);
        return started && there ? of(patient.machine(), file, dots, source) : Optional.empty();
    }

    /** The program itself, where its outermost package lies in a folder that it does not search. */
    public static Optional<PackagePart> below(Case patient, String root) {
        return patient.script()
                .flatMap(script -> of(patient.machine(), script, 0, ""))
                .filter(part -> part.root.equals(root));
    }

    /** Whether a relative import had no package; 3.5 and older word it otherwise. */
    public static boolean startedAsScript(Failure failure) {
        return switch (failure) {
            case Failure.OtherException other ->
                other.message().startsWith("attempted relative import with no known parent package")
                        || other.message().startsWith("Attempted relative import in non-package")
                        || other.message().startsWith("Parent module '' not loaded");
            case Failure.MissingModule missing -> missing.module().startsWith("__main__.");
            case Failure.MissingName _,
                    Failure.MissingAttribute _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.Killed _ -> false;
        };
    }

    private static Optional<PackagePart> of(Machine machine, String file, int dots, String source) {
        String name = Paths.name(file);
        String stem = name.endsWith(".py") ? name.substring(0, name.length() - ".py".length()) : "";
        if (!isName(stem) || stem.equals("__init__") || file.contains("-packages/")) {
            return Optional.empty();
        }
        String folder = Paths.parent(file);
        String module = stem.equals("__main__") ? "" : stem;
        boolean whole = true;
        int depth = 0;
        while (isPackage(machine, folder) || depth < dots) {
            String part = Paths.name(folder);
            if (!isName(part) || folder.length() < 2 || depth > DEEPEST) {
                return Optional.empty();
            }
            whole &= isPackage(machine, folder);
            module = module.isEmpty() ? part : part + "." + module;
            folder = Paths.parent(folder);
            depth++;
        }
        boolean has = has(machine, file, dots, source);
        // With neither, nothing on the disk shows that it is a package at all.
        return depth == 0 || !(whole || has)
                ? Optional.empty()
                : Optional.of(new PackagePart(module, folder, file, whole && has));
    }

    /** Whether what a relative import names lies where it leads in the package. */
    private static boolean has(Machine machine, String file, int dots, String source) {
        String base = Paths.parent(file);
        for (int i = 1; i < dots; i++) {
            base = Paths.parent(base);
        }
        int names = source.indexOf(" import ");
        if (dots == 0 || names < 0) {
            return dots == 0;
        }
        String module = source.substring("from ".length() + dots, Math.max(names, "from ".length() + dots))
                .strip();
        if (module.isEmpty()) {
            String first = source.substring(names + " import ".length()).split("[ ,()]+", 2)[0];
            // What is imported may be a name of the package itself.
            return isPackage(machine, base) || machine.isFile(Paths.join(base, first + ".py"));
        }
        String path = Paths.join(base, module.replace('.', '/'));
        return machine.isFile(path + ".py") || machine.isFolder(path);
    }

    private static boolean isPackage(Machine machine, String folder) {
        return machine.isFile(Paths.join(folder, "__init__.py"));
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '_' && !(i == 0 ? Character.isLetter(c) : Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean same(Machine machine, String one, String other) {
        return one.equals(other) || Paths.real(machine, one).equals(Paths.real(machine, other));
    }
}
