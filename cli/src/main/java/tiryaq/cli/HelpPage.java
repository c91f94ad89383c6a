package tiryaq.cli;

import java.util.List;
import tiryaq.cli.options.Option;
import tiryaq.cli.options.OptionReader;
import tiryaq.diagnosis.Say;
import tiryaq.report.Report;
import tiryaq.report.TextOptions;
import tiryaq.report.messages.Messages;

/** {@code tiryaq --help}, and the page of one command. */
final class HelpPage {
    /** Where what an option or a command does begins. */
    private static final int COLUMN = 22;

    private final TextOptions text;
    private final StringBuilder page = new StringBuilder();

    private HelpPage(TextOptions text) {
        this.text = text;
    }

    /** The page of the command that was given, or of all of tiryaq. */
    static String of(Session session) {
        HelpPage help = new HelpPage(session.text());
        String verb = session.options().verb();
        help.write(verb);
        return help.page.toString();
    }

    private void write(String verb) {
        page.append(say(verb.isEmpty() ? "cli.help.summary" : "cli.help." + verb, text.width()));
        heading("cli.help.usage");
        if (verb.isEmpty()) {
            page.append("  tiryaq COMMAND…\n");
        }
        for (String each : verb.isEmpty() ? OptionReader.VERBS : List.of(verb)) {
            for (String usage : usage(each)) {
                page.append("  tiryaq ").append(usage).append('\n');
            }
        }
        if (verb.isEmpty()) {
            heading("cli.help.commands");
            for (String each : OptionReader.VERBS) {
                row(each, "cli.help." + each);
            }
        }
        heading("cli.help.options");
        for (Option option : Option.ALL) {
            if (!option.hidden() && (verb.isEmpty() || option.of(verb))) {
                String letter = option.letter().isEmpty() ? "    " : option.letter() + ", ";
                String value = option.value().isEmpty() ? "" : " " + option.value();
                row(
                        letter + option.name() + value,
                        "cli.option." + option.name().substring(2));
            }
        }
        if (verb.isEmpty()) {
            page.append('\n').append(say("cli.help.more", text.width()));
        }
    }

    private static List<String> usage(String verb) {
        return switch (verb) {
            case "run" -> List.of("run [OPTIONS] [--] COMMAND…");
            case "fix" -> List.of("fix [OPTIONS] [--] COMMAND…", "fix [OPTIONS] --log FILE|- [-- COMMAND…]");
            case "diagnose" -> List.of("diagnose [OPTIONS] [--] COMMAND…", "diagnose [OPTIONS] --log FILE|-");
            case "undo" -> List.of("undo [OPTIONS] [ID]");
            case "explain" -> List.of("explain [OPTIONS] CODE");
            default -> List.of(verb + " [OPTIONS]");
        };
    }

    private void heading(String key) {
        page.append('\n').append(say(key, text.width()));
    }

    private void row(String left, String key) {
        String name = Messages.in(text.language()).code(left).flat();
        String mark = TextOptions.mark(text.language());
        page.append("  ").append(mark).append(name).append(" ".repeat(Math.max(2, COLUMN - 2 - left.length())));
        String right = say(key, text.width() - COLUMN).stripTrailing();
        page.append(right.replace("\n", "\n" + " ".repeat(COLUMN))).append('\n');
    }

    private String say(String key, int width) {
        return Report.text(
                Say.of(key), new TextOptions(text.language(), width, false, text.verbosity(), text.program()));
    }
}
