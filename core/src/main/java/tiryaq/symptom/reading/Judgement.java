package tiryaq.symptom.reading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.lines.LinePrefix;
import tiryaq.symptom.reading.Event.Alone;
import tiryaq.symptom.reading.Event.ChainLink;
import tiryaq.symptom.reading.Event.Fatal;
import tiryaq.symptom.reading.Event.Panicked;
import tiryaq.symptom.reading.Event.Raised;
import tiryaq.symptom.reading.Event.Said;
import tiryaq.symptom.reading.Event.StartRaised;
import tiryaq.symptom.reading.Occurrence.Weight;

/** From all that happened in an output to what stopped the program. */
final class Judgement {
    /** How many lines apart two may stand that tell of one failure. */
    static final int NEAR = 20;

    /** From what a start-up file stopped to the end of its traceback, in lines. */
    private static final int LONGEST_START = 32;

    private static final int MOST = 16;

    private final List<Occurrence> findings = new ArrayList<>();
    private final List<Raised> chain = new ArrayList<>();
    private final OpenGroups groups = new OpenGroups();
    private final List<Alone> alone = new ArrayList<>();
    private final Set<Symptom.StartFile> startFiles = new LinkedHashSet<>();
    private final TestRun tests = new TestRun();
    private @Nullable Incident startIncident;
    private @Nullable Fatal fatal;
    private final NativePanic panic = new NativePanic(alone, findings);

    /** The last line that says anything, as far as the transcript goes. */
    private final int lastLine;

    private Judgement(int lastLine) {
        this.lastLine = lastLine;
    }

    /** What stopped the program, or the processes of it, each of which has printed what is its own. */
    static Symptom of(List<Lane> processes) {
        Verdicts verdicts = new Verdicts();
        for (Lane each : processes) {
            Transcript told = each.transcript;
            if (told.told() > 0) {
                verdicts.add(each, new Judgement(told.lastLine()).judged(told.events()));
            }
        }
        return verdicts.symptom();
    }

    private Verdicts.Judged judged(List<Event> events) {
        events.forEach(this::take);
        closeAll();
        closeAlone();
        if (findings.isEmpty() && startIncident != null) {
            findings.add(new Occurrence(List.of(startIncident), Weight.SURVIVED, startIncident.line()));
        }
        startFirst();
        findings.sort(Occurrence::compare);
        tests.join(findings);
        childFirst();
        return new Verdicts.Judged(List.copyOf(findings), List.copyOf(startFiles));
    }

    private void take(Event event) {
        switch (event) {
            case Raised raised -> {
                leaveGroups(raised.prefix().margin(), raised.link());
                if (raised.link() == ChainLink.NONE) {
                    closeChain();
                }
                chain.add(raised);
                if (OpenGroups.begins(raised)) {
                    groups.open(chain);
                    chain.clear();
                }
            }
            case Alone each -> alone.add(each);
            case StartRaised start -> {
                startFiles.add(start.file());
                startIncident = start.exception() == null ? startIncident : outlived(start.exception());
            }
            case Panicked panicked -> {
                closeAll();
                panic.at(panicked.line());
            }
            case Fatal each -> {
                closeAll();
                fatal = each;
                findings.add(new Occurrence(
                        List.of(new Incident(
                                OpenFatal.meaning(each.reason(), !each.frames().isEmpty()),
                                each.frames(),
                                List.of(),
                                each.words(),
                                each.line())),
                        Weight.WHOLE,
                        each.line()));
            }
            case Said said -> {
                closeAll();
                Weight weight = said.failure() instanceof Failure.CommandMissing ? Weight.SHELL : Weight.WHOLE;
                Incident incident = Incident.bare(said.failure(), said.words(), said.line());
                findings.add(new Occurrence(List.of(incident), weight, said.line()));
            }
        }
    }

    private void closeAll() {
        leaveGroups(0, ChainLink.NONE);
        closeChain();
    }

    /** Where a margin ends, the groups in it end; what hangs on one of them goes on with its chain. */
    private void leaveGroups(int margin, ChainLink link) {
        while (groups.end(margin)) {
            closeChain();
            chain.addAll(groups.close());
            if (link == ChainLink.NONE || groups.end(margin)) {
                closeChain();
            }
        }
    }

    private static Incident outlived(ExceptionText exception) {
        Meaning meaning = Meaning.of(exception);
        return new Incident(meaning.failure(), List.of(), meaning.wrappers(), meaning.words(), meaning.line())
                .outlived();
    }

    private void closeChain() {
        if (chain.isEmpty()) {
            return;
        }
        List<ExceptionChain.Ring> rings = new ArrayList<>();
        for (Raised raised : chain) {
            ExceptionText exception = raised.exception();
            if (exception != null) {
                rings.add(panic.ring(raised, exception));
            }
        }
        Raised last = chain.getLast();
        List<Occurrence> parts = groups.partsOf(chain);
        Weight weight = weight(last);
        if (weight == Weight.WHOLE && groups.none() && lastLine > end(last, parts) && Caught.is(chain)) {
            weight = Weight.LOGGED;
        }
        int from = chain.getFirst().line();
        chain.clear();
        if (!rings.isEmpty()) {
            Occurrence found = OpenGroups.joined(rings, parts, weight, from);
            if (weight == Weight.LOGGED) {
                List<Incident> outlived =
                        found.incidents().stream().map(Incident::outlived).toList();
                found = new Occurrence(outlived, weight, from, found.peers());
            }
            if (groups.none()) {
                tests.found(found, last.place());
                raised(found, last.prefix());
            } else {
                groups.add(found);
            }
        } else {
            String words =
                    last.frames().isEmpty() ? "" : last.frames().getLast().told();
            Incident incident = new Incident(
                    new Failure.OtherException("", ""),
                    last.frames(),
                    List.of(),
                    words,
                    last.line(),
                    false,
                    last.abridged());
            findings.add(new Occurrence(List.of(incident), weight, from));
        }
    }

