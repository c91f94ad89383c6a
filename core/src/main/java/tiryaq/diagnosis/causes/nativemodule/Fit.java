package tiryaq.diagnosis.causes.nativemodule;

import tiryaq.binary.NativeHeader;
import tiryaq.diagnosis.Case;
import tiryaq.packaging.NativeName;

/** Whether a native file was made for this kind of machine at all, whatever Python it is for. */
final class Fit {
    private Fit() {}

    /** Whether processor, system and C library agree; a file whose header cannot be read is judged by its name. */
    static boolean sameMachine(NativeHeader header, NativeName name, Case patient) {
        String system = patient.machine().platform().system();
        String processor = patient.machine().platform().processor();
        return switch (header) {
            case NativeHeader.Elf elf ->
                system.equals("linux") && elf.machine().equals(processor) && sameLibc(elf, patient);
            case NativeHeader.MachO macho ->
                system.equals("darwin")
                        && macho.slices().stream().anyMatch(slice -> slice.cpu().equals(processor));
            case NativeHeader.Pe pe -> system.equals("windows") && pe.machine().equals(processor);
            case NativeHeader.NotNative none -> named(name, system, processor);
            case NativeHeader.Broken broken -> named(name, system, processor);
        };
    }

    private static boolean sameLibc(NativeHeader.Elf elf, Case patient) {
        String libc =
                patient.environment().map(seen -> seen.interpreter().libc()).orElse("");
        return switch (elf.libc()) {
            case MUSL -> !libc.startsWith("glibc");
            case GLIBC -> !libc.startsWith("musl");
            case UNKNOWN -> true;
        };
    }

    private static boolean named(NativeName name, String system, String processor) {
        String platform = name.platform();
        return platform.isEmpty()
                || (platform.contains(system.equals("windows") ? "win" : system)
                        && (system.equals("darwin") || platform.contains(processor)));
    }
}
