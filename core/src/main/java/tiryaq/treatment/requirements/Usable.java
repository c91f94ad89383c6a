package tiryaq.treatment.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;

/**
 * The part of what is declared that can be put into a new environment without a trace elsewhere, and without what is
 * known to be wrong.
 *
 * @param leftOut the other lines
 */
public record Usable(Declared.Listed listed, List<Line> leftOut) {
    public Usable {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * That part; empty where nothing is left, or the rest cannot stand alone.
     *
     * @param wrong names of distributions that are not the ones that are meant
     */
    public static Optional<Usable> of(Machine machine, Declared declared, Set<String> wrong) {
        return switch (declared) {
            case Declared.Listed listed -> of(machine, listed, List.of(), wrong);
            case Declared.NeedsBuild(Declared.Listed whole, List<Line> lines) -> of(machine, whole, lines, wrong);
            case Declared.OwnTool tool -> Optional.empty();
            case Declared.Nothing nothing -> Optional.empty();
        };
    }

    private static Optional<Usable> of(Machine machine, Declared.Listed whole, List<Line> inPlace, Set<String> wrong) {
        List<Line> leftOut = new ArrayList<>(inPlace);
        wrong.forEach(name -> leftOut.addAll(whole.naming(machine, name)));
        Optional<Declared.Listed> rest = leftOut.isEmpty() ? Optional.of(whole) : whole.without(machine, leftOut);
        boolean mayBeEmpty = leftOut.size() > inPlace.size() && inPlace.isEmpty();
        return rest.filter(kept -> mayBeEmpty || !kept.words().isEmpty()).map(kept -> new Usable(kept, leftOut));
    }

    /**
     * The title of an environment that is made of it, with all that it does not have told.
     *
     * @param more what is installed beside it
     */
    public Say title(String environment, String interpreter, List<String> more) {
        String source = listed.source();
        Say title = more.isEmpty()
                ? Say.of(
                        "treatment.new-environment.declared",
                        "path",
                        environment,
                        "interpreter",
                        interpreter,
                        "source",
                        source)
                : Say.of(
                        "treatment.new-environment.declared.and",
                        "path",
                        environment,
                        "interpreter",
                        interpreter,
                        "source",
                        source,
                        "distribution",
                        String.join(", ", more));
        Say left = leftOut.isEmpty() ? title : title.without(places(leftOut), labels(leftOut));
        return listed.built().isEmpty() ? left : left.building(labels(listed.built()));
    }

    /**
     * The title of an environment with all of it, where that is left to the person.
     *
     * @param lines the reason: each leaves files in a folder of this machine, or includes what was not read
     */
    public static Say byHand(String environment, Declared.Listed whole, List<Line> lines) {
        String source = whole.source();
        List<Line> unread = lines.stream().filter(Line::includes).toList();
        if (!unread.isEmpty()) {
            return Say.of("treatment.by-hand.unread", "path", environment, "source", source, "place", places(unread));
        }
        return Say.of(
                "treatment.by-hand.in-place",
                "path",
                environment,
                "source",
                source,
                "names",
                labels(lines),
                "place",
                places(lines));
    }

    /** What lines name, as a reader calls it. */
    public static String labels(List<Line> lines) {
        return String.join(", ", lines.stream().map(Line::label).distinct().toList());
    }

    /** Where they stand. */
    public static String places(List<Line> lines) {
        return String.join(", ", lines.stream().map(Line::place).distinct().toList());
    }
}
