package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.lines.LinePrefix;
import tiryaq.symptom.reading.Event.Alone;
import tiryaq.symptom.reading.Event.Raised;
import tiryaq.symptom.reading.Occurrence.Weight;
import tiryaq.symptom.words.ImportWords;

/** A panic of Rust code over a Python error, which it prints by itself before it raises an exception of its own. */
final class NativePanic {
    private final List<Alone> alone;
    private final List<Occurrence> findings;
    private int line = -1;

    /** One that takes out of what was found alone, and of what was found at all, what belongs to a panic. */
    NativePanic(List<Alone> alone, List<Occurrence> findings) {
        this.alone = alone;
        this.findings = findings;
    }

    /** The line that tells of one. */
    void at(int number) {
        line = number;
    }

    /** Whether a line comes shortly before the panic that no traceback has explained yet. */
    boolean follows(int number) {
        return number < line && line - number <= Judgement.NEAR;
    }

    /** What a traceback says; of one that a panic led to, what was printed of the error that it panicked over. */
    ExceptionChain.Ring ring(Raised raised, ExceptionText exception) {
        Incident root = exception.isPanic() && line >= 0 ? before(raised.prefix()) : null;
        if (root == null) {
            return new ExceptionChain.Ring(
                    Meaning.of(exception), exception, raised.frames(), raised.link(), raised.abridged());
        }
        line = -1;
        List<Frame> frames = new ArrayList<>(raised.frames());
        frames.addAll(root.frames());
        List<String> wrappers = new ArrayList<>(root.wrappers());
        wrappers.add(exception.words());
        Meaning meaning = new Meaning(root.failure(), wrappers, root.words(), root.line());
        return new ExceptionChain.Ring(meaning, exception, frames, raised.link(), raised.abridged());
    }

    private @Nullable Incident before(LinePrefix prefix) {
        for (int i = alone.size() - 1; i >= 0; i--) {
            Alone each = alone.get(i);
            if (follows(each.line()) && (each.prefix().isEmpty() || prefix.like(each.prefix()))) {
                alone.remove(i);
                return incident(each);
            }
        }
        if (!findings.isEmpty()
                && findings.getLast().weight() == Weight.WHOLE
                && follows(findings.getLast().line())) {
            return findings.removeLast().main();
        }
        return null;
    }

    /** Whoever keeps output and errors apart may show the traceback first, and put words of its own before the rest. */
    void explainsEarlier() {
        for (int i = findings.size() - 1; i >= 0 && line >= 0; i--) {
            Incident raised = findings.get(i).main();
            boolean panicked = raised.failure() instanceof Failure.OtherException other
                    && other.type().endsWith("PanicException")
                    && follows(raised.line());
            for (Alone each : panicked ? List.copyOf(alone) : List.<Alone>of()) {
                Incident root = incident(each);
                if (follows(each.line()) && Meaning.ofEnvironment(root.failure())) {
                    alone.remove(each);
                    line = -1;
                    findings.set(i, explained(findings.get(i), root));
                    return;
                }
            }
        }
    }

    private static Occurrence explained(Occurrence found, Incident root) {
        List<Incident> incidents = new ArrayList<>(found.incidents());
        incidents.set(0, found.main().explainedBy(root));
        return new Occurrence(incidents, found.weight(), found.from(), found.peers());
    }

    /** What a line alone says, be it worded by a program that puts no more than {@code Error} before it. */
    static Incident incident(Alone each) {
        Failure plain = each.exception().type().equals("Error")
                ? ImportWords.ofImportError(each.exception().message())
                : null;
        if (plain != null) {
            return Incident.bare(plain, each.exception().words(), each.line());
        }
        Meaning meaning = Meaning.of(each.exception());
        return new Incident(meaning.failure(), List.of(), meaning.wrappers(), meaning.words(), meaning.line());
    }
}
