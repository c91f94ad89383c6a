package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.Owner;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * A part that a package of the project's own lacks.
 *
 * @param folder of the package
 * @param name of the part in it
 * @param maker a file that shows that the part is made when the project is built or set up; null where none does
 * @param asked whether a file of the project's own asks for it, and not only a word in a setting
 */
public record OwnPart(String folder, String name, @Nullable String maker, boolean asked) {
    private static final int LEVELS = 6;
    private static final int MOST_PLACES = 200;
    private static final int LIMIT = 1 << 20;

    /** From these a module is compiled; a stub stands beside what is. */
    private static final List<String> SOURCES =
            List.of(".pyx", ".c", ".cc", ".cpp", ".cxx", ".rs", ".pyf", ".f", ".f90", ".pyi");

    /** From these a file is filled in. */
    private static final List<String> TEMPLATES =
            List.of(".py.in", ".py.example", ".py.sample", ".py.template", ".py.tmpl", ".py.dist", ".py.j2");

    private static final List<String> BUILDS =
            List.of("pyproject.toml", "setup.py", "setup.cfg", "meson.build", "Makefile", ".gitignore");

    /** That part; empty where the package is not the project's own, or the part may be there under another name. */
    public static Optional<OwnPart> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null
                || !(patient.failure() instanceof Failure.MissingModule missing)
                || missing.parentIsNoPackage()
                || missing.module().indexOf('.') < 0
                || missing.module().startsWith("__")
                || seen.modules().find(missing.module()).isPresent()) {
            return Optional.empty();
        }
        String module = missing.module();
        int dot = module.lastIndexOf('.');
        String name = module.substring(dot + 1);
        Optional<Module> around = seen.modules()
                .find(module.substring(0, dot))
                .filter(found -> found.isPackage() && own(patient, seen, found));
        if (around.isEmpty() || around.get().folders().stream().anyMatch(folder -> obscure(patient, folder, name))) {
            return Optional.empty();
        }
        String folder = around.get().folders().getFirst();
        return Optional.of(new OwnPart(
                folder,
                name,
                maker(patient.machine(), folder, module, name),
                asked(patient, seen, around.get().entry())));
    }

    /** Beside the program or where its variables lead, and put there by nobody. */
    private static boolean own(Case patient, PythonEnvironment seen, Module found) {
        String file = found.file().isEmpty() ? found.folders().getFirst() : found.file();
        boolean place = seen.path().entries().stream()
                .filter(entry -> entry.location().equals(found.entry()))
                .map(PathEntry::origin)
                .anyMatch(origin -> origin == PathEntry.Origin.PROGRAM
                        || origin == PathEntry.Origin.PYTHONPATH
                        || origin == PathEntry.Origin.PTH);
        return place
                && !found.entry().contains("-packages")
                && patient.machine().list(found.entry()).names().stream().noneMatch(each -> each.endsWith(".dist-info"))
                && patient.ownerOf(file).kind() == Owner.Kind.NOBODY;
    }

    /** What may not be looked into may hold it; where upper and lower case differ, the file is there after all. */
    private static boolean obscure(Case patient, String folder, String name) {
        var listing = patient.machine().list(folder);
        return listing.problem() != Problem.NONE
                || listing.names().stream().anyMatch(each -> stem(each).equalsIgnoreCase(name) && loads(each))
                || listing.names().contains(name);
    }

    private static String stem(String file) {
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static boolean loads(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return lower.indexOf('.') < 0
                || lower.endsWith(".py")
                || lower.endsWith(".so")
                || lower.endsWith(".pyd")
                || lower.endsWith(".pyc");
    }

    private static boolean asked(Case patient, PythonEnvironment seen, String entry) {
        List<Frame> frames = patient.incident().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (!frames.get(i).internal()) {
                String file = patient.absolute(frames.get(i).file());
                return !seen.inStandardLibrary(file)
                        && (Paths.within(file, entry) || !FailingChain.thirdParty(seen, file));
            }
        }
        return false;
    }

    private static @Nullable String maker(Machine machine, String folder, String module, String name) {
        for (List<String> endings : List.of(SOURCES, TEMPLATES)) {
            for (String ending : endings) {
                String file = Paths.join(folder, name + ending);
                if (machine.isFile(file)) {
                    return file;
                }
            }
        }
        String above = folder;
        for (int level = 0; level < LEVELS && above.length() > 1; level++) {
            String file = Paths.join(folder, name + ".py").substring(above.length() + 1);
            for (String build : BUILDS) {
                String path = Paths.join(above, build);
                if (machine.isFile(path) && names(machine.read(path, 0, LIMIT).text(), build, file, module, name)) {
                    return path;
                }
            }
            String protocol = protocol(machine, above, name);
            if (protocol != null) {
                return protocol;
            }
            boolean project = machine.isFile(Paths.join(above, "pyproject.toml"))
                    || machine.isFile(Paths.join(above, "setup.py"))
                    || machine.stat(Paths.join(above, ".git")).exists();
            if (project) {
                return null;
            }
            above = Paths.parent(above);
        }
        return null;
    }

    /** Whether a file of the build names what it makes: the module's own file, or the extension module. */
    private static boolean names(String text, String build, String file, String module, String name) {
        if (Identifier.standsIn(text, file)) {
            return true;
        }
        return switch (build) {
            case ".gitignore" -> Identifier.standsIn(text, name + ".py");
            case "setup.py" -> text.contains("Extension") && quoted(text, module);
            case "pyproject.toml" ->
                text.lines().anyMatch(line -> line.strip().startsWith("module-name") && quoted(line, module));
            case "meson.build" -> text.contains("extension_module") && quoted(text, name);
            default -> false;
        };
    }

    private static boolean quoted(String text, String word) {
        return text.contains("\"" + word + "\"") || text.contains("'" + word + "'");
    }

    /** The description of messages from which a file of this name is made. */
    private static @Nullable String protocol(Machine machine, String folder, String name) {
        int mark = name.lastIndexOf("_pb2");
        if (mark <= 0 || !(name.endsWith("_pb2") || name.endsWith("_pb2_grpc"))) {
            return null;
        }
        String file = name.substring(0, mark) + ".proto";
        if (machine.isFile(Paths.join(folder, file))) {
            return Paths.join(folder, file);
        }
        List<String> names = machine.list(folder).names();
        for (String inner : names.subList(0, Math.min(names.size(), MOST_PLACES))) {
            String path = Paths.join(Paths.join(folder, inner), file);
            if (machine.isFile(path)) {
                return path;
            }
        }
        return null;
    }
}
