package tiryaq.cli;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Say;
import tiryaq.report.History;
import tiryaq.report.History.Entry;
import tiryaq.report.History.State;
import tiryaq.report.Report;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;

/** {@code tiryaq history}: the treatments that were applied and not undone, be their projects there or not. */
final class HistoryCommand {
    private HistoryCommand() {}

    static ExitCode run(Session session) {
        Optional<Journals> journals = Journals.of(session.environment());
        if (journals.isEmpty()) {
            return session.complain(Say.of("cli.no-state-folder"), ExitCode.FAILURE);
        }
        List<Journal> history = journals.get().history();
        boolean ended = history.stream().noneMatch(Journal::unfinished);
        List<Journal> left = ended ? List.of() : journals.get().unfinished();
        List<Entry> entries = new ArrayList<>();
        for (Journal journal : history) {
            State state =
                    !journal.unfinished() ? State.IN_FORCE : left.contains(journal) ? State.INTERRUPTED : State.RUNNING;
            entries.add(entry(journal, state));
        }
        for (Journal journal : journals.get().lost(null)) {
            // One that begins or ends just now has no folder either.
            entries.add(entry(journal, journals.get().atRest(journal) ? State.LOST : State.RUNNING));
        }
        entries.sort(HistoryCommand::latestFirst);
        var shown = new History(entries);
        return session.write(
                session.options().json()
                        ? Report.json(shown, session.language())
                        : Report.text(shown, session.text(), ZoneId.systemDefault()),
                ExitCode.FINE);
    }

    private static int latestFirst(Entry one, Entry other) {
        int byTime = other.when().compareTo(one.when());
        return byTime == 0 ? other.id().compareTo(one.id()) : byTime;
    }

    private static Entry entry(Journal journal, State state) {
        return new Entry(
                journal.id(),
                journal.time(),
                state,
                journal.cause(),
                journal.title(),
                journal.project(),
                journal.command());
    }
}
