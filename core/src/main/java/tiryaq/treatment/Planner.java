package tiryaq.treatment;

import java.util.ArrayList;
import java.util.List;

/** Puts treatments into the order in which they are offered: the least invasive first. */
public final class Planner {
    private static final List<String> KINDS = List.of(
            Treatments.WITHOUT_OPTIONS,
            Treatments.OWN_WITHOUT_OPTIONS,
            Treatments.SAFE_PATH,
            Treatments.PROJECT_ENVIRONMENT,
            Treatments.OTHER_INTERPRETER,
            Treatments.LEAVE_OUT_ENTRY,
            Treatments.AS_MODULE,
            Treatments.ADD_ENTRY,
            Treatments.NEW_ENVIRONMENT,
            Treatments.NAMESAKE_ENVIRONMENT,
            Treatments.BY_HAND);

    private Planner() {}

    /** What tiryaq can do itself first, by how far it reaches and then by kind; each treatment once. */
    public static List<Treatment> order(List<Treatment> treatments) {
        List<Treatment> ordered = new ArrayList<>();
        for (Treatment each : treatments) {
            if (ordered.stream().noneMatch(known -> known.id().equals(each.id()))) {
                ordered.add(each);
            }
        }
        ordered.sort(Planner::compare);
        return List.copyOf(ordered);
    }

    private static int compare(Treatment one, Treatment other) {
        if (one.automatic() != other.automatic()) {
            return one.automatic() ? -1 : 1;
        }
        int byScope = one.scope().compareTo(other.scope());
        return byScope == 0 ? Integer.compare(rank(one.kind()), rank(other.kind())) : byScope;
    }

    private static int rank(String kind) {
        int rank = KINDS.indexOf(kind);
        return rank < 0 ? KINDS.size() : rank;
    }
}
