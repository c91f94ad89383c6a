package tiryaq.trials.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.CaseRecording;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.IndexAnswer;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.machine.Remembering;
import tiryaq.python.Interpreter;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.candidates.IndexProviders;
import tiryaq.trials.SickEnvironment;
import tiryaq.trials.casefile.Json;

/**
 * A case examined on the machine that it happened on, and all that was answered meanwhile.
 *
 * @param examined what was found, in the words of that machine
 * @param recording the same case, to be examined elsewhere; it does not tell on what machine it was taken
 */
public record Alive(Examined examined, CaseRecording recording) {
    private static final Map<Integer, String> SIGNALS = Map.of(134, "SIGABRT", 135, "SIGBUS", 139, "SIGSEGV");

    /** Examines a sick environment's command, which ended with this shell exit code and printed this. */
    public static Alive examine(SickEnvironment sick, int exit, String output)
            throws IOException, InterruptedException {
        Json command = sick.command();
        Map<String, String> variables = new TreeMap<>();
        command.object("variables").fields().forEach((name, value) -> variables.put(name, String.valueOf(value)));
        Remembering machine = new Remembering(new LiveMachine(variables, platform()), true);
        List<Interpreter> interpreters = new ArrayList<>();
        Prober prober = executable -> {
            Probed probed = new Probe(machine).probe(executable);
            if (probed instanceof Probed.Answered answered && !interpreters.contains(answered.interpreter())) {
                interpreters.add(answered.interpreter());
            }
            return probed;
        };
        List<IndexAnswer> index = new ArrayList<>();
        @Nullable String signal = SIGNALS.get(exit);
        Ran ran = new Ran(
                new Command(
                        command.texts("argv"),
                        Objects.requireNonNull(command.text("folder")),
                        Map.of(),
                        new TreeSet<>()),
                signal == null ? exit : null,
                signal,
                null);
        Examined examined = new Examination(
                        machine,
                        prober,
                        python -> listening(machine, python, ran.command().folder(), index))
                .of(Symptoms.in(output), ran);
        CaseRecording recording = new CaseRecording(machine.recorded(), interpreters, ran, output, index);
        return new Alive(examined, new Neutral(sick).of(recording));
    }

    /** The index as it answers, each answer kept. */
    private static Providers listening(
            Remembering machine, Interpreter python, String folder, List<IndexAnswer> index) {
        Providers asked = new IndexProviders(machine, python, folder, false);
        return (distributions, module) -> {
            Optional<Providers.Provided> provided = asked.among(distributions, module);
            IndexAnswer answer = new IndexAnswer(distributions, module, provided);
            if (!index.contains(answer)) {
                index.add(answer);
            }
            return provided;
        };
    }

    private static Platform platform() {
        return new Platform("linux", System.getProperty("os.arch", "").replace("amd64", "x86_64"));
    }
}
