package tiryaq.diagnosis.causes.nativemodule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tiryaq.binary.NativeHeader;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/**
 * A compiled file that is there for the module that failed, and that was made for another kind of machine.
 *
 * @param made the system, processor and C library of its own header: {@code Linux aarch64 (glibc)}
 * @param here those of this machine, in the same words
 */
public record ForeignFile(String module, String file, String made, String here) {
    /** The first such file; empty where none is there, or one that fits. */
    public static Optional<ForeignFile> of(Case patient) {
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null) {
            return Optional.empty();
        }
        for (String file : files(patient, seen)) {
            Optional<NativeName> name = NativeName.parse(Paths.name(file));
            NativeHeader header = NativeHeader.read(patient.machine(), file);
            String made = words(header);
            if (name.isPresent() && !made.isEmpty() && !Fit.sameMachine(header, name.get(), patient)) {
                String module = seen.modules()
                        .moduleOf(file)
                        .or(patient::missingModule)
                        .orElse(name.get().module());
                return Optional.of(new ForeignFile(module, file, made, here(patient, seen)));
            }
        }
        return Optional.empty();
    }

    private static List<String> files(Case patient, PythonEnvironment seen) {
        if (patient.failure() instanceof Failure.NativeRefused refused && refused.file() != null) {
            String file = patient.absolute(refused.file());
            return file.startsWith("/") && patient.machine().isFile(file) ? List.of(file) : List.of();
        }
        List<String> files = new ArrayList<>();
        patient.missingModule()
                .filter(module -> seen.modules().find(module).isEmpty())
                .ifPresent(module -> files.addAll(seen.modules().nativeFiles(module)));
        // Python passes the file over, and takes a folder of the same name for the module.
        if (patient.failure() instanceof Failure.Lacking lacking) {
            seen.modules()
                    .find(lacking.about())
                    .filter(found -> found.kind() == Module.Kind.NAMESPACE)
                    .ifPresent(found -> files.addAll(seen.modules().nativeFiles(lacking.about())));
        }
        return files;
    }

    private static String words(NativeHeader header) {
        return switch (header) {
            case NativeHeader.Elf elf -> "Linux " + elf.machine() + libc(elf.libc());
            case NativeHeader.MachO macho -> {
                StringJoiner cpus = new StringJoiner("/");
                macho.slices().forEach(slice -> cpus.add(slice.cpu()));
                yield "macOS " + cpus;
            }
            case NativeHeader.Pe pe -> "Windows " + pe.machine();
            case NativeHeader.NotNative _, NativeHeader.Broken _ -> "";
        };
    }

    private static String libc(NativeHeader.Libc libc) {
        return switch (libc) {
            case GLIBC -> " (glibc)";
            case MUSL -> " (musl)";
            case UNKNOWN -> "";
        };
    }

    private static String here(Case patient, PythonEnvironment seen) {
        String libc = seen.interpreter().libc();
        String kind = libc.startsWith("musl") ? " (musl)" : libc.startsWith("glibc") ? " (glibc)" : "";
        String processor = patient.machine().platform().processor();
        return switch (patient.machine().platform().system()) {
            case "linux" -> "Linux " + processor + kind;
            case "darwin" -> "macOS " + processor;
            case "windows" -> "Windows " + processor;
            default -> patient.machine().platform().system() + " " + processor;
        };
    }
}
