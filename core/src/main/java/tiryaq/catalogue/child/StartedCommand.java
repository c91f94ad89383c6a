package tiryaq.catalogue.child;

import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Resolver;
import tiryaq.command.Target;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/**
 * A command that is known to start a Python.
 *
 * @param command as it was given, in the folder where it was
 */
record StartedCommand(Command command, Invocation invocation) {
    /** A command that failed so, if it starts a Python and what that runs is where the failure begins. */
    static Optional<StartedCommand> of(Command command, Incident incident, Machine machine) {
        Frame first = incident.frames().isEmpty() ? null : incident.frames().getFirst();
        Optional<StartedCommand> started = of(command, machine);
        if (started.isEmpty()) {
            return first == null ? Optional.empty() : elsewhere(command, first, machine);
        }
        boolean begins = switch (started.get().invocation.target()) {
            case Target.Script script ->
                first != null && Paths.real(machine, script.path()).equals(real(command.folder(), first, machine));
            case Target.Module module ->
                first == null
                        ? incident.words().endsWith("No module named " + module.name())
                                || incident.words().endsWith("No module named '" + module.name() + "'")
                        : first.startsModules()
                                && incident.frames().stream()
                                        .filter(each -> !each.startsModules() && !each.internal())
                                        .findFirst()
                                        .filter(each -> isOf(module, each.file()))
                                        .isPresent();
            case Target.Code code ->
                first != null
                        && first.file().equals("<string>")
                        && code.text()
                                .contains(ModuleName.top(incident.failure().about()));
            case Target.Stdin _, Target.Other _ -> false;
        };
        return begins ? started : first == null ? Optional.empty() : elsewhere(command, first, machine);
    }

    /** A command, if it starts a Python. */
    static Optional<StartedCommand> of(Command command, Machine machine) {
        return Resolver.resolve(command, machine) instanceof Invocation invocation
                ? Optional.of(new StartedCommand(command, invocation))
                : Optional.empty();
    }

    /** The same command in the folder where a file that it names is the one that failed. */
    private static Optional<StartedCommand> elsewhere(Command command, Frame first, Machine machine) {
        for (String word : command.argv()) {
            String below = word.startsWith("./") ? word.substring(2) : word;
            if (!below.startsWith("/")
                    && !below.isEmpty()
                    && first.file().startsWith("/")
                    && first.file().endsWith("/" + below)) {
                String folder = first.file().substring(0, first.file().length() - below.length() - 1);
                String real = Paths.absolute("/", folder);
                Command there = new Command(command.argv(), real, command.set(), command.unset());
                return of(there, machine)
                        .filter(found -> !real.equals(command.folder())
                                && found.invocation.target() instanceof Target.Script script
                                && Paths.real(machine, script.path()).equals(real(real, first, machine)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> real(String folder, Frame frame, Machine machine) {
        return Paths.real(machine, Paths.absolute(folder, Paths.ofHome(machine, frame.file())));
    }

    /** Whether a file is one of those that a module begins with. */
    static boolean isOf(Target.Module module, String file) {
        String place = "/" + module.name().replace('.', '/');
        String top = "/" + ModuleName.top(module.name());
        String told = "/" + file;
        return told.endsWith(place + ".py") || told.contains(place + "/") || told.endsWith(top + "/__init__.py");
    }
}
