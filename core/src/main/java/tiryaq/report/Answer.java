package tiryaq.report;

import java.util.ArrayList;
import java.util.List;
import tiryaq.command.Command;
import tiryaq.diagnosis.Basis;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.report.Document.Block;
import tiryaq.report.Document.Tone;
import tiryaq.report.messages.Messages;
import tiryaq.report.messages.Prose;
import tiryaq.symptom.words.UsageWords;
import tiryaq.treatment.Outcome;

/** A finding as a document: what is wrong, how it comes to that, what could be done, and the next command. */
final class Answer {
    private static final String OWN = "cause.not-an-environment-failure.summary";

    private final Finding finding;
    private final Messages messages;
    private final Call call;
    private final Room room;
    private final List<Block> blocks = new ArrayList<>();

    private Answer(Finding finding, Messages messages, Call call, Room room) {
        this.finding = finding;
        this.messages = messages;
        this.call = call;
        this.room = room;
    }

    /**
     * How much there is room for.
     *
     * @param links of the chain; its middle is left out first
     */
    record Room(int links, int notes, int choices, int facts, boolean all) {
        /** Everything. */
        static final Room UNLIMITED =
                new Room(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, true);

        /** Whether there is more than a tight screen. */
        boolean roomy() {
            return notes > 1;
        }

        /** The same with room for so many treatments. */
        Room with(int more) {
            return new Room(links, notes, more, facts, all);
        }

        /** From roomy to tight. */
        static final List<Room> SCREENS = List.of(
                new Room(10, 4, 6, 3, false),
                new Room(7, 3, 4, 3, false),
                new Room(6, 2, 4, 3, false),
                new Room(6, 1, 4, 2, false),
                new Room(5, 1, 4, 2, false),
                new Room(4, 1, 4, 1, false),
                new Room(4, 1, 3, 1, false),
                new Room(4, 1, 2, 1, false),
                new Room(4, 1, 1, 1, false),
                new Room(3, 0, 2, 1, false),
                new Room(3, 0, 1, 1, false));
    }

    /** The document of a finding. */
    static Document of(Finding finding, Messages messages, Call call, Room room) {
        Answer answer = new Answer(finding, messages, call, room);
        answer.compose();
        return new Document(answer.blocks);
    }

    /** The one line that matters most. */
    static Prose oneLine(Finding finding, Messages messages) {
        Outcome outcome = finding.outcome();
        if (outcome != null && outcome.status() == Outcome.Status.CURED) {
            return messages.prose(Epilogue.cured(finding, outcome));
        }
        Prose line = headline(finding, messages);
        String killer = finding.ending().killer();
        if (killer != null && !tellsSignal(finding)) {
            line = line.then(messages.prose(Say.of("text.signal", "signal", killer)));
        }
        List<String> beside = finding.beside().stream().map(Answer::about).toList();
        if (!beside.isEmpty()) {
            Say also = Say.of("text.beside.also", "others", String.join(", ", beside));
            line = line.then(messages.prose(also));
        }
        return finding.verdict() == Finding.Verdict.DIAGNOSED
                        && !finding.diagnoses().isEmpty()
                        && finding.diagnoses().getFirst().certainty() != Certainty.PROVED
                ? line.then(messages.prose(hedge(finding, finding.diagnoses().getFirst())))
                : line;
    }

    /** What a failure beside the first is about, in a word or two. */
    private static String about(Diagnosis beside) {
        String bracketed = "[" + beside.cause() + "]";
        return beside.module() == null ? bracketed : beside.module() + " " + bracketed;
    }

    /** How little an answer is sure that is not proved. */
    private static String hedge(Finding finding, Diagnosis diagnosis) {
        boolean outputOnly = finding.source().log() != null && diagnosis.basis() == Basis.LOG;
        return diagnosis.certainty() == Certainty.POSSIBLE
                ? "text.possible"
                : outputOnly ? "text.likely.log" : "text.likely";
    }

    private void compose() {
        Outcome outcome = finding.outcome();
        if (outcome != null) {
            Epilogue.begin(finding, outcome, messages, call, blocks);
            if (outcome.status() == Outcome.Status.CURED) {
                if (room.all()) {
                    diagnosis();
                }
                Epilogue.end(finding, outcome, messages, call, room.all(), blocks);
                return;
            }
            if (finding.verdict() == Finding.Verdict.HEALTHY) {
                withoutErrors();
                NextStep.add(finding, messages, call, room.all(), blocks);
                return;
            }
        }
        diagnosis();
        if (call.next()) {
            NextStep.add(finding, messages, call, room.all(), blocks);
        }
    }

