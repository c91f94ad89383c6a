package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.DiagnosisBuilder;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.RecordFile;
import tiryaq.packaging.Version;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** Files that a RECORD names are missing or altered, or an interrupted install left half of itself. */
public final class DistributionDamaged implements Cause {
    /** The public code. */
    public static final String CODE = "distribution-damaged";

    private static final int SHOWN = 20;

    /** Of one line. */
    private static final int NAMES = 64;

    /** Far more than a person reads, so that the file in question is among them. */
    private static final int LOOKED_AT = 2_000;

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        if (patient.environment().isEmpty() || !suspicious(patient.failure())) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        RecordCheck check = new RecordCheck(patient.machine(), seen.distributions());
        return refused(patient, seen, check)
                .or(() -> ofModules(patient, seen, check))
                .or(() -> leftover(patient, seen));
    }

    private Optional<Diagnosis> ofModules(Case patient, PythonEnvironment seen, RecordCheck check) {
        if (patient.failure() instanceof Failure.NativeRefused refused
                && refused.fault() != Failure.NativeRefused.Fault.LIBRARY_MISSING) {
            return Optional.empty();
        }
        return patient.missingModule()
                .flatMap(module -> promised(seen, module).or(() -> folderGone(patient, seen, module)))
                .or(() -> moduleOf(patient).flatMap(module -> promised(seen, module)))
                .flatMap(distribution -> damaged(patient, distribution, check))
                .or(() -> ofTheStack(patient, seen, check));
    }

    /** The very file that the loader did not take is another one than was installed. */
    private static Optional<Diagnosis> refused(Case patient, PythonEnvironment seen, RecordCheck check) {
        Optional<String> file = patient.failure() instanceof Failure.NativeRefused refused
                ? RefusedFile.of(patient, seen, refused)
                : Optional.empty();
        for (Distribution owner :
                file.isPresent() ? seen.distributions().owners(file.get()) : List.<Distribution>of()) {
            if (check.otherBytes(owner, file.get())) {
                List<Evidence.RecordMismatch> shown = new ArrayList<>();
                shown.add(new Evidence.RecordMismatch(
                        file.get(),
                        seen.distributions().displayName(owner),
                        owner.version(),
                        Evidence.RecordMismatch.Difference.ALTERED));
                check.mismatches(owner, LOOKED_AT).stream()
                        .filter(each -> !each.path().equals(file.get()))
                        .forEach(shown::add);
                Distribution over = check.otherRelease(owner, file.get()).orElse(null);
                Certainty sure = check.rewritten(owner) ? Certainty.LIKELY : Certainty.PROVED;
                return Optional.of(diagnose(patient, owner, shown, shown.size(), sure, over));
            }
        }
        return Optional.empty();
    }

    private static boolean suspicious(Failure failure) {
        return switch (failure) {
            case Failure.MissingModule _,
                    Failure.MissingName _,
                    Failure.MissingAttribute _,
                    Failure.NativeRefused _,
                    Failure.OtherException _ -> true;
            case Failure.StartFailed _, Failure.CommandMissing _, Failure.InstallFailed _, Failure.Killed _ -> false;
        };
    }

    /**
     * The distribution whose RECORD names a file that would be this module, while none is there, or an emptied folder.
     */
    private static Optional<Distribution> promised(PythonEnvironment seen, String module) {
        if (seen.modules()
                .find(module)
                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                .isPresent()) {
            return Optional.empty();
        }
        String inner = module.replace('.', '/');
        for (Distribution distribution : seen.distributions().all()) {
            byte[] record = seen.distributions().record(distribution);
            for (RecordFile.Entry entry : RecordFile.under(record, inner)) {
                if (provides(entry.path(), inner)) {
                    return Optional.of(distribution);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The distribution that had put files into a folder without a module of its own (PEP 420), which is gone as a
     * whole. Of several that shared it, the one that the failing line asks for.
     */
    private static Optional<Distribution> folderGone(Case patient, PythonEnvironment seen, String module) {
        if (seen.modules().find(module).isPresent()) {
            return Optional.empty();
        }
        for (Frame frame : patient.incident().frames().reversed()) {
            for (String name :
                    asked(frame.source(), module).stream().limit(NAMES).toList()) {
                Optional<Distribution> meant = promised(seen, name);
                if (meant.isPresent()) {
                    return meant;
                }
            }
        }
        String folder = module.replace('.', '/') + "/";
        for (Distribution distribution : seen.distributions().all()) {
            for (RecordFile.Entry entry : RecordFile.under(seen.distributions().record(distribution), folder)) {
                if (entry.path().endsWith(".py")
                        || NativeName.parse(Paths.name(entry.path())).isPresent()) {
                    return Optional.of(distribution);
                }
            }
        }
        return Optional.empty();
    }

    /** What a line imports of a module: {@code import m.a}, {@code from m.a import b}, {@code from m import a}. */
    private static List<String> asked(@Nullable String source, String module) {
        List<String> names = new ArrayList<>();
        if (source != null) {
            ImportLine.modules(source).stream()
                    .filter(name -> name.startsWith(module + "."))
                    .forEach(names::add);
            String from = "from " + module + " import ";
            if (source.startsWith(from)) {
                for (String part : source.substring(from.length()).split(",")) {
                    names.add(module + "." + part.strip().split(" ", 2)[0]);
                }
            }
        }
        return names;
    }

    /** Whatever Python it was made for: a file that was installed and is gone is gone. */
    private static boolean provides(String path, String inner) {
        String rest = path.substring(inner.length());
        return rest.equals(".py")
                || rest.equals("/__init__.py")
                || (rest.startsWith(".")
                        && NativeName.parse(Paths.name(path))
                                .filter(name -> name.module().equals(Paths.name(inner)))
                                .isPresent());
    }

    /** A distribution that the stack passes through and whose files are not what they were. */
    private Optional<Diagnosis> ofTheStack(Case patient, PythonEnvironment seen, RecordCheck check) {
        Map<String, Distribution> touched = new LinkedHashMap<>();
        List<Frame> frames = patient.incident().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            String file = patient.absolute(frames.get(i).file());
            if (!frames.get(i).internal() && FailingChain.thirdParty(seen, file)) {
                seen.distributions().owners(file).forEach(owner -> touched.put(owner.metadata(), owner));
            }
        }
        // A file that cannot be compiled has no frame of its own in every version.
        if (!frames.isEmpty() && patient.failure() instanceof Failure.OtherException) {
            for (Frame frame : frames) {
                ImportLine.module(frame.source())
                        .flatMap(seen.modules()::find)
                        .filter(found -> FailingChain.thirdParty(seen, found.file()))
                        .ifPresent(found -> seen.distributions()
                                .owners(found.file())
                                .forEach(owner -> touched.put(owner.metadata(), owner)));
            }
        }
        if (patient.failure() instanceof Failure.MissingName missing && missing.file() != null) {
            seen.distributions()
                    .owners(patient.absolute(missing.file()))
                    .forEach(owner -> touched.put(owner.metadata(), owner));
        }
        if (patient.failure() instanceof Failure.MissingAttribute missing) {
            seen.modules()
                    .find(missing.module())
                    .filter(found -> FailingChain.thirdParty(seen, found.file()))
                    .ifPresent(found -> seen.distributions()
                            .owners(found.file())
                            .forEach(owner -> touched.put(owner.metadata(), owner)));
        }
        for (Distribution distribution : touched.values()) {
            Optional<Diagnosis> damaged = damaged(patient, distribution, check);
            if (damaged.isPresent()) {
                return damaged;
            }
        }
        return Optional.empty();
    }

    /**
     * Only what differs from the RECORD is damage: a file that is there, and made for something else, is none. Nor is
     * one that differs and cannot be why the program failed.
     */
    private Optional<Diagnosis> damaged(Case patient, Distribution distribution, RecordCheck check) {
        List<Evidence.RecordMismatch> mismatches = check.mismatches(distribution, LOOKED_AT);
        Reason reason = new Reason(patient, patient.environment().orElseThrow(), check);
        Map<Certainty, List<Evidence.RecordMismatch>> reasons = new EnumMap<>(Certainty.class);
        List<Evidence.RecordMismatch> others = new ArrayList<>();
        for (Evidence.RecordMismatch mismatch : mismatches) {
            Optional<Certainty> sure = reason.of(distribution, mismatch);
            sure.map(each -> reasons.computeIfAbsent(each, none -> new ArrayList<>()))
                    .orElse(others)
                    .add(mismatch);
        }
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence.RecordMismatch> shown = new ArrayList<>();
        reasons.values().forEach(shown::addAll);
        shown.addAll(others);
        boolean gone = shown.stream().anyMatch(each -> each.fault() == Evidence.RecordMismatch.Difference.MISSING);
        int count = shown.size() + (gone ? check.dataMissing(distribution) : 0);
        Certainty sure = reasons.keySet().iterator().next();
        Optional<Distribution> over = shown.stream()
                .filter(each -> each.fault() == Evidence.RecordMismatch.Difference.ALTERED)
                .findFirst()
                .flatMap(each -> check.otherRelease(distribution, each.path()));
        return Optional.of(diagnose(patient, distribution, shown, count, sure, over.orElse(null)));
    }

    /** pip renames what it replaces to {@code ~name}, and writes the metadata last. */
    private Optional<Diagnosis> leftover(Case patient, PythonEnvironment seen) {
        String module = patient.failure().about();
        if (module.isEmpty() || settled(seen, module, patient.failure())) {
            return Optional.empty();
        }
        String top = ModuleName.top(module);
        for (String location : seen.path().locations()) {
            List<String> names = new ArrayList<>();
            for (String name : patient.machine().list(location).names()) {
                if (name.startsWith("~") && name.length() > 1 && sameTail(name, top)) {
                    names.add(Paths.join(location, name));
                }
            }
            if (!names.isEmpty()) {
                Distribution half = new Distribution(top, version(names), location, names.getFirst());
                return Optional.of(diagnose(
                        patient,
                        half,
                        List.of(new Evidence.RecordMismatch(
                                names.getFirst(), top, half.version(), Evidence.RecordMismatch.Difference.LEFTOVER)),
                        1,
                        Certainty.PROVED,
                        null));
            }
        }
        return Optional.empty();
    }

    /** As the metadata that was set aside with it says. */
    private static String version(List<String> leftovers) {
        for (String each : leftovers) {
            String name = Paths.name(each);
            int dash = name.indexOf('-');
            if (dash > 0 && name.endsWith(".dist-info")) {
                String version = name.substring(dash + 1, name.length() - ".dist-info".length());
                return Version.parse(version).isPresent() ? version : "";
            }
        }
        return "";
    }

    /**
     * Whether what lies aside no longer matters: the module is there, or it is that of an installation that came to its
     * end, whose own files are looked at elsewhere.
     */
    private static boolean settled(PythonEnvironment seen, String module, Failure failure) {
        boolean there = failure instanceof Failure.MissingModule
                && seen.modules()
                        .find(module)
                        .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                        .isPresent();
        return there
                || seen.modules()
                        .find(ModuleName.top(module))
                        .filter(found -> !found.file().isEmpty()
                                && seen.distributions().owner(found.file()).isPresent())
                        .isPresent();
    }

    /** {@code ~ffi}, {@code ~ffi-1.16.0.dist-info} of {@code cffi}: pip replaces the first letter. */
    private static boolean sameTail(String leftover, String top) {
        int dash = leftover.indexOf('-');
        String tail = leftover.substring(1, dash < 0 ? leftover.length() : dash);
        return !tail.isEmpty() && top.length() > 1 && top.endsWith(tail) && tail.length() >= top.length() - 1;
    }

    private static Diagnosis diagnose(
            Case patient,
            Distribution distribution,
            List<Evidence.RecordMismatch> mismatches,
            int files,
            Certainty sure,
            @Nullable Distribution over) {
        String name = patient.environment().orElseThrow().distributions().displayName(distribution);
        String first = mismatches.getFirst().path();
        DiagnosisBuilder diagnosis = switch (sure) {
            case PROVED -> patient.proved(CODE);
            case LIKELY -> patient.likely(CODE);
            case POSSIBLE -> patient.possible(CODE);
        };
        diagnosis.distribution(name).fault(first);
        moduleOf(patient).ifPresent(diagnosis::module);
        if (patient.failure() instanceof Failure.NativeRefused refused && refused.file() != null) {
            diagnosis.library(Paths.name(refused.file()));
            FailingChain.modules(patient).stream().reduce((one, next) -> next).ifPresent(diagnosis::module);
        }
        mismatches.stream().limit(SHOWN).forEach(diagnosis::because);
        // What lies aside with its metadata pip counts no more: it would install it.
        if (patient.environment().orElseThrow().distributions().named(name).isPresent()) {
            diagnosis.alreadySatisfied(name);
        }
        boolean leftover =
                mismatches.size() == 1 && mismatches.getFirst().fault() == Evidence.RecordMismatch.Difference.LEFTOVER;
        String count = String.valueOf(files);
        return diagnosis
                .notInPlace()
                .summary(
                        leftover ? ".leftover" : over != null ? ".two" : mismatches.size() < LOOKED_AT ? "" : ".many",
                        "distribution",
                        distribution.version().isEmpty() ? name : name + " " + distribution.version(),
                        "count",
                        count,
                        "least",
                        count,
                        "path",
                        first,
                        "other",
                        over == null ? "" : over.version());
    }

    private static Optional<String> moduleOf(Case patient) {
        return Optional.of(patient.failure().about()).filter(module -> !module.isEmpty());
    }
}
