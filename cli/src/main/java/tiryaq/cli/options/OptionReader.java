package tiryaq.cli.options;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tiryaq.diagnosis.Say;
import tiryaq.report.messages.Language;

/** Reads a command line; only the options of the verb that was given are made. */
public final class OptionReader {
    /** The verbs that exist. */
    public static final List<String> VERBS = List.of("run", "diagnose", "fix", "undo", "history", "demo", "explain");

    private static final Map<String, Set<String>> ALLOWED =
            Map.of("--format", Set.of("text", "json"), "--color", Set.of("auto", "always", "never"));

    private static final int LONGEST_PLAN = 12;

    private OptionReader() {}

    /** A command line that cannot be understood; the message says why. */
    public static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Say say;

        Misunderstood(Say say) {
            super(say.key());
            this.say = say;
        }

        /** What the user is told. */
        public Say say() {
            return say;
        }
    }

    /**
     * The words as options.
     *
     * @throws Misunderstood for an unknown verb or option, a missing or impossible value
     */
    public static Options read(List<String> words) throws Misunderstood {
        if (words.isEmpty()) {
            return new Options("", Map.of("--help", ""), words);
        }
        if (words.getFirst().equals("help")) {
            String about = words.size() > 1 ? words.get(1) : "";
            if (!about.isEmpty() && !VERBS.contains(about)) {
                throw new Misunderstood(unknownVerb(about, "tiryaq help "));
            }
            return new Options(about, Map.of("--help", ""), List.of());
        }
        if (words.equals(List.of("version"))) {
            return new Options("", Map.of("--version", ""), List.of());
        }
        String first = words.getFirst();
        boolean verb = VERBS.contains(first);
        if (!verb && first.endsWith(".py")) {
            throw new Misunderstood(script(first));
        }
        if (!verb && !first.startsWith("-")) {
            throw new Misunderstood(unknownVerb(first, "tiryaq "));
        }
        return parse(verb ? first : "", verb ? words.subList(1, words.size()) : words);
    }

    private static Say unknownVerb(String word, String before) {
        return Nearest.to(word, VERBS)
                .map(near -> Say.of("cli.unknown-command.near", "command", word, "near", before + near))
                .orElseGet(() -> Say.of("cli.unknown-command", "command", word));
    }

    /** What runs a script that was given as a command. */
    public static Say script(String file) {
        return Say.of("cli.script-no-command", "command", file, "near", "tiryaq run python " + file);
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
            if (verb.isEmpty() && meansRun(word, words)) {
                // A command to run, before which something is wrong: that is what to tell.
                Options run = parse("run", words);
                if (word.startsWith("-") && !run.words().isEmpty()) {
                    return run;
                }
            }
            throw new Misunderstood(word.startsWith("-") ? unknown(verb, word, words) : unexpected(verb, word, words));
        } catch (CommandLine.MissingParameterException e) {
            String option = e.getMissing().getFirst() instanceof OptionSpec missing
                    ? missing.longestName()
                    : String.valueOf(verb);
            throw new Misunderstood(missing(option));
        } catch (CommandLine.ParameterException e) {
            throw new Misunderstood(Say.of("cli.usage-error"));
        }
        Map<String, String> values = new HashMap<>();
        for (OptionSpec option : result.matchedOptions()) {
            String name = option.longestName();
            values.put(name, option.arity().max() == 0 ? "" : String.valueOf(option.<String>getValue()));
        }
        check(values);
        return new Options(verb, values, positional(result));
    }

    /** Whether a word that cannot stand before every command may stand before one to run, or is one. */
    private static boolean meansRun(String word, List<String> words) {
        if (!word.startsWith("-")) {
            return !VERBS.contains(word);
        }
        int equals = word.indexOf('=');
        return names("run").contains(equals < 0 ? word : word.substring(0, equals))
                && verbAmong(words).isEmpty();
    }

    private static Say unknown(String verb, String word, List<String> words) {
        int equals = word.indexOf('=');
        String typed = equals < 0 ? word : word.substring(0, equals);
        Optional<String> later = verb.isEmpty() ? verbAmong(words) : Optional.empty();
        Optional<String> near = Nearest.to(typed, names(later.orElse(verb)));
        if (later.isPresent()) {
            String right = near.orElse(typed);
            if (names(later.get()).contains(right)) {
                StringBuilder line = new StringBuilder("tiryaq ").append(later.get());
                line.append(' ').append(right).append(word.substring(typed.length()));
                words.subList(words.indexOf(word) + 1, words.indexOf(later.get()))
                        .forEach(value -> line.append(' ').append(value));
                return Say.of("cli.option-before", "option", typed, "near", line.toString());
            }
        }
        if (typed.equals("--json") && names(later.orElse(verb)).contains("--format")) {
            return Say.of("cli.unknown-option.near", "option", typed, "near", "--format json");
        }
        if (verb.equals("undo") && typed.equals("--yes")) {
            return Say.of("cli.unknown-option.undo", "option", typed);
        }
        String others = takers(typed);
        if (!others.isEmpty() && !verb.isEmpty()) {
            return Say.of("cli.unknown-option.elsewhere", "option", typed, "commands", others);
        }
        return near.map(name -> Say.of("cli.unknown-option.near", "option", typed, "near", name))
                .orElseGet(() -> Say.of("cli.unknown-option", "option", typed));
    }

    /** A word that is no option where tiryaq's own command should have come first. */
    private static Say unexpected(String verb, String word, List<String> words) {
        return verb.isEmpty() && VERBS.contains(word)
                ? Say.of(
                        "cli.option-before",
                        "option",
                        words.getFirst(),
                        "near",
                        "tiryaq " + word + " " + String.join(" ", words.subList(0, words.indexOf(word))))
                : Say.of("cli.unexpected-word", "word", word);
    }

    private static Optional<String> verbAmong(List<String> words) {
        int end = words.indexOf("--");
        return (end < 0 ? words : words.subList(0, end))
                .stream().filter(VERBS::contains).findFirst();
    }

    /** The commands that know an option, as they are typed. */
    private static String takers(String name) {
        StringJoiner commands = new StringJoiner(", ");
        for (String verb : VERBS) {
            if (names(verb).contains(name)) {
                commands.add("tiryaq " + verb);
            }
        }
        return commands.toString();
    }

    private static List<String> names(String verb) {
        List<String> names = new ArrayList<>();
        for (Option option : Option.ALL) {
            if (option.of(verb) && !option.hidden()) {
                names.add(option.name());
            }
        }
        return names;
    }

    /**
     * How a command that is not there would read as one of tiryaq's own: with its mistyped word put right, or with the
     * options after it. Empty where nothing speaks for that.
     *
     * @param own tiryaq's options before the command
     */
    public static Optional<String> meant(Options own, String command) {
        Optional<String> verb = VERBS.contains(command) ? Optional.of(command) : Nearest.to(command, VERBS);
        return verb.map(each -> {
            StringBuilder line = new StringBuilder("tiryaq ").append(each);
            own.values().keySet().stream().sorted().forEach(option -> {
                String value = own.value(option).orElse("");
                line.append(' ').append(option).append(value.isEmpty() ? "" : " " + value);
            });
            return line.toString();
        });
    }

    private static List<String> positional(CommandLine.ParseResult result) {
        List<String> words = new ArrayList<>();
        if (result.hasMatchedPositional(0)) {
            words.addAll(result.matchedPositionalValue(0, List.<String>of()));
        }
        return words;
    }

    private static void check(Map<String, String> values) throws Misunderstood {
        for (Option option : Option.ALL) {
            if (!option.value().isEmpty() && "".equals(values.get(option.name()))) {
                throw new Misunderstood(missing(option.name()));
            }
        }
        for (Map.Entry<String, Set<String>> option : ALLOWED.entrySet()) {
            String value = values.get(option.getKey());
            if (value != null && !option.getValue().contains(value)) {
                String allowed =
                        String.join(", ", option.getValue().stream().sorted().toList());
                throw new Misunderstood(
                        Say.of("cli.bad-value", "option", option.getKey(), "value", value, "allowed", allowed));
            }
        }
        String language = values.get("--lang");
        if (language != null && Language.known(language).isEmpty()) {
            throw new Misunderstood(
                    Say.of("cli.bad-value", "option", "--lang", "value", language, "allowed", "ar, en, hi"));
        }
        if (values.containsKey("--treatment") && values.containsKey("--plan")) {
            throw new Misunderstood(Say.of("cli.not-both", "option", "--treatment", "other", "--plan"));
        }
        String plan = values.get("--plan");
        if (plan != null && !isPlan(plan)) {
            throw new Misunderstood(Say.of("cli.bad-plan", "value", plan));
        }
        String number = values.get("--treatment");
        if (number != null
                && (number.isEmpty() || number.length() > 4 || !number.chars().allMatch(Character::isDigit))) {
            throw new Misunderstood(
                    Say.of("cli.bad-value", "option", "--treatment", "value", number, "allowed", "1, 2, 3 …"));
        }
    }

    private static Say missing(String option) {
        String value = Option.ALL.stream()
                .filter(each -> each.name().equals(option))
                .map(Option::value)
                .findFirst()
                .orElse("");
        return Say.of("cli.missing-value", "option", option, "near", option + " " + value);
    }

    /** Whether this could be the id of a treatment. */
    private static boolean isPlan(String text) {
        return text.length() <= LONGEST_PLAN
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** Whether the words after this verb are a command, whose own options are none of ours. */
    public static boolean takesCommand(String verb) {
        return verb.equals("run") || verb.equals("diagnose") || verb.equals("fix");
    }

    private static CommandSpec spec(String verb) {
        CommandSpec spec = CommandSpec.create().name("tiryaq");
        for (Option option : Option.ALL) {
            if (option.of(verb)) {
                add(spec, option);
            }
        }
        if (!verb.isEmpty() && !verb.equals("history") && !verb.equals("demo")) {
            spec.addPositional(PositionalParamSpec.builder()
                    .arity(takesCommand(verb) ? "0..*" : "0..1")
                    .index(takesCommand(verb) ? "0..*" : "0")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .build());
        }
        return spec;
    }

    private static void add(CommandSpec spec, Option option) {
        String[] names = option.letter().isEmpty()
                ? new String[] {option.name()}
                : new String[] {option.letter(), option.name()};
        boolean flag = option.value().isEmpty();
        spec.addOption(OptionSpec.builder(names)
                .arity(flag ? "0" : "1")
                .type(flag ? boolean.class : String.class)
                .build());
    }
}
