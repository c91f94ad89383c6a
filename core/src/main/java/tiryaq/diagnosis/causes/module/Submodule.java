package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.ProjectRoot;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * A git submodule of the project that was not fetched, so that its folder is empty, and that the missing module would
 * be in.
 *
 * @param root the folder of the working tree
 * @param path below it, as {@code .gitmodules} has it
 */
public record Submodule(String root, String path) {
    private static final String LIST = ".gitmodules";
    private static final int LEVELS = 12;
    private static final int MOST = 200;

    /** That submodule; empty where the module is there, or is asked for by what an installer brought. */
    public static Optional<Submodule> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        String module = patient.failure().about();
        boolean absent = patient.failure() instanceof Failure.MissingModule missing && !missing.parentIsNoPackage();
        if (seen == null
                || module.isEmpty()
                || ModuleName.tooDeep(module)
                || !(absent || patient.failure() instanceof Failure.Lacking)
                || !asked(patient, seen)
                || seen.modules()
                        .find(module)
                        .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                        .isPresent()) {
            return Optional.empty();
        }
        for (Submodule each : all(patient)) {
            if (each.hollow(patient.machine()) && each.meant(seen, module)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static boolean asked(Case patient, PythonEnvironment seen) {
        for (Frame frame : patient.incident().frames().reversed()) {
            if (!frame.internal()) {
                return OwnCode.runs(seen, patient.absolute(frame.file()));
            }
        }
        return true;
    }

    /** Its folder, absolute. */
    public String folder() {
        return Paths.absolute(root, path);
    }

    private boolean hollow(Machine machine) {
        FileStatus.Kind kind = machine.stat(folder()).kind();
        return kind == FileStatus.Kind.ABSENT
                || (kind == FileStatus.Kind.FOLDER
                        && machine.list(folder()).problem() == Problem.NONE
                        && machine.list(folder()).names().stream().allMatch(".git"::equals));
    }

    /** Whether Python would come to it by this name, or already looks in it, or it has the very name. */
    private boolean meant(PythonEnvironment seen, String module) {
        Set<String> folders = new LinkedHashSet<>(seen.path().locations());
        boolean nowhere = seen.modules()
                .find(ModuleName.top(module))
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isEmpty();
        if (nowhere
                && (Paths.name(path).equals(ModuleName.top(module))
                        || folders.stream().anyMatch(each -> Paths.within(each, folder())))) {
            return true;
        }
        for (int dot = module.indexOf('.'); ; dot = module.indexOf('.', dot + 1)) {
            String part = dot < 0 ? module : module.substring(0, dot);
            String name = part.substring(part.lastIndexOf('.') + 1);
            if (folders.stream().map(each -> Paths.join(each, name)).anyMatch(folder()::equals)) {
                return true;
            }
            if (dot < 0) {
                return false;
            }
            folders = new LinkedHashSet<>(
                    seen.modules().find(part).map(Module::folders).orElse(List.of()));
        }
    }

    /** Those of the working tree that the program lies in, or was started in. */
    private static List<Submodule> all(Case patient) {
        Set<String> starts = new LinkedHashSet<>();
        patient.script().map(Paths::parent).ifPresent(starts::add);
        starts.add(patient.folder());
        for (String start : starts) {
            String folder = start;
            for (int level = 0; level < LEVELS && folder.length() > 1; level++) {
                if (patient.machine().isFile(Paths.join(folder, LIST))) {
                    return listed(folder, patient.machine().source(Paths.join(folder, LIST)));
                }
                if (ProjectRoot.versioned(patient.machine(), folder)) {
                    break;
                }
                folder = Paths.parent(folder);
            }
        }
        return List.of();
    }

    private static List<Submodule> listed(String root, String text) {
        List<Submodule> found = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] words = line.strip().split("\\s*=\\s*", 2);
            String path = words.length < 2 ? "" : words[1].replace("\"", "").strip();
            Submodule each = new Submodule(root, path);
            boolean whole = words[0].equals("path")
                    && !path.isEmpty()
                    && !path.startsWith("-")
                    && !path.startsWith("/")
                    && Paths.within(each.folder(), root)
                    && !each.folder().equals(root);
            if (whole && found.size() < MOST) {
                found.add(each);
            }
        }
        return found;
    }
}
