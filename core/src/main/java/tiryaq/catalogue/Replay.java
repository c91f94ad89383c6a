package tiryaq.catalogue;

import java.util.Set;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Replayed;
import tiryaq.symptom.reading.Symptoms;

/** A recorded case examined again, without the machine that it came from. */
public final class Replay {
    private Replay() {}

    /** What is wrong there; the index says what it said then. */
    public static Examined examine(CaseRecording recording) {
        return examine(recording, ModuleTable.shipped());
    }

    /** The same where another table says which distributions provide what. */
    public static Examined examine(CaseRecording recording, ModuleTable table) {
        return examine(recording, table, new Replayed(recording.machine()));
    }

    /**
     * The paths that the examination asks about and of which the recording tells nothing, so that it goes on as if
     * nothing were there. None where the same causes were asked when it was recorded.
     */
    public static Set<String> unanswered(CaseRecording recording) {
        Replayed machine = new Replayed(recording.machine());
        examine(recording, ModuleTable.shipped(), machine);
        return machine.unknown();
    }

    private static Examined examine(CaseRecording recording, ModuleTable table, Replayed machine) {
        Prober prober = executable -> recording.interpreters().stream()
                .filter(each -> each.executable().equals(executable))
                .findFirst()
                .<Probed>map(Probed.Answered::new)
                .orElseGet(() -> new Probed.Failed(Probed.Failed.Kind.MISSING, ""));
        Providers index = IndexAnswer.replayed(recording.index());
        return new Examination(machine, prober, interpreter -> index, table)
                .of(Symptoms.in(recording.output()), recording.ran());
    }
}