    private void diagnosis() {
        boolean good = finding.verdict() == Finding.Verdict.HEALTHY && !finding.toldOfFailure();
        Tone tone = good ? Tone.GOOD : Tone.BAD;
        blocks.add(new Document.Headline(headline(finding, messages), tone));
        if (finding.verdict() == Finding.Verdict.UNKNOWN) {
            blocks.add(new Document.Paragraph(messages.prose(advice())));
        } else if (finding.verdict() == Finding.Verdict.OWN_FAILURE) {
            Prose advice = messages.prose(
                    UsageWords.unknownCommand(finding.judged().words())
                            ? "text.own-failure.advice.command"
                            : "text.own-failure.advice");
            boolean line = !finding.judged().words().isEmpty();
            blocks.add(new Document.Paragraph(line ? advice.then(messages.prose("text.own-failure.line")) : advice));
        }
        withoutErrors();
        signal();
        Diagnosis own = finding.judged().own();
        if (own != null && !own.notes().isEmpty()) {
            blocks.add(new Document.Points(
                    own.notes().stream().map(messages::prose).toList()));
        }
        if (!finding.diagnoses().isEmpty()) {
            body(finding.diagnoses().getFirst());
        }
        if (finding.source().truncated()) {
            blocks.add(new Document.Paragraph(messages.prose("text.truncated")));
        }
    }

    /** A log in which nothing failed may be one that the errors never came into. */
    private void withoutErrors() {
        if (finding.verdict() == Finding.Verdict.HEALTHY && finding.source().log() != null) {
            blocks.add(new Document.Paragraph(messages.prose("text.healthy.log.stderr")));
        }
    }

    /** What it died of, unless the first sentence says that. */
    private void signal() {
        String signal = finding.ending().killer();
        if (signal != null && !tellsSignal(finding)) {
            blocks.add(new Document.Paragraph(messages.prose(Say.of("text.signal", "signal", signal))));
        }
    }

    /** Whether the first sentence says that it died of a signal, if it did. */
    private static boolean tellsSignal(Finding finding) {
        return finding.diagnoses().isEmpty() ? finding.judged().words().isEmpty() : sense(finding) == Say.Sense.SIGNAL;
    }

    /** Where it is plain why the command did not even start, that is not unexplained. */
    private String advice() {
        return switch (sense(finding)) {
            case NOT_EXECUTABLE -> "text.unknown.not-started.permission";
            case NO_FIRST_LINE -> "text.unknown.not-started.no-first-line";
            case IS_FOLDER -> "text.unknown.not-started.folder";
            case NO_TARGET, NO_INTERPRETER, ENVIRONMENT_MOVED ->
                finding.treatmentsOf(0).isEmpty() ? "text.unknown.not-started" : "text.unknown.not-started.steps";
            case CARRIAGE_RETURN -> "text.unknown.not-started.crlf";
            case NOT_REACHABLE -> "text.unknown.not-reachable";
            case NOT_SELECTED -> "text.unknown.not-selected";
            case NOT_ON_PATH -> "text.unknown.not-on-path";
            case THERE -> named() ? "text.unknown.there.named" : "text.unknown.there";
            case LOADED_ELSEWHERE -> "text.unknown.loaded-elsewhere";
            case TOLD, STANDARD_LIBRARY, NEWER_STANDARD_LIBRARY, NEWER_PYTHON ->
                finding.treatmentsOf(0).isEmpty() ? "text.unknown.told" : "text.unknown.told.newer";
            case PLAIN, WORDS, SIGNAL, LIMIT, NO_WHEEL, DECLARED -> "text.unknown.advice";
        };
    }

    private boolean named() {
        return finding.diagnoses().getFirst().evidence().stream()
                .anyMatch(
                        fact -> fact instanceof Evidence.Ran ran && ran.means().equals("option"));
    }

    /** Whether the first sentence says what is wrong, though no cause that is built cures it. */
    static boolean told(Finding finding) {
        return sense(finding).told();
    }

    static Say.Sense sense(Finding finding) {
        return finding.diagnoses().isEmpty()
                ? Say.Sense.PLAIN
                : finding.diagnoses().getFirst().summary().sense();
    }

    private void body(Diagnosis diagnosis) {
        boolean explained = finding.verdict() == Finding.Verdict.DIAGNOSED;
        if (explained) {
            certainty(diagnosis);
        }
        for (Say note : diagnosis.notes()) {
            if (ofSureness(note)) {
                blocks.add(new Document.Paragraph(messages.prose(note)));
            }
        }
        Command command = finding.command();
        boolean started = diagnosis.summary().sense() != Say.Sense.ENVIRONMENT_MOVED;
        if (explained && started && command != null && finding.interpreter() == null) {
            Say unseen = Say.of("text.python-unknown", "program", command.argv().getFirst());
            blocks.add(new Document.Paragraph(messages.prose(unseen)));
        }
        beside();
        ChainBlock.add(diagnosis.chain(), room, messages, blocks);
        Facts.add(diagnosis.evidence(), explained, room, messages, blocks);
        List<Prose> notes = new ArrayList<>();
        for (Say note : diagnosis.notes()) {
            if (notes.size() < room.notes() && !ofSureness(note)) {
                notes.add(messages.prose(note));
            }
        }
        if (!notes.isEmpty()) {
            blocks.add(new Document.Points(notes));
        }
        Choices.add(finding, diagnosis.chain(), room, messages, blocks);
        if (room.all()) {
            background(diagnosis);
        }
    }

