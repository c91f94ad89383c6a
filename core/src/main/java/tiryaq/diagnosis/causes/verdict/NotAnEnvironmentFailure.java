package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Cause;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.NearModule;
import tiryaq.diagnosis.causes.module.OwnPart;
import tiryaq.diagnosis.causes.module.SplitPackage;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.diagnosis.wanted.OldRelease;
import tiryaq.diagnosis.wanted.PytestPlugin;
import tiryaq.python.Distributions;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/** The program failed for a reason of its own. */
public final class NotAnEnvironmentFailure implements Cause {
    /** The public code. */
    public static final String CODE = "not-an-environment-failure";

    /** What NumPy and Cython say of compiled halves of different releases. */
    private static final List<String> BINARY = List.of(
            "may indicate binary incompatibility",
            "module compiled against API version",
            "module compiled against ABI version");

    /** The exceptions of {@code importlib.metadata} and {@code pkg_resources}. */
    private static final Set<String> ABSENT =
            Set.of("PackageNotFoundError", "DistributionNotFound", "VersionConflict", "ContextualVersionConflict");

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Optional<Diagnosis> examine(Case patient) {
        if (patient.failure() instanceof Failure.MissingModule missing) {
            Optional<Blocked> blocked = Blocked.of(patient);
            if (blocked.isPresent()) {
                return blocked.map(found -> blocked(patient, found));
            }
            Optional<StandardPart> standard = ownCode(patient) ? StandardPart.of(patient, missing) : Optional.empty();
            if (standard.isPresent()) {
                return standard.map(found -> standard(patient, found));
            }
            Optional<NearModule> near = NearModule.of(patient).filter(found -> !found.sameLetters());
            if (near.isPresent()) {
                return Optional.of(patient.likely(CODE)
                        .summary(
                                near.get().file().isEmpty() ? ".near.builtin" : ".near",
                                "module",
                                missing.module(),
                                "near",
                                near.get().name(),
                                "path",
                                near.get().file()));
            }
            return lacksOwnPart(patient) && SplitPackage.of(patient).isEmpty()
                    ? Optional.of(patient.likely(CODE).summary(".part", "module", missing.module()))
                    : Optional.empty();
        }
        Optional<Misspelt> misspelt = patient.failure() instanceof Failure.Lacking lacking
                        && ownCode(patient)
                        && !ofOwnFile(patient, lacking.module())
                ? Misspelt.of(patient, lacking)
                : Optional.empty();
        boolean own = switch (patient.failure()) {
            case Failure.OtherException other ->
                !Python2.writes(patient)
                        && NewerPython.wanted(patient).isEmpty()
                        && !asksForDistribution(other)
                        && AskedFor.of(patient).isEmpty()
                        && PytestPlugin.of(patient).isEmpty()
                        && OldRelease.ofProgram(patient).isEmpty()
                        && Misfit.of(patient).isEmpty()
                        && !unreadable(patient, other)
                        && !untoldOfImport(patient, other)
                        && !ofBinary(other)
                        && (!importError(other) || saidByOwnCode(patient))
                        && !whileImporting(patient)
                        && Arising.of(patient) != Arising.LIBRARY;
            case Failure.MissingAttribute missing ->
                !whileImporting(patient)
                        && ownCode(patient)
                        && Arising.of(patient) != Arising.LIBRARY
                        && (ofOwnFile(patient, missing.module())
                                || toldCircle(patient)
                                || misspelt.isPresent()
                                || saidByOwnCode(patient));
            case Failure.MissingModule _ -> false;
            case Failure.MissingName missing ->
                ofOwnFile(patient, missing.module())
                        ? (!missing.partial() || OwnCircle.closes(patient)) && !perhapsMade(patient, missing.name())
                        : toldCircle(patient) || misspelt.isPresent();
            case Failure.NativeRefused _, Failure.StartFailed _, Failure.CommandMissing _, Failure.InstallFailed _ ->
                false;
            case Failure.Killed killed ->
                !killed.signal().equals("SIGBUS")
                        && !killed.signal().equals("SIGSEGV")
                        && !killed.signal().equals("SIGILL");
        };
        if (own && misspelt.isPresent() && !misspelt.get().remarked()) {
            return Optional.of(misspelt(patient, misspelt.get()));
        }
        String words = patient.incident().words();
        String signal = patient.failure() instanceof Failure.Killed killed ? killed.signal() : "";
        String variant = !words.isEmpty() ? "" : signal.isEmpty() ? ".silent" : ".signal";
        return own
                ? Optional.of((unsure(patient) ? patient.likely(CODE) : patient.judged(CODE))
                        .sense(words.isEmpty() ? Say.Sense.PLAIN : Say.Sense.WORDS)
                        .summary(variant, "error", words, "signal", signal))
                : Optional.empty();
    }

