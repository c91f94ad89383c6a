package tiryaq.diagnosis.wanted;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.packaging.Requirement;
import tiryaq.packaging.Version;
import tiryaq.python.Distribution;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * An installed distribution that an installed library refuses in words of its own, because another version is needed.
 *
 * @param name as its metadata writes it
 * @param wanted the versions that are asked for, {@code >=5.4.0}
 */
public record OldRelease(String name, String version, String wanted) {
    /** What the library that raised the exception asks for and finds in another version; empty for all else. */
    public static Optional<OldRelease> of(Case patient) {
        List<Frame> frames = patient.incident().frames();
        if (!(patient.failure() instanceof Failure.OtherException)
                || patient.environment().isEmpty()
                || frames.isEmpty()
                || !frames.getLast().raisesInOwnWords()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        if (!FailingChain.thirdParty(seen, patient.absolute(frames.getLast().file()))) {
            return Optional.empty();
        }
        return other(patient, seen);
    }

    /** The same of what the program itself words and says how to install, as it ends or as an exception of its own. */
    public static Optional<OldRelease> ofProgram(Case patient) {
        List<Frame> frames = patient.incident().frames();
        PythonEnvironment seen = patient.environment().orElse(null);
        boolean own = seen != null
                && patient.failure() instanceof Failure.OtherException other
                && (other.message().contains("install ")
                        || patient.incident().words().contains("install "))
                && (frames.isEmpty()
                        || (frames.getLast().raisesInOwnWords()
                                && !FailingChain.thirdParty(
                                        seen, patient.absolute(frames.getLast().file()))));
        return own && seen != null ? other(patient, seen) : Optional.empty();
    }

    private static Optional<OldRelease> other(Case patient, PythonEnvironment seen) {
        for (Requirement each : AskedFor.asked(patient)) {
            Optional<Distribution> found = seen.distributions().named(each.name());
            boolean other = found.map(Distribution::version)
                    .flatMap(Version::parse)
                    .filter(version -> !each.specifiers().contains(version, true))
                    .isPresent();
            if (other) {
                return Optional.of(new OldRelease(
                        seen.distributions().displayName(found.get()),
                        found.get().version(),
                        each.specifiers().toString()));
            }
        }
        return Optional.empty();
    }
}
