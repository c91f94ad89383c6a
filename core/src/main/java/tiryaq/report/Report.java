package tiryaq.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.report.Document.Block;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatment;

/** What a person or a program is told: text in the reader's language, or JSON. */
public final class Report {
    /** Rows that an answer has to fit: those of the smallest usual screen, one left for the prompt. */
    private static final int SCREEN = 23;

    private Report() {}

    /** A finding as text, each line ended; one screen where that can be, unless all is asked for. */
    public static String text(Finding finding, TextOptions options) {
        Messages messages = Messages.in(options.language());
        return switch (options.verbosity()) {
            case QUIET -> quiet(finding, messages, options) + "\n";
            case NORMAL -> screen(finding, messages, Call.of(options), options);
            case VERBOSE ->
                TextForm.write(Answer.of(finding, messages, Call.of(options), Answer.Room.UNLIMITED), options);
        };
    }

    /** The same for a reader who wants to know what would be done: one line names the treatment, too. */
    public static String plan(Finding finding, TextOptions options) {
        List<Treatment> treatments = finding.diagnoses().isEmpty() ? List.of() : finding.treatmentsOf(0);
        if (options.verbosity() != TextOptions.Verbosity.QUIET || treatments.isEmpty()) {
            return text(finding, options);
        }
        Messages messages = Messages.in(options.language());
        Prose title = messages.prose(treatments.getFirst().title());
        return Answer.oneLine(finding, messages).then(" →", title).flat() + "\n";
    }

    /** The same for a reader who is then asked whether to do it: without the command to give next. */
    public static String question(Finding finding, TextOptions options) {
        Messages messages = Messages.in(options.language());
        Call call = Call.of(options).asking();
        return switch (options.verbosity()) {
            case QUIET -> quiet(finding, messages, options) + "\n";
            case NORMAL -> screen(finding, messages, call, options);
            case VERBOSE -> TextForm.write(Answer.of(finding, messages, call, Answer.Room.UNLIMITED), options);
        };
    }

    /** What to give next to apply another treatment than the one that the reader was asked about. */
    public static String another(Finding finding, int number, TextOptions options) {
        List<Block> blocks = new ArrayList<>();
        NextStep.another(finding, number, Messages.in(options.language()), Call.of(options), blocks);
        return TextForm.write(new Document(blocks), options);
    }

    /** A label, and a command to give on a line of its own. */
    public static String next(Say label, List<String> argv, TextOptions options) {
        Messages messages = Messages.in(options.language());
        List<Block> blocks = new ArrayList<>();
        NextStep.words(messages.prose(label), Call.of(options).carrying(argv), messages, blocks);
        return TextForm.write(new Document(blocks), options);
    }

    /** The same of a command that is given in its own folder. */
    public static String next(Say label, Command command, TextOptions options) {
        Messages messages = Messages.in(options.language());
        List<Block> blocks = new ArrayList<>();
        NextStep.command(messages.prose(label), Call.of(options).carrying(command), messages, blocks);
        return TextForm.write(new Document(blocks), options);
    }

    /** A finding as one JSON object by the published schema; one line, ended; prose in the reader's language. */
    public static String json(Finding finding, String language) {
        return JsonForm.write(finding, Messages.in(language));
    }

    /**
     * The history as text, each line ended, and one for each treatment where that is asked for; times as ISO 8601 has
     * them, in the reader's zone.
     */
    public static String text(History journals, TextOptions options, ZoneId zone) {
        Messages messages = Messages.in(options.language());
        StringBuilder lines = new StringBuilder();
        List<Block> blocks = new ArrayList<>();
        for (History.Entry entry : journals.entries()) {
            Prose title = messages.code(entry.id()).then("  ", messages.prose(entry.treatment()));
            if (options.verbosity() == TextOptions.Verbosity.QUIET) {
                Prose line = entry.state() == History.State.IN_FORCE
                        ? title
                        : title.then(messages.prose("text.effect.separator").flat(), messages.prose(state(entry)));
                lines.append(line.flat()).append('\n');
                continue;
            }
            blocks.add(new Document.Headline(title, Document.Tone.NEUTRAL));
            List<Document.Row> rows = new ArrayList<>();
            rows.add(new Document.Row(messages.prose("text.row.when"), messages.code(local(entry.when(), zone))));
            rows.add(new Document.Row(messages.prose("text.row.state"), messages.prose(state(entry))));
            rows.add(new Document.Row(messages.prose("text.row.cause"), messages.code(entry.cause())));
            rows.add(new Document.Row(messages.prose("text.row.folder"), messages.code(entry.folder())));
            Command works = entry.state() == History.State.IN_FORCE ? entry.command() : null;
            // Of a log without its program no more is known than the Python: alone, it only waits for something to do.
            // A script that is to find its Python first on PATH is no Python.
            boolean bare =
                    works != null && works.argv().size() == 1 && !works.set().containsKey("PATH");
            if (works != null && bare) {
                Prose python = messages.code(works.argv().getFirst());
                rows.add(new Document.Row(messages.prose("text.row.interpreter"), python));
            }
            blocks.add(new Document.Rows(rows));
            if (works != null && !bare) {
                NextStep.command(messages.prose("text.works-since"), works, messages, blocks);
            }
        }
        if (!lines.isEmpty()) {
            return lines.toString();
        }
        if (blocks.isEmpty() && options.verbosity() == TextOptions.Verbosity.QUIET) {
            return messages.prose("text.history.empty").flat() + "\n";
        }
        if (blocks.isEmpty()) {
            blocks.add(new Document.Paragraph(messages.prose("text.history.empty")));
        }
        return TextForm.write(new Document(blocks), options);
    }

