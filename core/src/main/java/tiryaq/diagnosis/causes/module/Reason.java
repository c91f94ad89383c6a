package tiryaq.diagnosis.causes.module;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Evidence.RecordMismatch.Difference;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.knowledge.StandardLibrary;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distribution;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * Whether a file that is not as its RECORD says can be why the program failed: people edit files that are installed.
 */
final class Reason {
    private static final int LIMIT = 4 << 20;
    private static final Set<String> UNREADABLE =
            Set.of("SyntaxError", "IndentationError", "TabError", "UnicodeDecodeError");

    private final Case patient;
    private final PythonEnvironment seen;
    private final RecordCheck check;

    Reason(Case patient, PythonEnvironment seen, RecordCheck check) {
        this.patient = patient;
        this.seen = seen;
        this.check = check;
    }

    /** How sure it is that this file is why; empty where it cannot be why. */
    Optional<Certainty> of(Distribution distribution, Evidence.RecordMismatch mismatch) {
        if (mismatch.fault() == Difference.MISSING) {
            return missing(distribution, mismatch.path());
        }
        return mismatch.path().endsWith(".py")
                ? altered(distribution, mismatch.path())
                : loading(distribution) ? Optional.of(Certainty.LIKELY) : Optional.empty();
    }

    private Optional<Certainty> missing(Distribution distribution, String file) {
        String lost = moduleName(distribution, file);
        boolean about =
                patient.missingModule().filter(wanted -> isOf(lost, wanted)).isPresent()
                        || isOf(lost, patient.failure().about());
        if (about) {
            return Optional.of(Certainty.PROVED);
        }
        return switch (patient.failure()) {
            case Failure.MissingModule other -> Optional.empty();
            case Failure.MissingName name -> lacking(distribution, name.module(), lost);
            case Failure.MissingAttribute attribute -> lacking(distribution, attribute.module(), lost);
            case Failure.NativeRefused refused -> proved(!file.endsWith(".py"));
            case Failure.OtherException other ->
                proved(other.type().equals("ImportError")
                        || other.type().equals("ModuleNotFoundError")
                        || loading(distribution));
            case Failure.StartFailed _, Failure.CommandMissing _, Failure.InstallFailed _, Failure.Killed _ ->
                Optional.empty();
        };
    }

    private static Optional<Certainty> proved(boolean shown) {
        return shown ? Optional.of(Certainty.PROVED) : Optional.empty();
    }

    /** A package may fetch its names from files that it asks for by other means than an import. */
    private Optional<Certainty> lacking(Distribution distribution, String module, String lost) {
        boolean inside = lost.startsWith(module + ".") || loading(distribution);
        return inside && !slip(distribution) ? Optional.of(Certainty.LIKELY) : Optional.empty();
    }

    /** Whether a lost module is the wanted one, the package around it, or lay in the folder that is gone. */
    private boolean isOf(String lost, String wanted) {
        if (wanted.isEmpty()) {
            return false;
        }
        return lost.equals(wanted)
                || wanted.startsWith(lost + ".")
                || (lost.startsWith(wanted + ".")
                        && seen.modules()
                                .find(wanted)
                                .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                                .isEmpty());
    }

    private Optional<Certainty> altered(Distribution distribution, String file) {
        return switch (patient.failure()) {
            case Failure.MissingModule missing -> asks(distribution, file, missing.module());
            case Failure.MissingName name -> lost(distribution, file, name.module(), name.file(), name.name());
            case Failure.MissingAttribute attribute ->
                lost(distribution, file, attribute.module(), attribute.file(), attribute.attribute());
            case Failure.OtherException other -> stopped(distribution, file, other);
            case Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.Killed _ -> Optional.empty();
        };
    }

    /**
     * An edit makes no module go away, but it may ask for one that the distribution never needed: one that is none of
     * its requirements, whatever they depend on, and that is found nowhere.
     */
    private Optional<Certainty> asks(Distribution distribution, String file, String module) {
        boolean asker = asker(distribution).filter(file::equals).isPresent();
        if (asker && module.indexOf('.') > 0) {
            return asksOwnPart(distribution, file, module) ? Optional.of(Certainty.LIKELY) : Optional.empty();
        }
        boolean known = !asker
                || !Identifier.standsIn(patient.machine().read(file, 0, LIMIT).text(), module)
                || StandardLibrary.comesOrGoes(module)
                || check.otherRelease(distribution, file).isPresent();
        return known || required(distribution, module) ? Optional.empty() : Optional.of(Certainty.LIKELY);
    }

    /** A part of the very package that the file belongs to, which this release never had: a later one's file may. */
    private boolean asksOwnPart(Distribution distribution, String file, String module) {
        String around = module.substring(0, module.lastIndexOf('.'));
        return check.otherRelease(distribution, file).isEmpty()
                && seen.modules()
                        .find(around)
                        .filter(found ->
                                seen.distributions().owners(found.file()).contains(distribution))
                        .isPresent();
    }

