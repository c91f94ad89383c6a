package tiryaq.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Invocation;
import tiryaq.command.Target;
import tiryaq.command.Unresolved;
import tiryaq.diagnosis.Case;
import tiryaq.python.Archive;
import tiryaq.report.Finding;
import tiryaq.symptom.Failure;
import tiryaq.treatment.Treatment;

/**
 * What a consultation came to.
 *
 * @param examined null where there was nothing to examine
 */
record Consulted(Finding finding, @Nullable Examined examined) {
    /** The same, with what could cure its answer. */
    Consulted curable(List<Treatment> treatments) {
        return curable(treatments, 1);
    }

    /** The same, with those that were chosen; the first has this number. */
    Consulted curable(List<Treatment> treatments, int number) {
        return new Consulted(finding.curable(treatments, number), examined);
    }

    /** What {@code diagnose} ends with. */
    ExitCode code() {
        return switch (finding.verdict()) {
            case HEALTHY -> ExitCode.FINE;
            case OWN_FAILURE -> ExitCode.OWN_FAILURE;
            case UNKNOWN -> ExitCode.UNEXPLAINED;
            case DIAGNOSED -> ExitCode.FAILURE;
        };
    }

    /** The line of the output that the answer is about; empty for none. */
    String words() {
        return examined == null ? "" : examined.patient().incident().words();
    }

    /** Whether the program died before it had done anything, so that it may be run again unasked. */
    boolean diedImporting() {
        return finding.ending().importing();
    }

    /** The same of what was examined. */
    static boolean diedImporting(Examined examined) {
        return examined.patient().incident().whileImporting(code(examined)) || notStarted(examined);
    }

    /** Whether it is the command itself whose first line names what is not there: the kernel ran none of it. */
    private static boolean notStarted(Examined examined) {
        return examined.resolution().orElse(null) instanceof Unresolved unresolved
                && unresolved.reason() == Unresolved.Reason.SHEBANG_MISSING
                && examined.patient().failure() instanceof Failure.CommandMissing missing
                && missing.command().equals(unresolved.subject());
    }

    /** What the output need not quote: what {@code -c} was given, or the text of a member of an archive. */
    private static String code(Examined examined) {
        if (examined.resolution().orElse(null) instanceof Invocation ran && ran.target() instanceof Target.Code given) {
            return given.text();
        }
        Case patient = examined.patient();
        return patient.incident().frames().stream()
                .filter(frame -> !frame.startsModules())
                .findFirst()
                .filter(frame -> frame.source() == null && !frame.internal())
                .map(frame -> Archive.source(patient.machine(), patient.absolute(frame.file())))
                .orElse("");
    }
}
