package tiryaq.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tiryaq.diagnosis.Say;

/** Reads a command line; only the options of the verb that was given are made. */
final class OptionReader {
    /** The verbs that exist. */
    static final List<String> VERBS = List.of("run", "diagnose", "fix", "undo", "history", "demo", "explain");

    private static final Map<String, Set<String>> ALLOWED =
            Map.of("--format", Set.of("text", "json"), "--color", Set.of("auto", "always", "never"));

    private static final List<String> COMMON_VALUES = List.of("--lang", "--color", "--format", "--output");
    private static final List<String> COMMON_FLAGS = List.of("--quiet", "--verbose", "--help");

    private OptionReader() {}

    /** A command line that cannot be understood; the message says why. */
    static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Say say;

        Misunderstood(Say say) {
            super(say.key());
            this.say = say;
        }

        Say say() {
            return say;
        }
    }

    /**
     * The words as options.
     *
     * @throws Misunderstood for an unknown verb or option, a missing or impossible value
     */
    static Options read(List<String> words) throws Misunderstood {
        if (words.isEmpty() || words.getFirst().equals("help")) {
            return new Options("", Map.of("--help", ""), words);
        }
        String first = words.getFirst();
        boolean verb = VERBS.contains(first);
        if (!verb && !first.startsWith("-")) {
            throw new Misunderstood(Say.of("cli.unknown-command", "command", first));
        }
        return parse(verb ? first : "", verb ? words.subList(1, words.size()) : words);
    }

    private static Options parse(String verb, List<String> words) throws Misunderstood {
        CommandSpec spec = spec(verb);
        CommandLine line =
                new CommandLine(spec).setStopAtPositional(takesCommand(verb)).setOverwrittenOptionsAllowed(true);
        CommandLine.ParseResult result;
        try {
            result = line.parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.UnmatchedArgumentException e) {
            String word = e.getUnmatched().getFirst();
            throw new Misunderstood(
                    word.startsWith("-")
                            ? Say.of("cli.unknown-option", "option", word)
                            : Say.of("cli.usage-error", "message", word));
        } catch (CommandLine.MissingParameterException e) {
            String option = e.getMissing().getFirst() instanceof OptionSpec missing
                    ? missing.longestName()
                    : String.valueOf(verb);
            throw new Misunderstood(Say.of("cli.missing-value", "option", option));
        } catch (CommandLine.ParameterException e) {
            throw new Misunderstood(Say.of("cli.usage-error", "message", String.valueOf(e.getMessage())));
        }
        Map<String, String> values = new HashMap<>();
        for (OptionSpec option : result.matchedOptions()) {
            String name = option.longestName();
            values.put(name, option.arity().max() == 0 ? "" : String.valueOf(option.<String>getValue()));
        }
        check(values);
        return new Options(verb, values, positional(result));
    }

    private static List<String> positional(CommandLine.ParseResult result) {
        List<String> words = new ArrayList<>();
        if (result.hasMatchedPositional(0)) {
            words.addAll(result.matchedPositionalValue(0, List.<String>of()));
        }
        return words;
    }

    private static void check(Map<String, String> values) throws Misunderstood {
        for (Map.Entry<String, Set<String>> option : ALLOWED.entrySet()) {
            String value = values.get(option.getKey());
            if (value != null && !option.getValue().contains(value)) {
                String allowed =
                        String.join(", ", option.getValue().stream().sorted().toList());
                throw new Misunderstood(
                        Say.of("cli.bad-value", "option", option.getKey(), "value", value, "allowed", allowed));
            }
        }
        String number = values.get("--treatment");
        if (number != null
                && (number.isEmpty() || number.length() > 4 || !number.chars().allMatch(Character::isDigit))) {
            throw new Misunderstood(
                    Say.of("cli.bad-value", "option", "--treatment", "value", number, "allowed", "1, 2, 3 …"));
        }
    }

    static boolean takesCommand(String verb) {
        return verb.equals("run") || verb.equals("diagnose") || verb.equals("fix");
    }

    /** What each verb understands besides the common options. */
    private static List<String> values(String verb) {
        return switch (verb) {
            case "demo" -> List.of("--record");
            case "diagnose" -> List.of("--log", "--python");
            case "fix" -> List.of("--log", "--python", "--treatment", "--plan");
            case "run" -> List.of("--python");
            default -> List.of();
        };
    }

    private static List<String> flags(String verb) {
        return switch (verb) {
            case "diagnose" -> List.of("--offline", "--here");
            case "fix" -> List.of("--offline", "--here", "--yes", "--dry-run", "--rerun", "--allow-system");
            case "run" -> List.of("--offline", "--fix", "--yes");
            case "undo" -> List.of("--force", "--yes");
            case "demo" -> List.of("--keep");
            case "" -> List.of("--version");
            default -> List.of();
        };
    }

    private static CommandSpec spec(String verb) {
        CommandSpec spec = CommandSpec.create().name("tiryaq");
        for (String name : COMMON_VALUES) {
            add(spec, name, 1);
        }
        for (String name : values(verb)) {
            add(spec, name, 1);
        }
        for (String name : COMMON_FLAGS) {
            add(spec, name, 0);
        }
        for (String name : flags(verb)) {
            add(spec, name, 0);
        }
        if (!verb.isEmpty() && !verb.equals("history") && !verb.equals("demo")) {
            spec.addPositional(PositionalParamSpec.builder()
                    .arity("0..*")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .build());
        }
        return spec;
    }

    private static void add(CommandSpec spec, String name, int arity) {
        String[] names = switch (name) {
            case "--quiet" -> new String[] {"-q", name};
            case "--verbose" -> new String[] {"-v", name};
            case "--output" -> new String[] {"-o", name};
            case "--help" -> new String[] {"-h", name};
            default -> new String[] {name};
        };
        spec.addOption(OptionSpec.builder(names)
                .arity(String.valueOf(arity))
                .type(arity == 0 ? boolean.class : String.class)
                .build());
    }
}
