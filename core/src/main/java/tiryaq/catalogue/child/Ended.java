package tiryaq.catalogue.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.LogOrigin;
import tiryaq.command.Means;
import tiryaq.command.Resolution;
import tiryaq.command.Target;
import tiryaq.command.Unresolved;
import tiryaq.command.Vouched;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * A process that a program had started and that failed in its place.
 *
 * @param command it, where that is known; else that of the program
 * @param python the Python that ran it, and how that is known
 */
public record Ended(Command command, Resolution python) {
    private static final String ERROR = "CalledProcessError: Command ";

    /**
     * The one that an output is of; empty where it may be of the program itself.
     *
     * @param told what the program's own command means
     * @param here whether it was run just now; on the word of a log no Python is started that the command does not name
     */
    public static Optional<Ended> in(Symptom symptom, Command command, Resolution told, boolean here, Machine machine) {
        if (symptom.incidents().isEmpty()) {
            return Optional.empty();
        }
        Incident incident = symptom.incidents().getFirst();
        Optional<StartedCommand> reported = here ? reported(incident, command, told, machine) : Optional.empty();
        if (reported.isPresent()) {
            return ofItsOwn(reported.get(), told) ? Optional.empty() : Optional.of(known(reported.get(), machine));
        }
        if (!(told instanceof Invocation self)
                || symptom.testing().ran()
                || new OwnChain(self, command.folder(), machine).has(incident)) {
            return Optional.empty();
        }
        Optional<StartedCommand> started = here && incident.speaker().isEmpty()
                ? quoted(symptom, self, machine).or(() -> StartedCommands.failed(incident, self, machine))
                : Optional.empty();
        if (started.isPresent()) {
            return ofItsOwn(started.get(), told) ? Optional.empty() : Optional.of(known(started.get(), machine));
        }
        return Optional.of(new Ended(command, shown(incident, self, command.folder(), here, machine)));
    }

    private static boolean ofItsOwn(StartedCommand started, Resolution told) {
        return told instanceof Invocation self
                && self.executable().equals(started.invocation().executable());
    }

    /** As the exception tells that ended the program. */
    private static Optional<StartedCommand> reported(
            Incident incident, Command command, Resolution told, Machine machine) {
        List<String> lines = incident.wrappers().stream()
                .filter(each -> each.contains(ERROR))
                .toList();
        return ChildWords.in(lines).flatMap(words -> StartedCommand.of(around(words, command, told), machine));
    }

    /** As the program says in words of its own, if that is what failed. */
    private static Optional<StartedCommand> quoted(Symptom symptom, Invocation self, Machine machine) {
        Incident incident = symptom.incidents().getFirst();
        List<String> lines = new ArrayList<>(incident.wrappers());
        lines.addAll(symptom.closing());
        return ChildWords.in(lines)
                .map(words -> Command.of(words, self.folder()).with(self.set(), self.unset()))
                .flatMap(command -> StartedCommand.of(command, incident, machine));
    }

    /** A child has what the program was given. */
    private static Command around(List<String> words, Command command, Resolution told) {
        return told instanceof Invocation self
                ? Command.of(words, self.folder()).with(self.set(), self.unset())
                : Command.of(words, command.folder());
    }

    private static Ended known(StartedCommand started, Machine machine) {
        Command child = started.command();
        Invocation found = started.invocation();
        // The program chose what it started, but its words are not it.
        return new Ended(
                child,
                Vouched.in(child.folder(), machine).includes(found.executable())
                        ? found.by(Means.CHILD)
                        : Unresolved.wrapper(child));
    }

    /** The Python that paths of the output show, or its own words; else the program's own is the likeliest. */
    private static Invocation shown(Incident incident, Invocation self, String folder, boolean here, Machine machine) {
        LogOrigin origin = LogOrigin.of(new Symptom(List.of(incident), false), folder, machine);
        Optional<String> python = here ? origin.started(folder, machine) : origin.startable(folder, machine);
        boolean own = python.isEmpty() || python.get().equals(self.executable());
        return new Invocation(
                own ? self.executable() : python.get(),
                own ? Means.GUESS : origin.means(),
                target(incident, folder, machine),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                self.folder(),
                self.set(),
                self.unset());
    }

    private static Target target(Incident incident, String folder, Machine machine) {
        Frame first = incident.frames().isEmpty() ? null : incident.frames().getFirst();
        return first == null || first.internal() || first.startsModules()
                ? new Target.Other()
                : new Target.Script(Paths.absolute(folder, Paths.ofHome(machine, first.file())), first.file());
    }
}
