package tiryaq.cli;

import tiryaq.diagnosis.Say;
import tiryaq.report.Report;
import tiryaq.report.TextOptions;

/** {@code tiryaq --help}. */
final class HelpPage {
    private static final int COLUMN = 26;

    private HelpPage() {}

    static String of(Session session) {
        TextOptions text = session.text();
        StringBuilder page = new StringBuilder();
        page.append(say("cli.help.summary", text)).append('\n').append('\n');
        page.append(say("cli.help.usage", text)).append('\n');
        page.append("  tiryaq run [--fix] [--] COMMAND…\n");
        page.append("  tiryaq diagnose [--log FILE|-] [-- COMMAND…]\n");
        page.append("  tiryaq fix [--dry-run] [--yes] [--treatment N | --plan ID] [-- COMMAND…]\n");
        page.append("  tiryaq undo [ID] [--force]\n\n");
        page.append(say("cli.help.commands", text)).append('\n');
        for (String verb : OptionReader.VERBS) {
            row(page, verb, say("cli.help." + verb, text));
        }
        page.append('\n').append(say("cli.help.options", text)).append('\n');
        row(page, "--log FILE", say("cli.option.log", text));
        row(page, "--python PATH", say("cli.option.python", text));
        row(page, "--format text|json", say("cli.option.format", text));
        row(page, "-o, --output FILE", say("cli.option.output", text));
        row(page, "--lang en|ar|hi", say("cli.option.lang", text));
        row(page, "--color auto|always|never", say("cli.option.color", text));
        row(page, "--fix", say("cli.option.fix", text));
        row(page, "--yes", say("cli.option.yes", text));
        row(page, "--dry-run", say("cli.option.dry-run", text));
        row(page, "--treatment N", say("cli.option.treatment", text));
        row(page, "--plan ID", say("cli.option.plan", text));
        row(page, "--force", say("cli.option.force", text));
        row(page, "--offline", say("cli.option.offline", text));
        row(page, "-q, --quiet", say("cli.option.quiet", text));
        row(page, "-v, --verbose", say("cli.option.verbose", text));
        row(page, "--version", say("cli.option.version", text));
        return page.toString();
    }

    private static void row(StringBuilder page, String left, String right) {
        page.append("  ").append(left).append(" ".repeat(Math.max(2, COLUMN - left.length())));
        page.append(right.replace("\n", "\n" + " ".repeat(COLUMN + 2))).append('\n');
    }

    private static String say(String key, TextOptions text) {
        return Report.text(Say.of(key), text).stripTrailing();
    }
}
