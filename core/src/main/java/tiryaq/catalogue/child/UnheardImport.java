package tiryaq.catalogue.child;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tiryaq.command.Invocation;
import tiryaq.command.Resolution;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.Rescue;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.verdict.OwnSlip;
import tiryaq.machine.Machine;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.Statement;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * An import that failed beside the exception that ended the program, and that nothing of the program's own caught: it
 * ended a thread, a task, a handler or a child, and what should have come of it may be what the program then lacked.
 *
 * @param ends whether the end may have come of it; else it is only told as well
 */
public record UnheardImport(Incident incident, boolean ends) {
    private static final int MOST = 4;
    private static final int MOST_STRINGS = 256;
    private static final int LONGEST_PATH = 256;

    /**
     * Those of an output.
     *
     * @param own what ended the program, for a reason of its own
     * @param told what the program's command means
     * @param quoted whether the lines of a traceback are not those of this disk
     */
    public static List<UnheardImport> in(Symptom symptom, Case own, Resolution told, Predicate<Case> quoted) {
        boolean raised = own.failure() instanceof Failure.OtherException || own.failure() instanceof Failure.Lacking;
        List<UnheardImport> found = new ArrayList<>();
        if (!raised
                || own.incident().frames().isEmpty()
                || own.environment().isEmpty()
                || !(told instanceof Invocation self)) {
            return found;
        }
        boolean starts = StartedCommands.startsAny(self, own.machine());
        boolean slip = OwnSlip.is(own);
        for (Incident each : symptom.incidents()) {
            Case patient = own.about(each);
            boolean counts = each.line() != own.incident().line()
                    && uncaught(patient, own.environment().get())
                    && (starts || !quoted.test(patient))
                    && found.size() < MOST;
            Shown shown = counts ? shown(own, each.words()) : Shown.IN_TEXT;
            if (shown != Shown.IN_TEXT) {
                boolean possible = starts || !ofOtherProcess(each);
                found.add(
                        new UnheardImport(each, !slip && possible && shown == Shown.NOWHERE && !quoted.test(patient)));
            }
        }
        return found;
    }

    /** Where the program may have its words from, if it only shows them. */
    private enum Shown {
        NOWHERE,
        IN_FILE,
        IN_TEXT
    }

    /** The same as the failure that is to be examined: what printed it tells nothing of who died. */
    public Symptom alone(Symptom all) {
        Incident died = new Incident(
                incident.failure(), incident.frames(), incident.wrappers(), incident.words(), incident.line());
        return new Symptom(
                List.of(died),
                all.truncated(),
                all.text(),
                List.of(),
                all.beside(),
                all.more(),
                all.startFiles(),
                all.testing(),
                all.atLeast());
    }

    /** What is said of it beside another answer. */
    public Say note() {
        return Say.of("note.ended-beside", "words", incident.words(), "line", String.valueOf(incident.line()));
    }

    /** Whether it is the failure of an import to which lines of the program's own lead, none of which catches it. */
    private static boolean uncaught(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        boolean kind = incident.failure() instanceof Failure.MissingModule
                || incident.failure() instanceof Failure.MissingName
                || incident.failure() instanceof Failure.NativeRefused;
        boolean led = incident.speaker().isPresent() || ofOtherProcess(incident);
        for (Frame each : kind ? incident.frames() : List.<Frame>of()) {
            String file = patient.absolute(each.file());
            if (!each.internal() && OwnCode.runs(seen, file)) {
                led = true;
                if (Rescue.around(patient.machine().source(file), each.line()).isPresent()) {
                    return false;
                }
            }
        }
        return kind && led;
    }

    /** A process begins with the first line of a module; what is caught begins where it was. */
    private static boolean ofOtherProcess(Incident incident) {
        return incident.frames().isEmpty()
                || incident.frames().getFirst().function().equals("<module>")
                || incident.frames().getFirst().startsModules();
    }

    private static Shown shown(Case own, String words) {
        Set<String> files = new LinkedHashSet<>(own.script().stream().toList());
        for (Frame each : own.incident().frames()) {
            String file = own.absolute(each.file());
            if (OwnCode.runs(own.environment().orElseThrow(), file)) {
                files.add(file);
            }
        }
        Shown found = Shown.NOWHERE;
        for (String file : files) {
            String text = own.machine().source(file);
            if (text.contains(words)) {
                return Shown.IN_TEXT;
            }
            found = text.contains("open(") || text.contains("read_text(") ? inFile(own, text, words, found) : found;
        }
        return found;
    }

    /** Whether a file that a text names has the words. */
    private static Shown inFile(Case own, String text, String words, Shown before) {
        Machine machine = own.machine();
        SourceCode code = SourceCode.of(text);
        int left = MOST_STRINGS;
        for (Statement each : code.statements()) {
            for (String literal : code.strings(each)) {
                String name = bare(literal);
                boolean path = left-- > 0 && !name.isEmpty() && name.length() < LONGEST_PATH && name.indexOf('\n') < 0;
                String file = path ? own.absolute(name) : "";
                if (path && machine.isFile(file) && machine.source(file).contains(words)) {
                    return Shown.IN_FILE;
                }
            }
        }
        return before;
    }

    private static String bare(String literal) {
        int from = 0;
        while (from < literal.length() && literal.charAt(from) != '"' && literal.charAt(from) != '\'') {
            from++;
        }
        return from + 1 < literal.length() ? literal.substring(from + 1, literal.length() - 1) : "";
    }
}