    /**
     * The answer where a statement of the program's own takes a module from what Python searches.
     *
     * @param entry the folder in which the module is
     * @param file that has the statement
     */
    public static Diagnosis ofOwnPath(
            Case patient, String module, String entry, String file, int line, String statement) {
        return patient.likely(CODE)
                .module(module)
                .fault(file)
                .summary(
                        ".own-path",
                        "module",
                        module,
                        "entry",
                        entry,
                        "path",
                        file,
                        "line",
                        String.valueOf(line),
                        "statement",
                        statement);
    }

    /** Whether it tells of a module that the program itself keeps from being imported. */
    public static boolean blocked(Diagnosis found) {
        return found.cause().equals(CODE) && found.summary().key().endsWith(".blocked");
    }

    private static Diagnosis blocked(Case patient, Blocked found) {
        return patient.likely(CODE)
                .module(found.module())
                .fault(found.file())
                .summary(
                        ".blocked",
                        "module",
                        found.module(),
                        "path",
                        found.file(),
                        "line",
                        String.valueOf(found.line()),
                        "statement",
                        found.statement());
    }

    private static Diagnosis standard(Case patient, StandardPart found) {
        return patient.likely(CODE)
                .module(found.module())
                .summary(
                        found.near().isEmpty() ? ".single" : ".single.near",
                        "module",
                        found.module(),
                        "parent",
                        found.around(),
                        "near",
                        found.near());
    }

    private static Diagnosis misspelt(Case patient, Misspelt found) {
        String module = patient.failure().about();
        return patient.likely(CODE)
                .module(module)
                .summary(
                        ".misspelt", "module", module, "name", patient.failure().lacking(), "near", found.meant());
    }

    /**
     * Whether a file of the project's own imports a part of its own package that is nowhere, and that nothing is known
     * to make. What makes parts of some kind may make this one, and no list of what makes files is whole.
     */
    private static boolean lacksOwnPart(Case patient) {
        String module = patient.failure().about();
        return OwnPart.of(patient)
                .filter(part -> part.asked() && part.maker() == null && part.builder() == null)
                .flatMap(part -> patient.environment())
                .filter(seen -> seen.modules()
                        .find(module.substring(0, module.lastIndexOf('.')))
                        .filter(around -> around.kind() != Module.Kind.NAMESPACE || ownFolder(patient, seen, around))
                        .isPresent())
                .isPresent();
    }

    /** By custom, what is compiled for a package has a name that begins so. */
    private static boolean perhapsMade(Case patient, String name) {
        return OwnPart.of(patient)
                .filter(part -> part.maker() != null || (part.builder() != null && name.startsWith("_")))
                .isPresent();
    }

    /** A distribution that is not there, or not in the version that is asked for, whoever looked for it. */
    private static boolean asksForDistribution(Failure.OtherException other) {
        return ABSENT.contains(other.type().substring(other.type().lastIndexOf('.') + 1));
    }

    /**
     * Raised where the stack ends at an import: by compiled code that was being loaded, which has no frame of its own
     * and need not say over which of Python's errors.
     */
    private static boolean untoldOfImport(Case patient, Failure.OtherException other) {
        List<Frame> frames = patient.incident().frames();
        if (frames.isEmpty() || !ImportLine.imports(frames.getLast().source())) {
            return false;
        }
        Frame last = frames.getLast();
        boolean alone = String.valueOf(last.source()).indexOf(';') < 0
                && !last.function().isEmpty()
                && !other.type().equals("KeyboardInterrupt");
        return other.type().isEmpty() || other.type().endsWith("PanicException") || alone;
    }

    /** What compiled modules say that were made for another release of NumPy, wherever that stands. */
    private static boolean ofBinary(Failure.OtherException other) {
        return BINARY.stream().anyMatch(other.message()::contains);
    }

    /** Raised by code that had caught another one: what it wanted is no longer told. */
    private static boolean importError(Failure.OtherException other) {
        return other.type().equals("ImportError") || other.type().equals("ModuleNotFoundError");
    }

    /** Whether it is the text of somebody else's file that this Python does not read, whatever had it loaded. */
    private static boolean unreadable(Case patient, Failure.OtherException other) {
        List<Frame> frames = patient.incident().frames();
        return other.type().equals("SyntaxError")
                && !frames.isEmpty()
                && frames.getLast().function().isEmpty()
                && !frames.getLast().internal()
                && foreign(patient, frames.getLast());
    }

    /** Whether the program's own line made the exception, and not in the place of one that an import had raised. */
    private static boolean saidByOwnCode(Case patient) {
        if (!ownCode(patient) || !patient.incident().frames().getLast().raisesInOwnWords()) {
            return false;
        }
        Frame last = patient.incident().frames().getLast();
        String file = patient.absolute(last.file());
        String text = patient.machine().source(file);
        return !text.isEmpty() && GuardedImport.in(text).stream().noneMatch(each -> each.handles(last.line()));
    }