    private boolean required(Distribution distribution, String module) {
        List<String> providers = patient.table().providers(module);
        for (Requirement each : seen.distributions().requirements(distribution)) {
            boolean same = DistributionName.same(each.name(), module)
                    || providers.stream().anyMatch(name -> DistributionName.same(name, each.name()));
            if (same) {
                return true;
            }
        }
        return false;
    }

    /**
     * Nobody knows which names the file had. A file that lost some of its bytes may have lost this one; of another,
     * only what its distribution itself still asks for was there.
     */
    private Optional<Certainty> lost(
            Distribution distribution, String file, String module, @Nullable String from, String name) {
        String loaded = from != null
                ? patient.absolute(from)
                : seen.modules().find(module).map(Module::file).orElse("");
        if (!loaded.equals(file)) {
            return asksOther(distribution, file, loaded) ? Optional.of(Certainty.LIKELY) : Optional.empty();
        }
        // All of it is of another release, which Python's own proposals are names of.
        if (check.otherRelease(distribution, file).isPresent() || check.replaced(distribution)) {
            return Optional.of(Certainty.LIKELY);
        }
        String text = patient.machine().read(file, 0, LIMIT).text();
        if (check.cutShort(distribution, file)) {
            return Optional.of(slip(distribution) ? Certainty.POSSIBLE : Certainty.LIKELY);
        }
        return !slip(distribution) && (asker(distribution).isPresent() || Identifier.standsIn(text, name))
                ? Optional.of(Certainty.LIKELY)
                : Optional.empty();
    }

    /** Two files of one distribution do not fit each other, and the one that asks is not the one that was installed. */
    private boolean asksOther(Distribution distribution, String file, String loaded) {
        return asker(distribution).filter(file::equals).isPresent()
                && seen.distributions().owners(loaded).contains(distribution)
                && check.intact(distribution, loaded)
                && (!slip(distribution) || check.replaced(distribution));
    }

    private Optional<Certainty> stopped(Distribution distribution, String file, Failure.OtherException other) {
        boolean zeros = other.message().contains("null byte");
        if (zeros && patient.machine().read(file, 0, LIMIT).text().indexOf('\0') >= 0) {
            return Optional.of(Certainty.PROVED);
        }
        List<Frame> frames = patient.incident().frames();
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        boolean last = patient.absolute(frames.getLast().file()).equals(file);
        if (UNREADABLE.contains(other.type())
                && last
                && frames.getLast().function().isEmpty()) {
            return Optional.of(Certainty.PROVED);
        }
        boolean nameGone = other.type().equals("NameError") && last && check.cutShort(distribution, file);
        if (last && deliberate(frames.getLast(), file) && !check.cutShort(distribution, file)) {
            return Optional.empty();
        }
        return nameGone || innermost().filter(file::equals).isPresent()
                ? Optional.of(Certainty.LIKELY)
                : Optional.empty();
    }

    /** Whether a line raises what its author worded, and not in the place of an import that had failed. */
    private boolean deliberate(Frame frame, String file) {
        return frame.raisesInOwnWords()
                && GuardedImport.in(patient.machine().source(file)).stream()
                        .noneMatch(each -> each.handles(frame.line()));
    }

    /** Whether the failure came while a file of this distribution was being loaded. */
    private boolean loading(Distribution distribution) {
        return innermost()
                .filter(file -> seen.distributions().owners(file).contains(distribution))
                .isPresent();
    }

    /** The installed file that was being loaded when it failed; a function called later is no loading. */
    private Optional<String> innermost() {
        for (Frame frame : patient.incident().frames().reversed()) {
            if (!frame.internal() && frame.function().equals("<module>")) {
                String file = patient.absolute(frame.file());
                // What runs a program from its beginning to its end is loading all the while.
                return FailingChain.thirdParty(seen, file) && !Paths.name(file).equals("__main__.py")
                        ? Optional.of(file)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The file that asks in vain, if the distribution itself brought it. */
    private Optional<String> asker(Distribution distribution) {
        List<Frame> frames = patient.incident().frames();
        return frames.isEmpty()
                ? Optional.empty()
                : Optional.of(patient.absolute(frames.getLast().file()))
                        .filter(file -> seen.distributions().owners(file).contains(distribution));
    }

    /**
     * Python itself knows a name so close that it is the wanted one, misspelt: unless who asks for it is the
     * distribution itself, in a file that nobody has touched.
     */
    private boolean slip(Distribution distribution) {
        return patient.incident().words().contains("Did you mean")
                && asker(distribution)
                        .filter(file -> check.intact(distribution, file))
                        .isEmpty();
    }

    /** The dotted name under which a file of a distribution is imported. */
    private static String moduleName(Distribution distribution, String file) {
        String inner =
                file.substring(Math.min(file.length(), distribution.location().length() + 1));
        String name = Paths.name(inner);
        String stem = name.endsWith(".py")
                ? name.substring(0, name.length() - ".py".length())
                : NativeName.parse(name).map(NativeName::module).orElse(name);
        String folder = inner.substring(0, inner.length() - name.length()).replace('/', '.');
        return stem.equals("__init__") && !folder.isEmpty() ? folder.substring(0, folder.length() - 1) : folder + stem;
    }
}