    /** {@code 2026-01-31 18:05:09 +02:00}. */
    private static String local(Instant when, ZoneId zone) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
                .format(when.atZone(zone));
    }

    private static Say state(History.Entry entry) {
        return switch (entry.state()) {
            case IN_FORCE -> Say.of("text.state.in-force");
            case RUNNING -> Say.of("text.state.running");
            case INTERRUPTED -> Say.of("text.state.interrupted");
            case LOST -> Say.of("text.state.lost", "id", entry.id());
        };
    }

    /** The history as one JSON object of type {@code history}; one line, ended. */
    public static String json(History journals, String language) {
        return JsonForm.write(journals, Messages.in(language));
    }

    /** A message as wrapped text, each line ended. */
    public static String text(Say say, TextOptions options) {
        return text(List.of(say), options);
    }

    /** Messages as one paragraph of wrapped text, each line ended. */
    public static String text(List<Say> says, TextOptions options) {
        Prose words = Prose.EMPTY;
        for (Say say : says) {
            words = words.then(Messages.in(options.language()).prose(say));
        }
        return TextForm.write(new Document(List.of(new Document.Paragraph(words))), options);
    }

    /** The page of a cause for a terminal, each line ended; empty for no such code. */
    public static Optional<String> page(String code, TextOptions options) {
        // A page that is not translated is read as English is.
        Optional<String> english = Pages.page(code, "en");
        Optional<String> page = Pages.page(code, options.language());
        TextOptions shown = page.equals(english)
                ? new TextOptions("en", options.width(), options.colour(), options.verbosity(), options.program())
                : options;
        return page.map(text -> TextForm.write(Markdown.read(text), shown));
    }

    /** Codes and what they mean, one to a line, each line ended. */
    public static String causes(List<String> codes, TextOptions options) {
        Messages messages = Messages.in(options.language());
        List<Document.Row> rows = new ArrayList<>();
        for (String code : codes) {
            rows.add(new Document.Row(messages.code(code), messages.prose("cause." + code + ".title")));
        }
        return TextForm.write(new Document(List.of(new Document.Rows(rows))), options);
    }

    /** The version of tiryaq itself, as the build names it. */
    public static String version() {
        try (InputStream in = Report.class.getResourceAsStream("version.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String quiet(Finding finding, Messages messages, TextOptions options) {
        Outcome outcome = finding.outcome();
        Command working = outcome == null ? null : Epilogue.working(finding, outcome);
        if (outcome == null || working == null) {
            Prose line = Answer.oneLine(finding, messages);
            return outcome == null || outcome.status() == Outcome.Status.NOTHING_TO_DO
                    ? line.flat()
                    : Epilogue.headline(finding, outcome, messages).then(line).flat();
        }
        String line = ShellLine.before(ShellLine.of(working).line(), options.path());
        // A comment, so that the line can still be given to a shell.
        return outcome.journal() == null ? line : line + "  # " + options.program() + " undo " + outcome.journal();
    }

    private static String screen(Finding finding, Messages messages, Call call, TextOptions options) {
        String text = "";
        for (Answer.Room room : Answer.Room.SCREENS) {
            text = TextForm.write(Answer.of(finding, messages, call, room), options);
            if (fits(text, options)) {
                return widened(text, finding, messages, call, room, options);
            }
        }
        return text;
    }

    /** With as many more ways as still fit, in whatever language: what is left over is theirs first. */
    private static String widened(
            String fitting, Finding finding, Messages messages, Call call, Answer.Room room, TextOptions options) {
        int all = finding.diagnoses().isEmpty() ? 0 : finding.treatmentsOf(0).size();
        for (int choices = all; choices > room.choices(); choices--) {
            String text = TextForm.write(Answer.of(finding, messages, call, room.with(choices)), options);
            if (fits(text, options)) {
                return text;
            }
        }
        return fitting;
    }

    private static boolean fits(String text, TextOptions options) {
        return TextForm.rows(plain(text, options), options.width()) <= SCREEN;
    }

    /** Without our own colours, which take no room. */
    private static String plain(String text, TextOptions options) {
        if (!options.colour()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\u001b') {
                i = text.indexOf('m', i);
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
