package tiryaq.diagnosis.causes.nativemodule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.binary.NativeHeader;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.ProjectRoot;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/**
 * A library that the system's loader did not find, and that lies where it does not look: beside the module that needs
 * it, in its distribution, or among the project's own files.
 */
public record StrayLibrary(String name, String file) {
    private static final int LEVELS = 6;
    private static final List<String> FOLDERS = List.of("", "lib", "lib64", "libs", ".libs", "native", "vendor", "bin");

    /** The first that would do, as its header says; empty where the failure is another one. */
    public static Optional<StrayLibrary> of(Case patient) {
        if (!(patient.failure() instanceof Failure.NativeRefused refused)
                || refused.fault() != Failure.NativeRefused.Fault.LIBRARY_MISSING
                || refused.detail().isEmpty()
                || refused.detail().indexOf('/') >= 0) {
            return Optional.empty();
        }
        return patient.environment().flatMap(seen -> of(patient, seen, refused.detail()));
    }

    private static Optional<StrayLibrary> of(Case patient, PythonEnvironment seen, String name) {
        Set<String> files = new LinkedHashSet<>();
        List<Link> chain = FailingChain.of(patient, null, null);
        for (Link link : chain.reversed()) {
            String folder = Paths.parent(link.file());
            FOLDERS.forEach(each -> files.add(Paths.join(under(folder, each), name)));
            seen.distributions().owner(link.file()).ifPresent(owner -> files.addAll(recorded(seen, owner, name)));
        }
        above(patient, name, files);
        files.add(Paths.join(seen.interpreter().prefix(), "lib/" + name));
        return files.stream()
                .filter(file -> loadable(patient, file))
                .findFirst()
                .map(file -> new StrayLibrary(name, file));
    }

    /** In the project's own folders, from the program up to where the project begins. */
    private static void above(Case patient, String name, Set<String> files) {
        Machine machine = patient.machine();
        String home = machine.variable("HOME").orElse("");
        for (String start : List.of(patient.script().map(Paths::parent).orElse(""), patient.folder())) {
            String folder = start;
            for (int i = 0; i < LEVELS && folder.length() > 1 && !folder.equals(home); i++) {
                for (String each : FOLDERS) {
                    files.add(Paths.join(under(folder, each), name));
                }
                if (ProjectRoot.is(machine, folder)) {
                    break;
                }
                folder = Paths.parent(folder);
            }
        }
    }

    private static Set<String> recorded(PythonEnvironment seen, Distribution owner, String name) {
        Set<String> found = new LinkedHashSet<>();
        RecordFile.visit(seen.distributions().record(owner), entry -> {
            if (Paths.name(entry.path()).equals(name)) {
                found.add(Paths.absolute(owner.location(), entry.path()));
            }
            return false;
        });
        return found;
    }

    private static String under(String folder, String name) {
        return name.isEmpty() ? folder : Paths.join(folder, name);
    }

    /** One of another system or processor the loader passes over, wherever it looks. */
    private static boolean loadable(Case patient, String file) {
        NativeHeader header = patient.machine().isFile(file) ? NativeHeader.read(patient.machine(), file) : null;
        return header instanceof NativeHeader.Elf elf
                && !header.isTruncated()
                && patient.machine().platform().system().equals("linux")
                && elf.machine().equals(patient.machine().platform().processor());
    }

    /** That it is there, and why that does not help. */
    public Say note() {
        return Say.of("note.stray-library", "library", name, "path", file, "folder", Paths.parent(file));
    }
}
