package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Say;
import tiryaq.packaging.DistributionName;
import tiryaq.report.Document.Block;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;
import tiryaq.treatment.Change;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;

/** The treatments, numbered as {@code --treatment N} counts them, each with what it changes. */
final class Choices {
    /** So many of what is installed are named where there is one screen. */
    private static final int NAMED = 3;

    private Choices() {}

    /**
     * Adds as many as there is room for, and says how many were left out.
     *
     * @param chain of the failure: what is installed of it is named first
     */
    static void add(Finding finding, List<Link> chain, Answer.Room room, Messages messages, List<Block> blocks) {
        List<Treatment> treatments = finding.treatmentsOf(0);
        Outcome outcome = finding.outcome();
        List<String> near = near(finding, chain);
        int shown = Math.min(treatments.size(), room.choices());
        // Where the next step is a cure of tiryaq's own or a look, nothing else shows the command of what is done by
        // hand.
        boolean untold = NextStep.ready(finding) >= 0 || NextStep.looks(finding);
        boolean passed = false;
        for (int at = 0; at < shown; at++) {
            int i = at == shown - 1 && untold ? last(treatments, shown) : at;
            Treatment each = treatments.get(i);
            boolean first =
                    untold && inPlace(each) && (room.roomy() || each.steps().size() == 1);
            untold &= !first;
            // A number that is missing from the list is accounted for where it would stand.
            if (i > at) {
                blocks.add(more(treatments.size() - shown, messages));
            }
            passed |= i > at;
            List<Block> details = room.all() || isRename(each)
                    ? details(each, messages)
                    : first ? commands(each, messages) : List.of();
            Prose effect = outcome == null ? Prose.EMPTY : tried(each, outcome, messages);
            effect = effect.spans().isEmpty() ? effect(each, near, room, messages) : effect;
            blocks.add(
                    new Document.Choice(finding.judged().number() + i, messages.prose(each.title()), effect, details));
        }
        int left = treatments.size() - shown;
        if (left > 0 && !passed) {
            blocks.add(more(left, messages));
        }
    }

    private static Block more(int left, Messages messages) {
        Prose more = messages.prose(Say.of("text.treatments.more", "count", String.valueOf(left)));
        return new Document.Choice(0, more, Prose.EMPTY, List.of());
    }

    /** Of what there is room for the last: a repair in one command, which everybody looks for, before another way. */
    private static int last(List<Treatment> treatments, int shown) {
        for (int i = shown; i < treatments.size() && shown > 1; i++) {
            if (inPlace(treatments.get(i)) && treatments.get(i).steps().size() == 1) {
                return i;
            }
        }
        return shown - 1;
    }

    /** A step that is one short command needs no further look at what it does. */
    static boolean isRename(Treatment treatment) {
        List<Change> changes = treatment.changes();
        return changes != null
                && changes.size() == 1
                && changes.getFirst().change().equals("renamed");
    }

    /** Whether it is the person's own repair of the environment, in commands. */
    private static boolean inPlace(Treatment treatment) {
        return !treatment.automatic()
                && treatment.scope() == Scope.ENVIRONMENT
                && treatment.steps().stream()
                        .anyMatch(step -> step instanceof Step.Manual manual && manual.command() != null);
    }

    private static List<Block> commands(Treatment treatment, Messages messages) {
        List<Block> commands = new ArrayList<>();
        for (Step step : treatment.steps()) {
            if (step instanceof Step.Manual manual && manual.command() != null) {
                NextStep.command(null, manual.command(), messages, commands);
            }
        }
        return commands;
    }

    /** What became of it; empty where it was not tried. */
    private static Prose tried(Treatment treatment, Outcome outcome, Messages messages) {
        Outcome.Tried tried = outcome.triedOf(treatment.id());
        if (tried == null) {
            return outcome.refutes(treatment) ? messages.prose("text.tried.same") : Prose.EMPTY;
        }
        String said = tried.why().places().get("words");
        return switch (tried.result()) {
            case FAILED -> messages.prose("text.tried.failed").then(Epilogue.why(tried, messages));
            case REFUTED ->
                said == null
                        ? messages.prose("text.tried.refuted").then(messages.prose(tried.why()))
                        : messages.prose(Say.of("text.tried.refuted.said", "words", said));
            case UNCOVERED -> messages.prose("text.tried.uncovered");
        };
    }

    /** What it changes and needs, in a line. */
    private static Prose effect(Treatment treatment, List<String> near, Answer.Room room, Messages messages) {
        List<Prose> parts = new ArrayList<>();
        // A title names the only one.
        if (treatment.installs().size() > 1 && !room.all()) {
            parts.add(installs(treatment.installs(), near, messages));
        }
        List<Change> changes = told(treatment, room);
        if (treatment.scope() == Scope.NONE) {
            parts.add(messages.prose("text.effect.nothing"));
        } else if (changes != null) {
            int most = room.all() ? changes.size() : Math.min(2, changes.size());
            for (Change change : changes.subList(0, most)) {
                parts.add(change(change, messages));
            }
            if (changes.size() > most) {
                String left = String.valueOf(changes.size() - most);
                parts.add(messages.prose(Say.of("text.effect.more", "count", left)));
            }
        } else {
            parts.add(messages.prose(
                    switch (treatment.scope()) {
                        case NONE -> "text.effect.nothing";
                        case ISOLATED -> "text.effect.isolated";
                        case ENVIRONMENT -> "text.effect.environment";
                        case SYSTEM -> "text.effect.system";
                    }));
        }
        needs(treatment, messages, parts);
        Prose all = Prose.EMPTY;
        String separator = messages.prose("text.effect.separator").flat();
        for (Prose part : parts) {
            all = all.spans().isEmpty() ? part : all.then(separator, part);
        }
        return all;
    }

