package tiryaq.treatment;

import java.util.List;
import java.util.StringJoiner;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.symptom.Incident;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.engine.EngineFailure;
import tiryaq.treatment.process.RunResult;

/** Failures in the words of the message bundles. */
final class Reasons {
    private Reasons() {}

    static Say step(Command step, RunResult run, EngineFailure failure) {
        return switch (failure.kind()) {
            case NO_ENSUREPIP ->
                failure.what().isEmpty()
                        ? Say.of(
                                "treatment.failed.no-ensurepip",
                                "python",
                                step.argv().getFirst())
                        : Say.of(
                                "treatment.failed.no-ensurepip.package",
                                "python",
                                step.argv().getFirst(),
                                "package",
                                failure.what());
            case NO_WHEEL ->
                failure.what().isEmpty()
                        ? Say.of("treatment.failed.no-wheel.unnamed")
                        : Say.of("treatment.failed.no-wheel", "requirement", failure.what())
                                .as(Say.Sense.NO_WHEEL);
            case CONFLICT -> Say.of("treatment.failed.conflict");
            case UNREACHABLE -> Say.of("treatment.failed.unreachable");
            case OFFLINE -> Say.of("treatment.failed.offline");
            case DISK_FULL -> Say.of("treatment.failed.disk-full", "folder", step.folder());
            case NOT_WRITABLE -> Say.of("treatment.failed.not-writable", "folder", step.folder());
            case TIMED_OUT -> Say.of("treatment.failed.timed-out", "command", words(step));
            case INTERRUPTED -> Say.of("treatment.failed.interrupted");
            case NOT_STARTED ->
                Say.of("treatment.failed.not-started", "command", step.argv().getFirst());
            case OTHER ->
                Say.of("treatment.failed.other", "command", words(step), "exitCode", Integer.toString(run.exitCode()));
        };
    }

    static Say proof(Command proof, RunResult run) {
        return switch (run.ending()) {
            case EXITED -> ended(proof, Integer.toString(run.exitCode()), said(run));
            case TIMED_OUT -> Say.of("treatment.failed.timed-out", "command", words(proof));
            case INTERRUPTED -> Say.of("treatment.failed.interrupted");
            case NOT_STARTED ->
                Say.of("treatment.failed.not-started", "command", proof.argv().getFirst());
        };
    }

    private static Say ended(Command proof, String code, String said) {
        return said.isEmpty()
                ? Say.of("treatment.failed.proof", "command", words(proof), "exitCode", code)
                : Say.of("treatment.failed.proof.said", "command", words(proof), "exitCode", code, "words", said);
    }

    /** The line that a proof failed with; empty where it printed none. */
    private static String said(RunResult run) {
        List<String> tail = run.tail();
        List<Incident> died = Symptoms.in(String.join("\n", tail)).incidents();
        String words = died.isEmpty() ? "" : died.getFirst().words();
        return words.isEmpty() && !tail.isEmpty() ? tail.getLast().strip() : words;
    }

    /** The words as they are, for the eye: a program text among them is left out. */
    private static String words(Command command) {
        StringJoiner all = new StringJoiner(" ");
        boolean code = false;
        for (String word : command.argv()) {
            all.add(code ? "…" : word);
            code = word.equals("-c");
        }
        return all.toString();
    }
}
