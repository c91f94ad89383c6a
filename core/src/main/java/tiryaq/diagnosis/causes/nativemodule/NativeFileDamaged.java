package tiryaq.diagnosis.causes.nativemodule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.binary.NativeHeader;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Evidence.DamagedFile.Fault;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.Owner;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;

/** The native file's own bytes are broken: cut short, empty, or no library at all. */
public final class NativeFileDamaged implements Cause {
    /** The public code. */
    public static final String CODE = "native-file-damaged";

    /** Bytes of the shortest header that a library begins with: Mach-O of 32 bits. */
    private static final int SHORTEST_HEADER = 28;

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        return switch (patient.failure()) {
            case Failure.NativeRefused refused when refused.file() != null -> refused(patient, refused, refused.file());
            // The loader itself died, and did not say over which file.
            case Failure.NativeRefused refused
            when refused.detail().startsWith("Inconsistency detected") -> Altered.of(patient);
            case Failure.MissingModule missing -> loadable(patient, missing.module());
            case Failure.MissingName missing -> patient.missingModule().flatMap(module -> loadable(patient, module));
            case Failure.Killed killed -> killed(patient, killed.signal());
            case Failure.MissingAttribute _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.OtherException _ -> Optional.empty();
        };
    }

    private Optional<Diagnosis> refused(Case patient, Failure.NativeRefused refused, String named) {
        String file = patient.absolute(named);
        if (patient.environment().isPresent() && patient.machine().stat(file).exists()) {
            return fault(patient, file).map(fault -> diagnose(patient, file, fault, true));
        }
        // Without the disk only these words have one meaning.
        return refused.fault() == Failure.NativeRefused.Fault.FILE_TOO_SHORT
                        && patient.environment().isEmpty()
                ? Optional.of(diagnose(patient, file, Fault.CUT_SHORT, false))
                : Optional.empty();
    }

    /** A library that swallowed the loader's words leaves only the module's name. */
    private Optional<Diagnosis> loadable(Case patient, String module) {
        return patient.environment()
                .flatMap(seen -> seen.modules().find(module))
                .filter(found -> found.kind() == Module.Kind.NATIVE)
                .flatMap(found ->
                        fault(patient, found.file()).map(fault -> diagnose(patient, found.file(), fault, true)))
                .or(() -> foreign(patient, module));
    }

    /** A file that is named for another Python, and that would be of no more use to that one. */
    private static Optional<Diagnosis> foreign(Case patient, String module) {
        PythonEnvironment seen = patient.environment().orElse(null);
        List<String> files = seen == null || seen.modules().find(module).isPresent()
                ? List.of()
                : seen.modules().nativeFiles(module);
        return files.isEmpty() || !files.stream().allMatch(file -> holdsNothing(patient, file))
                ? Optional.empty()
                : fault(patient, files.getFirst()).map(fault -> diagnose(patient, files.getFirst(), fault, false));
    }

    /** Whether there is nothing of a library in a file, so that it is none of any Python, whatever it is called. */
    static boolean holdsNothing(Case patient, String file) {
        return fault(patient, file)
                .filter(fault -> fault == Fault.EMPTY || fault == Fault.ZEROS)
                .isPresent();
    }

    /**
     * SIGBUS and SIGSEGV say nothing. Only a file that is mapped beyond its end kills so; looked for among what the
     * program imports, and where its imports are not known, only if there is one such file at all.
     */
    private Optional<Diagnosis> killed(Case patient, String signal) {
        if (patient.environment().isEmpty() || !(signal.equals("SIGBUS") || signal.equals("SIGSEGV"))) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        List<String> cut = NativeFiles.of(seen, patient.machine()).stream()
                .filter(file -> killsWhenMapped(patient, file))
                .toList();
        Set<String> imported = patient.imports().foreign();
        Optional<String> named = cut.stream()
                .filter(file -> imported.contains(ModuleName.top(module(patient, file, patient.ownerOf(file)))))
                .findFirst();
        return named.or(() -> cut.size() == 1 ? Optional.of(cut.getFirst()) : Optional.empty())
                .map(file -> diagnose(patient, file, Fault.CUT_SHORT, false))
                .or(() -> Altered.of(patient));
    }

    private static boolean killsWhenMapped(Case patient, String file) {
        return NativeHeader.read(patient.machine(), file) instanceof NativeHeader.Elf elf
                && elf.fileSize() < elf.segmentsEnd();
    }

    /** The fault of a file's bytes, empty where nothing is wrong with them. */
    private static Optional<Fault> fault(Case patient, String file) {
        NativeHeader header = NativeHeader.read(patient.machine(), file);
        return switch (header) {
            case NativeHeader.NotNative none ->
                switch (none.kind()) {
                    case EMPTY -> Optional.of(Fault.EMPTY);
                    case GIT_LFS_POINTER -> Optional.of(Fault.LFS_POINTER);
                    case TEXT -> Optional.of(tooShort(patient, file) ? Fault.TOO_SHORT : Fault.TEXT);
                    case ZEROS -> Optional.of(tooShort(patient, file) ? Fault.TOO_SHORT : Fault.ZEROS);
                    case UNKNOWN -> Optional.of(tooShort(patient, file) ? Fault.TOO_SHORT : Fault.NO_LIBRARY);
                    case ARCHIVE -> Optional.of(Fault.ARCHIVE);
                    case LINKER_SCRIPT, UNREADABLE, ABSENT -> Optional.empty();
                };
            case NativeHeader.Broken broken ->
                Optional.of(broken.fault() == NativeHeader.Fault.HEADER_CUT ? Fault.CUT_SHORT : Fault.HEADER);
            case NativeHeader.Elf elf -> cut(elf);
            case NativeHeader.MachO macho -> cut(macho);
            case NativeHeader.Pe pe -> cut(pe);
        };
    }

    private static boolean tooShort(Case patient, String file) {
        return patient.machine().stat(file).size() < SHORTEST_HEADER;
    }

    private static Optional<Fault> cut(NativeHeader header) {
        return header.isTruncated() ? Optional.of(Fault.CUT_SHORT) : Optional.empty();
    }

    private static Diagnosis diagnose(Case patient, String file, Fault fault, boolean named) {
        Owner owner = patient.environment().isPresent() ? patient.ownerOf(file) : Owner.NOBODY;
        boolean sure = named && patient.environment().isPresent();
        DiagnosisBuilder diagnosis = (sure ? patient.proved(CODE) : patient.likely(CODE))
                .because(new Evidence.DamagedFile(
                        file, patient.machine().stat(file).size(), expected(patient, file), fault, owner));
        String variant = switch (fault) {
            case HEADER -> "";
            case TEXT, ARCHIVE -> ".no-library";
            case EMPTY, ZEROS, TOO_SHORT, CUT_SHORT, NO_LIBRARY, LFS_POINTER -> "." + fault.word();
        };
        return worded(patient, diagnosis, file, owner, variant);
    }

    /** What is said of a damaged file, whatever its damage: whose it is, and what it is loaded as. */
    static Diagnosis worded(Case patient, DiagnosisBuilder diagnosis, String file, Owner owner, String variant) {
        String module = module(patient, file, owner);
        if (owner.kind() == Owner.Kind.DISTRIBUTION) {
            diagnosis.alreadySatisfied(owner.name());
        }
        if (NativeFiles.bundled(file)) {
            diagnosis.library(Paths.name(file));
        }
        return diagnosis
                .module(module)
                .distribution(owner)
                .fault(file)
                .notInPlace()
                .summary(
                        owner.kind() == Owner.Kind.NOBODY ? variant + ".unowned" : variant,
                        "path",
                        file,
                        "module",
                        module,
                        "distribution",
                        owner.name(),
                        "interpreter",
                        patient.interpreterLabel());
    }

    /** What it is loaded as; of a library that modules are linked with, the module that is being imported. */
    private static String module(Case patient, String file, Owner owner) {
        if (!NativeFiles.bundled(file)) {
            return patient.environment()
                    .flatMap(seen -> seen.modules().moduleOf(file))
                    .or(() -> NativeName.parse(Paths.name(file)).map(NativeName::module))
                    .orElse(Paths.name(file));
        }
        List<String> chain = List.copyOf(FailingChain.modules(patient));
        if (!chain.isEmpty()) {
            return chain.getLast();
        }
        // Who died of a signal had no stack to show.
        return patient.environment()
                .flatMap(seen -> patient.imports().foreign().stream()
                        .filter(each -> seen.modules()
                                .find(each)
                                .map(Module::file)
                                .filter(found -> !found.isEmpty()
                                        && patient.ownerOf(found).equals(owner))
                                .isPresent())
                        .findFirst())
                .orElse(Paths.name(file));
    }

    /** The size that the RECORD promises, else the one that the file's own headers claim. */
    private static long expected(Case patient, String file) {
        Optional<Distribution> owner =
                patient.environment().flatMap(seen -> seen.distributions().owner(file));
        if (owner.isPresent()) {
            PythonEnvironment seen = patient.environment().orElseThrow();
            String inner = file.substring(owner.get().location().length() + 1);
            Optional<RecordFile.Entry> entry =
                    RecordFile.find(seen.distributions().record(owner.get()), inner);
            if (entry.isPresent() && entry.get().size() >= 0) {
                return entry.get().size();
            }
        }
        return NativeHeader.read(patient.machine(), file) instanceof NativeHeader.Elf elf ? elf.expectedSize() : -1;
    }
}