    /** Whether the exception came out of the import of somebody else's module. */
    private static boolean whileImporting(Case patient) {
        List<Frame> frames = patient.incident().frames();
        for (int i = 0; i + 1 < frames.size(); i++) {
            Frame next = frames.get(i + 1);
            if (imports(frames.get(i).source(), next) && foreign(patient, next)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Behind a semicolon the line goes on with something else, which calls a function where an import runs a module.
     */
    private static boolean imports(@Nullable String source, Frame next) {
        return ImportLine.imports(source)
                && (String.valueOf(source).indexOf(';') < 0
                        || next.function().equals("<module>")
                        || next.file().startsWith("<frozen importlib"));
    }

    private static boolean foreign(Case patient, Frame frame) {
        String file = patient.absolute(frame.file());
        return frame.internal()
                || builtElsewhere(patient, frame, file)
                || patient.environment()
                        .map(seen -> !OwnCode.runs(seen, file) || installedWhereAdded(patient, seen, file))
                        .orElse(FailingChain.inPackages(file));
    }

    /**
     * What an installed library raises may have to do with its version, however seldom, and what code raises that tries
     * imports may come of one.
     */
    private static boolean unsure(Case patient) {
        List<Frame> frames = patient.incident().frames();
        if (Arising.of(patient) != Arising.SHOWN || patient.incident().words().endsWith("(most recent call last):")) {
            return true;
        }
        if (frames.isEmpty() || patient.environment().isEmpty()) {
            return false;
        }
        // No list of the names is whole that its other releases have.
        boolean ofLibrary = patient.failure() instanceof Failure.Lacking lacking
                && patient.environment()
                        .get()
                        .modules()
                        .find(lacking.module())
                        .filter(found ->
                                FailingChain.thirdParty(patient.environment().get(), found.file()))
                        .isPresent();
        if (ofLibrary) {
            return true;
        }
        String file = patient.absolute(frames.getLast().file());
        // A library may give None where it had gone on without an import.
        boolean none = patient.failure() instanceof Failure.OtherException other
                && other.type().equals("AssertionError")
                && String.valueOf(frames.getLast().source()).contains("None");
        return none
                || FailingChain.thirdParty(patient.environment().get(), file)
                || passesOver(patient.machine().source(file));
    }

    /** Imports by names that only running the code tells, whose failure it passes over: one of them may be why. */
    private static boolean passesOver(String text) {
        return (text.contains("except ImportError") || text.contains("except ModuleNotFoundError"))
                && (text.contains("__import__(") || text.contains("import_module("));
    }

    private static boolean builtElsewhere(Case patient, Frame frame, String file) {
        return frame.compiled() && !(file.startsWith("/") && patient.machine().isFile(file));
    }

    /** A folder that the program itself put on the path is its own, unless an installer filled it. */
    private static boolean installedWhereAdded(Case patient, PythonEnvironment seen, String file) {
        return seen.path()
                .holding(file)
                .filter(entry -> entry.origin() == PathEntry.Origin.ADDED)
                .filter(entry -> Distributions.liesIn(patient.machine(), entry.location()))
                .isPresent();
    }

    /**
     * Whether the attribute is asked of a module that is the project's own, or of one that no rule finds fault with.
     */
    private static boolean ownCode(Case patient) {
        List<Frame> frames = patient.incident().frames();
        return !frames.isEmpty() && !foreign(patient, frames.getLast());
    }

    /**
     * A folder of the project's own, with code in it and no {@code __init__.py}, is a package that has no names itself.
     */
    private static boolean ownFolder(Case patient, PythonEnvironment seen, Module found) {
        return found.kind() == Module.Kind.NAMESPACE
                && !FailingChain.thirdParty(seen, found.folders().getFirst())
                && patient.machine().list(found.folders().getFirst()).names().stream()
                        .anyMatch(name -> name.endsWith(".py"));
    }

    /** Where no disk tells whose the files are, their places do. */
    private static boolean toldCircle(Case patient) {
        return patient.environment().isEmpty() && OwnCircle.closes(patient) && !OwnCircle.asksForPart(patient);
    }

    /** Whether a module is the project's own file, so that a name that it lacks is nobody else's fault. */
    private static boolean ofOwnFile(Case patient, String module) {
        return patient.environment()
                .flatMap(seen -> seen.modules()
                        .find(module)
                        .filter(found -> ownFolder(patient, seen, found)
                                || (!found.file().isEmpty()
                                        && OwnCode.runs(seen, found.file())
                                        && found.kind() == Module.Kind.SOURCE)))
                .isPresent();
    }
}
