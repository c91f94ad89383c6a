package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.command.probe.Probe;
import tiryaq.diagnosis.Providers;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.symptom.reading.Symptoms;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/**
 * A project of a user who can reach nothing but a folder of wheels, and a real interpreter to run it.
 *
 * @param variables all that its commands see; tests change them
 */
record OfflineProject(Path folder, Path wheels, String python, Map<String, String> variables) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Makes the folder in a room that has no other. */
    static OfflineProject in(Path room, String folder) throws IOException {
        Path root = room.toRealPath();
        Path home = Files.createDirectories(root.resolve("home"));
        Path wheels = root.resolve("wheels");
        return new OfflineProject(
                Files.createDirectories(root.resolve(folder)),
                wheels,
                Pythons.any().executable(),
                new HashMap<>(Pythons.offline(home, wheels)));
    }

    /** An index in which one distribution has whatever is missing. */
    static Providers onlyIn(String distribution) {
        return (distributions, module) -> Optional.of(new Providers.Provided(distribution, "index"));
    }

    /** What these words run in the folder. */
    Command command(String... words) {
        return Command.of(List.of(words), folder.toString());
    }

    RunResult run(Command command) {
        return CommandRun.run(command, variables, LIMIT);
    }

    Machine machine() {
        return new LiveMachine(variables, new Platform("linux", "x86_64"));
    }

    /** Runs a command, which must fail, and examines that. */
    Examined examined(Command command, Providers knows) {
        RunResult failed = run(command);
        assertThat(failed.passed()).isFalse();
        return examined(failed.out() + failed.err(), new Ran(command, 1, null, null), knows);
    }

    Examined examined(String printed, Ran ran, Providers knows) {
        Machine machine = machine();
        return new Examination(machine, new Probe(machine), interpreter -> knows).of(Symptoms.in(printed), ran);
    }
}
