package tiryaq.symptom.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.reading.Event.Raised;
import tiryaq.symptom.reading.Occurrence.Weight;

/**
 * The exception groups (PEP 654) that an output is in: what stands in the margin of one is a part of it, and each part
 * stopped the program.
 */
final class OpenGroups {
    /** So many lines may close the margins below the last part. */
    static final int CLOSING = 4;

    private final Deque<Open> open = new ArrayDeque<>();
    private final IdentityHashMap<Raised, List<Occurrence>> closed = new IdentityHashMap<>();

    /**
     * One whose parts are being read.
     *
     * @param chain up to the group itself
     */
    private record Open(int margin, List<Raised> chain, List<Occurrence> parts) {}

    /** Whether this is a group, whose parts follow. */
    static boolean begins(Raised raised) {
        ExceptionText exception = raised.exception();
        return exception != null
                && raised.prefix().margin() > 0
                && (exception.message().endsWith(" sub-exceptions)")
                        || exception.message().endsWith(" sub-exception)"));
    }

    /** Goes into the group at the end of a chain. */
    void open(List<Raised> chain) {
        open.push(new Open(chain.getLast().prefix().margin(), List.copyOf(chain), new ArrayList<>()));
    }

    boolean none() {
        return open.isEmpty();
    }

    /** Whether the innermost group has no part in so narrow a margin. */
    boolean end(int margin) {
        return !open.isEmpty() && margin <= open.element().margin();
    }

    /** One more part of the innermost group. */
    void add(Occurrence part) {
        open.element().parts().add(part);
    }

    /** Leaves the innermost group and gives back the chain that it ends. */
    List<Raised> close() {
        Open last = open.pop();
        closed.put(last.chain().getLast(), List.copyOf(last.parts()));
        return last.chain();
    }

    /** The parts of the groups in a chain. */
    List<Occurrence> partsOf(List<Raised> chain) {
        List<Occurrence> parts = new ArrayList<>();
        for (Raised each : chain) {
            parts.addAll(closed.getOrDefault(each, List.of()));
        }
        return parts;
    }

    /** What a chain tells: where a group in it has a failure of the environment, the parts, such failures first. */
    static Occurrence joined(List<ExceptionChain.Ring> rings, List<Occurrence> parts, Weight weight, int from) {
        List<Incident> whole = ExceptionChain.incidents(rings);
        boolean told = Meaning.ofEnvironment(whole.getFirst().failure());
        List<Incident> peers = new ArrayList<>();
        List<Incident> own = new ArrayList<>();
        List<Incident> rest = new ArrayList<>();
        List<Frame> outer = whole.getFirst().frames();
        List<String> around = new ArrayList<>();
        rings.forEach(ring -> around.addAll(ring.exception().asWrapper()));
        for (Occurrence part : parts) {
            for (int i = 0; i < part.incidents().size(); i++) {
                Incident each = part.incidents().get(i);
                Incident inside = each.below(ExceptionChain.joined(outer, each.frames()), around);
                List<Incident> kind = i >= part.peers() ? rest : of(each) ? peers : own;
                kind.add(inside);
            }
        }
        if (told || peers.isEmpty()) {
            List<Incident> all = new ArrayList<>(whole);
            parts.forEach(part -> all.addAll(part.incidents()));
            return new Occurrence(all, weight, from);
        }
        peers.addAll(own);
        List<Incident> all = new ArrayList<>(peers);
        all.addAll(rest);
        return new Occurrence(all, weight, from, peers.size());
    }

    private static boolean of(Incident incident) {
        return Meaning.ofEnvironment(incident.failure());
    }
}