    /** The distributions that the failure is about: what was missing first, then the chain from its end. */
    private static List<String> near(Finding finding, List<Link> chain) {
        Stream<@Nullable String> missing = Stream.concat(finding.diagnoses().stream(), finding.beside().stream())
                .map(Diagnosis::distribution);
        Stream<@Nullable String> passed = chain.reversed().stream().map(Link::distribution);
        return Stream.concat(missing, passed)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The first names, those nearest to the failure before others, and how many more there are. */
    private static Prose installs(List<String> requirements, List<String> near, Messages messages) {
        List<String> names = new ArrayList<>();
        for (String each : near) {
            for (String requirement : requirements) {
                String name = name(requirement);
                if (DistributionName.same(name, each) && !names.contains(name)) {
                    names.add(name);
                }
            }
        }
        for (String requirement : requirements) {
            if (!names.contains(name(requirement))) {
                names.add(name(requirement));
            }
        }
        int left = names.size() - NAMED;
        String shown = String.join(", ", left > 0 ? names.subList(0, NAMED) : names);
        return messages.prose(
                left > 0
                        ? Say.of("text.effect.installs.more", "names", shown, "count", String.valueOf(left))
                        : Say.of("text.effect.installs", "names", shown));
    }

    /** The name that a requirement begins with (PEP 508). */
    private static String name(String requirement) {
        int end = 0;
        while (end < requirement.length()
                && (Character.isLetterOrDigit(requirement.charAt(end))
                        || "._-".indexOf(requirement.charAt(end)) >= 0)) {
            end++;
        }
        return requirement.substring(0, end);
    }

    /** The changes that the title does not tell already; null where they are not known. */
    private static @Nullable List<Change> told(Treatment treatment, Answer.Room room) {
        if (treatment.changes() == null || room.all()) {
            return treatment.changes();
        }
        List<Change> untold = new ArrayList<>();
        for (Change change : treatment.changes()) {
            if (!treatment.title().places().containsValue(change.path())) {
                untold.add(change);
            }
        }
        return untold;
    }

    private static void needs(Treatment treatment, Messages messages, List<Prose> parts) {
        if (treatment.isWithheld()) {
            parts.add(messages.prose("text.effect.offline"));
            return;
        }
        if (treatment.needs().network()) {
            parts.add(messages.prose("text.effect.network"));
        }
        if (treatment.needs().root()) {
            parts.add(messages.prose("text.effect.root"));
        }
        if (treatment.needs().bytes() > 0) {
            long megabytes = (treatment.needs().bytes() + 999_999) / 1_000_000;
            parts.add(messages.prose(Say.of("text.effect.bytes", "size", megabytes + " MB")));
        }
        if (treatment.isNamesake()) {
            parts.add(messages.prose("text.effect.by-name"));
        }
        if (!treatment.automatic()) {
            parts.add(messages.prose("text.effect.by-hand"));
        } else if (treatment.scope() != Scope.NONE) {
            parts.add(messages.prose(treatment.reversible() ? "text.effect.undo" : "text.effect.no-undo"));
        }
    }

    private static Prose change(Change change, Messages messages) {
        String key = switch (change.change()) {
            case "created" -> "text.effect.created";
            case "removed" -> "text.effect.removed";
            case "renamed" -> "text.effect.renamed";
            default -> "text.effect.replaced";
        };
        return messages.prose(Say.of(key, "path", change.path()));
    }

    private static List<Block> details(Treatment treatment, Messages messages) {
        List<Block> details = new ArrayList<>();
        if (!treatment.installs().isEmpty()) {
            Prose all = messages.prose("text.installs");
            for (String requirement : treatment.installs()) {
                all = all.then(messages.code(requirement));
            }
            details.add(new Document.Paragraph(all));
        }
        for (Step step : treatment.steps()) {
            switch (step) {
                case Step.Run run -> NextStep.command(null, run.command(), messages, details);
                case Step.Write write -> {
                    Prose path = messages.code(write.path());
                    details.add(new Document.Paragraph(path.then(":", messages.prose(write.what()))));
                }
                case Step.Manual manual -> {
                    if (!manual.what().equals(treatment.title())) {
                        details.add(new Document.Paragraph(messages.prose(manual.what())));
                    }
                    if (manual.command() != null) {
                        NextStep.command(null, manual.command(), messages, details);
                    }
                }
            }
        }
        if (treatment.cured() != null) {
            NextStep.command(messages.prose("text.works-then"), treatment.cured(), messages, details);
        }
        return details;
    }
}
