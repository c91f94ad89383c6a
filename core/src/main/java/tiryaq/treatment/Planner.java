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
            Treatments.FOREIGN_ENVIRONMENT,
            Treatments.NAMESAKE_ENVIRONMENT,
            // Of what is left to the person, first what everybody does who works on a project.
            Treatments.EDITABLE,
            Treatments.BY_HAND);

    private static final List<String> STAYING = moved(Treatments.OTHER_INTERPRETER, Treatments.NEW_ENVIRONMENT);

    private Planner() {}

    private static List<String> moved(String kind, String behind) {
        List<String> kinds = new ArrayList<>(KINDS);
        kinds.remove(kind);
        kinds.add(kinds.indexOf(behind) + 1, kind);
        return List.copyOf(kinds);
    }

    /** What tiryaq can do itself first, by how far it reaches and then by kind; each treatment once. */
    public static List<Treatment> order(List<Treatment> treatments) {
        return order(treatments, false);
    }

    /**
     * The same.
     *
     * @param staying whether the program runs in an environment of its project: to leave that for another interpreter
     *     is more than to make a new one
     */
    public static List<Treatment> order(List<Treatment> treatments, boolean staying) {
        List<Treatment> ordered = new ArrayList<>();
        for (Treatment each : treatments) {
            if (ordered.stream().noneMatch(known -> known.id().equals(each.id()))) {
                ordered.add(each);
            }
        }
        ordered.sort((one, other) -> compare(one, other, staying));
        return List.copyOf(ordered);
    }

    private static int compare(Treatment one, Treatment other, boolean staying) {
        if (one.automatic() != other.automatic()) {
            return one.automatic() ? -1 : 1;
        }
        int byScope = reach(one, staying).compareTo(reach(other, staying));
        return byScope == 0 ? Integer.compare(rank(one, staying), rank(other, staying)) : byScope;
    }

    private static Scope reach(Treatment treatment, boolean staying) {
        boolean away = staying && treatment.kind().equals(Treatments.OTHER_INTERPRETER);
        return away || treatment.kind().equals(Treatments.FOREIGN_ENVIRONMENT) ? Scope.ISOLATED : treatment.scope();
    }

    private static int rank(Treatment treatment, boolean staying) {
        List<String> kinds = staying ? STAYING : KINDS;
        int rank = kinds.indexOf(treatment.kind());
        return rank < 0 ? kinds.size() : rank;
    }
}
