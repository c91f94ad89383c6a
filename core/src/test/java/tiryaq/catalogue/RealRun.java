package tiryaq.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/**
 * A program that a real interpreter ran.
 *
 * @param machine this one as the program saw it
 * @param printed output and errors, as they came
 */
public record RealRun(Command command, Machine machine, String printed, int code) {
    /** Runs it with some variables set, and none else that would change Python itself. */
    public static RealRun of(List<String> argv, Path folder, Map<String, String> set)
            throws IOException, InterruptedException {
        Map<String, String> variables = Pythons.variables(set);
        ProcessBuilder start =
                new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true);
        start.environment().clear();
        start.environment().putAll(variables);
        Process process = start.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Machine machine = new LiveMachine(variables, new Platform("linux", "x86_64"));
        return new RealRun(Command.of(argv, folder.toString()), machine, printed, process.waitFor());
    }

    public Symptom symptom() {
        return Symptoms.in(printed);
    }

    /** What it is examined to have failed of, where no interpreter answers but its own. */
    public Examined examined() {
        return examined(symptom(), new OnlyThese(machine, Set.of(command.argv().getFirst())));
    }

    /** The same as if it had shown this, where these interpreters answer. */
    public Examined examined(Symptom symptom, Prober prober) {
        return new Examination(machine, prober, interpreter -> Providers.NONE)
                .of(symptom, new Ran(command, code, null, null));
    }
}
