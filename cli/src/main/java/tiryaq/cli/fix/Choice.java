package tiryaq.cli.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.cli.options.Options;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Treatment;

/** Which of the treatments a fix is about. */
public sealed interface Choice {
    /**
     * These.
     *
     * @param treatments to be tried in this order
     * @param number the one of the first, as {@code diagnose} shows it
     * @param exact whether the user named the one, so that nothing else may be done
     */
    record Made(List<Treatment> treatments, int number, boolean exact) implements Choice {
        public Made {
            treatments = List.copyOf(treatments);
        }
    }

    /** None: what was asked for is not there, and why. */
    record None(Say why) implements Choice {}

    /** Whether the user names the one treatment. */
    static boolean named(Options options) {
        return options.has("--plan") || options.has("--treatment");
    }

    /**
     * What the options choose.
     *
     * @param seen what {@code diagnose} shows, which asks no index: its numbers and ids are those that the user has
     *     read
     * @param offered what the index leaves of that
     */
    static Choice of(Options options, List<Treatment> seen, List<Treatment> offered) {
        Optional<String> number = options.value("--treatment");
        Optional<String> plan = options.value("--plan");
        if (number.isPresent()) {
            return numbered(Integer.parseInt(number.get()), seen, offered);
        }
        return plan.isPresent() ? planned(plan.get(), seen, offered) : new Made(offered, 1, false);
    }

    private static Choice numbered(int number, List<Treatment> seen, List<Treatment> offered) {
        List<Treatment> counted = number <= seen.size() ? seen : offered;
        if (number < 1 || number > counted.size()) {
            String count = String.valueOf(Math.max(seen.size(), offered.size()));
            return new None(Say.of("cli.no-such-treatment", "number", String.valueOf(number), "count", count));
        }
        return left(counted.get(number - 1), seen, offered)
                .<Choice>map(treatment -> new Made(List.of(treatment), number, true))
                .orElseGet(() -> new None(Say.of("cli.treatment-gone", "number", String.valueOf(number))));
    }

    /** The same once the index was asked, which may have settled other versions and so given it another id. */
    private static Optional<Treatment> left(Treatment meant, List<Treatment> seen, List<Treatment> offered) {
        for (Treatment each : offered) {
            if (each.id().equals(meant.id())) {
                return Optional.of(each);
            }
        }
        for (Treatment each : offered) {
            if (each.kind().equals(meant.kind())
                    && seen.stream().noneMatch(known -> known.id().equals(each.id()))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Choice planned(String id, List<Treatment> seen, List<Treatment> offered) {
        int read = place(id, seen);
        int left = place(id, offered);
        if (read < 0 && left < 0) {
            return new None(Say.of("cli.no-such-plan", "id", id));
        }
        Treatment meant = left < 0 ? seen.get(read) : offered.get(left);
        // The number is the one that was read, wherever the index moved it to.
        return new Made(List.of(meant), (read < 0 ? left : read) + 1, true);
    }

    /** Where that of an id stands; -1 for nowhere. */
    private static int place(String id, List<Treatment> treatments) {
        for (int i = 0; i < treatments.size(); i++) {
            if (treatments.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Those that tiryaq can do itself. */
    static List<Treatment> automatic(List<Treatment> all) {
        List<Treatment> ours = new ArrayList<>();
        for (Treatment treatment : all) {
            if (treatment.automatic()) {
                ours.add(treatment);
            }
        }
        return ours;
    }
}
