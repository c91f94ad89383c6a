package tiryaq.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.report.ShellLine;

/** Options of tiryaq's that stand behind the script of a command, so that the program got them. */
public final class OptionAfter {
    private OptionAfter() {}

    /** Says of the first of them where all of them belong; empty where the program itself may understand them. */
    public static Optional<Say> in(Options given, Command command, Machine machine) {
        List<String> argv = command.argv();
        int script = 0;
        while (script < argv.size() && !argv.get(script).endsWith(".py")) {
            script++;
        }
        if (script == argv.size()) {
            return Optional.empty();
        }
        String text = machine.source(Paths.absolute(command.folder(), argv.get(script)));
        List<String> rest = new ArrayList<>(argv.subList(0, script + 1));
        List<String> ours = new ArrayList<>();
        String first = "";
        for (int i = script + 1; i < argv.size(); i++) {
            String word = argv.get(i);
            Optional<Option> meant = option(given, word).filter(each -> !understands(text, each));
            if (meant.isEmpty()) {
                rest.add(word);
                continue;
            }
            ours.add(word);
            first = first.isEmpty() ? word : first;
            if (!meant.get().value().isEmpty() && word.indexOf('=') < 0 && i + 1 < argv.size()) {
                i++;
                ours.add(argv.get(i));
            }
        }
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of("tiryaq", given.verb()));
        words.addAll(ours);
        words.add("--");
        words.addAll(rest);
        return Optional.of(Say.of(
                "cli.option-after", "option", first, "near", ShellLine.of(words).line()));
    }

    private static Optional<Option> option(Options given, String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        for (Option each : Option.ALL) {
            boolean same = name.equals(each.name()) || word.equals(each.letter());
            if (same
                    && name.length() > 1
                    && !each.name().equals("--help")
                    && each.of(given.verb())
                    && !each.hidden()
                    && !given.has(each.name())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Readers of options are told them in full, or make them of the names of variables. */
    private static boolean understands(String text, Option option) {
        return text.isEmpty()
                || text.contains(option.name())
                || (!option.letter().isEmpty() && text.contains(option.letter()))
                || Identifier.standsIn(text, option.name().substring(2).replace('-', '_'));
    }
}