    /** The last line of a traceback; that of a group stands below its parts. */
    private static int end(Raised last, List<Occurrence> parts) {
        int end = last.line();
        for (Occurrence each : parts) {
            end = Math.max(end, each.line() + OpenGroups.CLOSING);
        }
        return end;
    }

    /** What an installer quotes, indented, of a build that it ran, explains its failure and is none of its own. */
    private void raised(Occurrence finding, LinePrefix prefix) {
        if (prefix.indents()
                && !findings.isEmpty()
                && findings.getLast().main().failure() instanceof Failure.InstallFailed) {
            Occurrence installer = findings.removeLast();
            List<Incident> both = new ArrayList<>(installer.incidents());
            both.addAll(finding.incidents());
            findings.add(new Occurrence(both, installer.weight(), installer.from()));
        } else {
            findings.add(finding);
        }
    }

    private static Weight weight(Raised last) {
        if (last.frames().isEmpty()) {
            return last.whole() ? Weight.ALONE : Weight.PARTIAL;
        }
        if (last.exception() == null || !last.whole()) {
            return Weight.PARTIAL;
        }
        return switch (last.place()) {
            case PROGRAM, TEST, LOGGED -> Weight.WHOLE;
            case THREAD -> Weight.SURVIVED;
            case REPORTED -> Weight.IGNORED;
        };
    }

    /** Lines alone: the reason of a fatal error, a panic whose traceback is cut off, or what little the output has. */
    private void closeAlone() {
        panic.explainsEarlier();
        boolean nothingElse = findings.isEmpty();
        for (Alone each : alone) {
            Incident incident = NativePanic.incident(each);
            boolean environment = Meaning.ofEnvironment(incident.failure());
            boolean explains = fatal != null && each.line() > fatal.line() && each.line() - fatal.line() <= NEAR;
            boolean logged = !each.prefix().isEmpty() && !(nothingElse && failing(each.prefix()));
            boolean counts = !each.inMessage() && !logged && (environment || nothingElse);
            if (joinCut(incident) || !counts) {
                continue;
            }
            if (explains && environment) {
                joinFatal(incident);
            } else {
                findings.add(new Occurrence(
                        List.of(incident),
                        each.rest() || panic.follows(each.line()) ? Weight.PARTIAL : Weight.ALONE,
                        each.line()));
            }
        }
    }

    /** What pytest, its summary or its log section puts before an error that is quoted without its traceback. */
    private static boolean failing(String prefix) {
        String mark = prefix.strip();
        return mark.equals("> E")
                || (mark.startsWith("ERROR ") && mark.contains(".py"))
                || (mark.startsWith("FAILED ") && mark.contains(".py::"));
    }

    /** What a stack leads to whose own last line is not there, but somewhere near it in other words. */
    private boolean joinCut(Incident reason) {
        String name = reason.failure().about();
        for (int i = 0; i < findings.size() && !name.isEmpty(); i++) {
            Occurrence found = findings.get(i);
            Incident cut = found.main();
            boolean ended = !(cut.failure() instanceof Failure.OtherException other
                    && other.type().isEmpty());
            if (!ended
                    && Math.abs(cut.line() - reason.line()) <= NEAR
                    && cut.frames().getLast().imports(name)) {
                Incident whole = cut.explainedBy(reason);
                findings.set(i, new Occurrence(List.of(whole), found.weight(), found.from(), found.peers()));
                return true;
            }
        }
        return false;
    }

    private void joinFatal(Incident reason) {
        for (int i = 0; i < findings.size(); i++) {
            if (fatal != null && findings.get(i).line() == fatal.line()) {
                findings.set(i, new Occurrence(List.of(findings.get(i).main(), reason), Weight.WHOLE, fatal.line()));
            }
        }
    }

    /**
     * What a start-up file raised stopped the interpreter before any of the program ran: it is none of the program's.
     */
    private void startFirst() {
        for (int i = 0; fatal != null && i + 1 < findings.size(); i++) {
            Incident start = findings.get(i).main();
            Incident raised = findings.get(i + 1).main();
            boolean explains = start.line() == fatal.line()
                    && start.failure() instanceof Failure.StartFailed
                    && raised.failure() instanceof Failure.OtherException
                    && raised.line() - start.line() <= LONGEST_START;
            if (explains) {
                findings.set(
                        i,
                        new Occurrence(
                                List.of(new Incident(
                                        start.failure(),
                                        raised.frames(),
                                        List.of(raised.words()),
                                        start.words(),
                                        start.line())),
                                Weight.WHOLE,
                                start.line()));
                findings.remove(i + 1);
            }
        }
    }

    /** While the first only reports that a process failed, the nearest thing before it is what failed in there. */
    private void childFirst() {
        for (int depth = 0; depth < MOST && findings.size() > 1; depth++) {
            Occurrence parent = findings.getFirst();
            boolean worker = !parent.reportsChild() && parent.reportsWorker();
            Occurrence child = null;
            for (Occurrence each : worker || parent.reportsChild() ? findings : List.<Occurrence>of()) {
                // What is said of a worker may be of something else than an import that had failed before.
                if (each.line() < parent.from()
                        && each.weight() != Weight.ALONE
                        && (!worker || each.endedWorkerOf(parent))
                        && (child == null || each.line() > child.line())) {
                    child = each;
                }
            }
            if (child == null) {
                return;
            }
            findings.remove(child);
            findings.set(0, child.within(parent));
        }
    }
}
