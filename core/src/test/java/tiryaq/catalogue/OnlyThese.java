package tiryaq.catalogue;

import java.util.Set;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.machine.Machine;

/** Only these interpreters answer, so that nothing depends on what this machine's others hold. */
public record OnlyThese(Machine machine, Set<String> pythons) implements Prober {
    @Override
    public Probed probe(String executable) {
        return pythons.contains(executable)
                ? new Probe(machine).probe(executable)
                : new Probed.Failed(Probed.Failed.Kind.MISSING, "");
    }
}
