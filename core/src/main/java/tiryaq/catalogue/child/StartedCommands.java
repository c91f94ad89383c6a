package tiryaq.catalogue.child;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Target;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.ModuleName;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/** The processes that a program's own text says that it starts. */
final class StartedCommands {
    private static final int FILES = 16;
    private static final List<String> STARTERS = List.of(
            "subprocess",
            "Popen",
            "popen(",
            "os.system",
            "os.exec",
            "os.spawn",
            "posix_spawn",
            "check_call",
            "pexpect");

    private StartedCommands() {}

    /** Whether the program's own text starts any. */
    static boolean startsAny(Invocation self, Machine machine) {
        return texts(self, machine).stream().anyMatch(StartedCommands::starts);
    }

    private static boolean starts(String text) {
        return STARTERS.stream().anyMatch(text::contains);
    }

    /**
     * The one of them that this is the failure of. Empty where there is none, where several could be meant that start
     * different Pythons, or where what failed is named elsewhere in the text as well.
     */
    static Optional<StartedCommand> failed(Incident incident, Invocation self, Machine machine) {
        Map<String, StartedCommand> found = new LinkedHashMap<>();
        int matching = 0;
        int naming = 0;
        for (String text : texts(self, machine)) {
            if (!starts(text)) {
                continue;
            }
            CommandLiterals literals = CommandLiterals.in(text, self.executable());
            for (List<String> words : literals.commands()) {
                Command command = Command.of(words, self.folder()).with(self.set(), self.unset());
                Optional<StartedCommand> started = StartedCommand.of(command, incident, machine);
                // Which program a bare name means may be changed for the child alone.
                boolean sure = literals.plain() || words.getFirst().startsWith("/");
                if (started.isPresent() && sure) {
                    found.put(started.get().invocation().executable(), started.get());
                    matching++;
                }
            }
            naming += literals.naming(subject(incident));
        }
        return found.size() == 1 && naming <= matching ? found.values().stream().findFirst() : Optional.empty();
    }

    /** By what a command must name what failed. */
    private static String subject(Incident incident) {
        for (Frame each : incident.frames()) {
            if (!each.internal() && !each.startsModules()) {
                String name = Paths.name(each.file());
                return name.equals("__main__.py") || name.equals("__init__.py")
                        ? Paths.name(Paths.parent(each.file()))
                        : name;
            }
        }
        return ModuleName.top(incident.failure().about());
    }

    /** What was run, and the modules beside it that it imports. */
    private static List<String> texts(Invocation self, Machine machine) {
        String file = switch (self.target()) {
            case Target.Script script ->
                machine.isFolder(script.path()) ? Paths.join(script.path(), "__main__.py") : script.path();
            case Target.Module module ->
                ofModule(Paths.join(self.folder(), module.name().replace('.', '/')), machine);
            case Target.Code _, Target.Stdin _, Target.Other _ -> "";
        };
        String first = self.target() instanceof Target.Code code ? code.text() : machine.source(file);
        List<String> texts = new ArrayList<>(List.of(first));
        String beside = file.isEmpty() ? self.folder() : Paths.parent(file);
        for (String module : ImportLine.all(first)) {
            String own = Paths.join(beside, module.replace('.', '/')) + ".py";
            if (texts.size() < FILES && machine.isFile(own)) {
                texts.add(machine.source(own));
            }
        }
        return texts;
    }

    private static String ofModule(String place, Machine machine) {
        return machine.isFolder(place) ? Paths.join(place, "__main__.py") : place + ".py";
    }
}
