package tiryaq.catalogue;

import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.Machine;
import tiryaq.machine.Replayed;
import tiryaq.symptom.Symptoms;

/** A recorded case examined again, without the machine that it came from. */
public final class Replay {
    private Replay() {}

    /** What is wrong there; the index is not asked. */
    public static Examined examine(CaseRecording recording) {
        return examine(recording, new Replayed(recording.machine()));
    }

    /** The same on a machine that differs from the recorded one. */
    public static Examined examine(CaseRecording recording, Machine machine) {
        Prober prober = executable -> recording.interpreters().stream()
                .filter(each -> each.executable().equals(executable))
                .findFirst()
                .<Probed>map(Probed.Answered::new)
                .orElseGet(() -> new Probed.Failed(Probed.Failed.Kind.MISSING, ""));
        return new Examination(machine, prober, interpreter -> Providers.NONE)
                .of(Symptoms.in(recording.output()), recording.ran());
    }
}