    /** The other failures of the run, a line each, as many as there is room for. */
    private void beside() {
        List<Document.Row> rows = new ArrayList<>();
        int most = Math.max(1, Math.min(room.choices(), finding.beside().size()));
        for (Diagnosis each : finding.beside()) {
            if (rows.size() < most) {
                rows.add(row("text.row.beside", coded(messages.prose(each.summary()), each.cause())));
            }
        }
        List<Diagnosis> rest =
                finding.beside().subList(rows.size(), finding.beside().size());
        if (!rest.isEmpty()) {
            String others = String.join(", ", rest.stream().map(Answer::about).toList());
            rows.add(row("text.row.beside", messages.prose(Say.of("text.beside.others", "others", others))));
        }
        if (finding.more() > 0) {
            String count = String.valueOf(finding.more());
            rows.add(row("text.row.beside", messages.prose(Say.of("text.beside.more", "count", count))));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Document.Rows(rows));
        }
    }

    /** What an answer could not look at belongs to how sure it is, however little room there is. */
    private static boolean ofSureness(Say note) {
        return note.sense() == Say.Sense.LIMIT;
    }

    private void certainty(Diagnosis diagnosis) {
        if (diagnosis.certainty() != Certainty.PROVED) {
            blocks.add(new Document.Paragraph(messages.prose(hedge(finding, diagnosis))));
        }
    }

    private void background(Diagnosis diagnosis) {
        List<Document.Row> rows = new ArrayList<>();
        for (String code : diagnosis.contributing()) {
            rows.add(row("text.row.contributing", title(code)));
        }
        for (Diagnosis other :
                finding.diagnoses().subList(1, finding.diagnoses().size())) {
            rows.add(row("text.row.alternative", coded(messages.prose(other.summary()), other.cause())));
        }
        if (finding.interpreter() != null) {
            rows.add(row(
                    "text.row.interpreter", messages.code(finding.interpreter().executable())));
        }
        if (!rows.isEmpty()) {
            blocks.add(new Document.Rows(rows));
        }
    }

    private Prose title(String code) {
        return coded(messages.prose("cause." + code + ".title"), code);
    }

    private Document.Row row(String label, Prose value) {
        return new Document.Row(messages.prose(label), value);
    }

    private Prose coded(Prose words, String code) {
        return words.then(messages.code("[" + code + "]"));
    }

    private static Prose headline(Finding finding, Messages messages) {
        if (!finding.diagnoses().isEmpty()) {
            Diagnosis first = finding.diagnoses().getFirst();
            String killer = finding.ending().killer();
            Say summary = killer != null && first.summary().sense() == Say.Sense.SIGNAL
                    ? Say.of(first.summary().key(), "signal", killer)
                    : first.summary();
            return messages.prose(summary).then(messages.code("[" + first.cause() + "]"));
        }
        return switch (finding.verdict()) {
            case HEALTHY ->
                finding.judged().words().isEmpty()
                        ? messages.prose(finding.source().log() == null ? "text.healthy" : "text.healthy.log")
                        : messages.prose(Say.of(
                                "text.healthy.told", "words", finding.judged().words()));
            case OWN_FAILURE -> ownFailure(finding, messages);
            case UNKNOWN, DIAGNOSED -> unknown(finding, messages);
        };
    }

    private static Prose ownFailure(Finding finding, Messages messages) {
        Diagnosis own = finding.judged().own();
        if (own != null && own.summary().sense() != Say.Sense.WORDS) {
            return messages.prose(own.summary());
        }
        if (finding.judged().words().isEmpty()) {
            return messages.prose(
                    finding.ending().killer() == null
                            ? Say.of("cause.not-an-environment-failure.summary.silent")
                            : Say.of(
                                    "cause.not-an-environment-failure.summary.signal",
                                    "signal",
                                    finding.ending().killer()));
        }
        boolean sure = own == null || own.certainty() == Certainty.PROVED;
        return messages.prose(
                sure
                        ? Say.of(OWN, "error", finding.judged().words())
                        : Say.of(
                                "cause.not-an-environment-failure.summary.likely",
                                "error",
                                finding.judged().words()));
    }

    private static Prose unknown(Finding finding, Messages messages) {
        if (finding.judged().words().isEmpty()) {
            return messages.prose(
                    finding.ending().killer() == null
                            ? Say.of("cause.unknown.summary.silent")
                            : Say.of(
                                    "cause.unknown.summary.signal",
                                    "signal",
                                    finding.ending().killer()));
        }
        return messages.prose(
                Say.of("cause.unknown.summary", "words", finding.judged().words()));
    }
}
