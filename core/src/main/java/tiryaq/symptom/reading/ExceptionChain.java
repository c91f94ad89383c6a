package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.List;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.reading.Event.ChainLink;

/**
 * Exceptions that were raised while others were handled, oldest first, and which of them is the root. A failure of the
 * environment in the interpreter's own words is the root of what programs wrap around it; of several, the one that the
 * program would have been content with.
 */
final class ExceptionChain {
    /**
     * One exception of the chain.
     *
     * @param how it hangs on the one before it
     * @param abridged whether frames of it may have been left out
     */
    record Ring(Meaning meaning, ExceptionText exception, List<Frame> frames, ChainLink how, boolean abridged) {}

    private static final String[] IMPORTISH = {
        "Import", "Depend", "Config", "Missing", "Plugin", "Load", "NotInstalled", "Unavailable", "NotFound", "Backend",
    };

    private final List<Ring> rings;
    private final List<List<Frame>> stacks = new ArrayList<>();

    private ExceptionChain(List<Ring> rings) {
        this.rings = rings;
        List<Frame> outer = rings.getLast().frames();
        stacks.add(outer);
        for (int i = rings.size() - 2; i >= 0; i--) {
            outer = joined(outer, rings.get(i).frames());
            stacks.addFirst(outer);
        }
    }

    /** The root first; after it what else in the chain speaks of the environment. */
    static List<Incident> incidents(List<Ring> rings) {
        return new ExceptionChain(rings).incidents();
    }

    private List<Incident> incidents() {
        int root = root();
        List<Incident> found = new ArrayList<>();
        found.add(incident(root));
        for (int i = rings.size() - 1; i >= 0; i--) {
            Failure failure = rings.get(i).meaning().failure();
            if (i != root && Meaning.ofEnvironment(failure) && !known(found, failure)) {
                found.add(incident(i));
            }
        }
        return found;
    }

    private static boolean known(List<Incident> found, Failure failure) {
        for (Incident each : found) {
            if (each.failure().equals(failure)) {
                return true;
            }
        }
        return false;
    }

    private int root() {
        int last = rings.size() - 1;
        for (int at = last; at >= 0; at--) {
            if (ofEnvironment(at)) {
                return earliest(at);
            }
            if (at > 0 && !wraps(rings.get(at), rings.get(at - 1))) {
                break;
            }
        }
        return last;
    }

    /** The first of those that led to one another. */
    private int earliest(int from) {
        int at = from;
        while (at > 0 && ofEnvironment(at - 1) && earlierIsRoot(rings.get(at), rings.get(at - 1))) {
            at--;
        }
        return at;
    }

    /** A fallback that is absent too weighs more than the first choice, unless that one is there and does not load. */
    private static boolean earlierIsRoot(Ring later, Ring earlier) {
        return later.how() == ChainLink.CAUSE
                || later.meaning().failure().equals(earlier.meaning().failure())
                || earlier.meaning().failure() instanceof Failure.NativeRefused
                || inOwnWords(later);
    }

    /** Whether the program's own line words the exception: what it had caught says more. */
    private static boolean inOwnWords(Ring ring) {
        return !ring.frames().isEmpty() && ring.frames().getLast().raisesInOwnWords();
    }

    private boolean ofEnvironment(int at) {
        return Meaning.ofEnvironment(rings.get(at).meaning().failure());
    }

    /** Whether the outer exception only says again what the inner one had said, and is no accident of the handler. */
    private static boolean wraps(Ring outer, Ring inner) {
        if (outer.how() == ChainLink.CAUSE || outer.exception().isImportError() || raisedByHandler(outer, inner)) {
            return true;
        }
        String type = outer.exception().simpleType();
        for (String each : IMPORTISH) {
            if (type.contains(each)) {
                return true;
            }
        }
        String said = outer.exception().fullMessage();
        return said.contains("import")
                || said.contains("install")
                || said.contains(inner.exception().message());
    }

    private static boolean raisedByHandler(Ring outer, Ring inner) {
        return outer.frames().isEmpty()
                || inner.frames().isEmpty()
                || sameFunction(outer.frames().getLast(), inner.frames().getFirst());
    }

    private static boolean sameFunction(Frame one, Frame other) {
        return one.file().equals(other.file()) && one.function().equals(other.function());
    }

    /** An inner traceback begins at the function that handled it: what had called that stands in the outer one. */
    static List<Frame> joined(List<Frame> outer, List<Frame> inner) {
        if (inner.isEmpty()) {
            return outer;
        }
        for (int i = outer.size() - 1; i > 0; i--) {
            if (sameFunction(outer.get(i), inner.getFirst())) {
                List<Frame> all = new ArrayList<>(outer.subList(0, i));
                all.addAll(inner);
                return all;
            }
        }
        return inner;
    }

    private Incident incident(int at) {
        Meaning meaning = rings.get(at).meaning();
        List<String> wrappers = new ArrayList<>(meaning.wrappers());
        for (int i = at + 1; i < rings.size(); i++) {
            wrappers.addAll(rings.get(i).exception().asWrapper());
        }
        boolean abridged = rings.get(at).abridged();
        return new Incident(
                meaning.failure(), stacks.get(at), wrappers, meaning.words(), meaning.line(), false, abridged);
    }
}
