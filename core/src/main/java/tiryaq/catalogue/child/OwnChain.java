package tiryaq.catalogue.child;

import java.util.List;
import java.util.Optional;
import tiryaq.command.Invocation;
import tiryaq.command.LogOrigin;
import tiryaq.command.Target;
import tiryaq.diagnosis.Rescue;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/**
 * Whether a failure can be one of the program that was run itself: an uncaught exception is told from the first line
 * that ran, and {@code python -m} begins with its own name.
 */
final class OwnChain {
    private static final String MODULE_LEVEL = "<module>";

    private final Invocation self;
    private final String folder;
    private final Machine machine;

    OwnChain(Invocation self, String folder, Machine machine) {
        this.self = self;
        this.folder = folder;
        this.machine = machine;
    }

    /** Whether nothing in it speaks against that. */
    boolean has(Incident incident) {
        Optional<String> named = incident.speaker();
        if (named.isPresent()) {
            return same(named.get(), self.executable());
        }
        if (incident.frames().isEmpty() || incident.abridged()) {
            return true;
        }
        Frame first = incident.frames().getFirst();
        if (first.startsModules()) {
            return startsModules(incident.frames());
        }
        if (first.internal()) {
            return !first.function().equals(MODULE_LEVEL) || internal(first, incident.frames());
        }
        return !first.function().equals(MODULE_LEVEL) || first.compiled() || begins(first) || told(first);
    }

    private boolean startsModules(List<Frame> frames) {
        return switch (self.target()) {
            case Target.Script script -> !plainFile(script);
            case Target.Module module ->
                frames.stream()
                        .filter(each -> !each.internal() && !each.startsModules())
                        .findFirst()
                        .filter(each -> !StartedCommand.isOf(module, each.file()))
                        .isEmpty();
            case Target.Code _, Target.Stdin _ -> false;
            case Target.Other _ -> true;
        };
    }

    /** Python runs a file as it stands, and all else through {@code runpy}. */
    private boolean plainFile(Target.Script script) {
        return script.path().endsWith(".py") && !machine.isFolder(script.path());
    }

    private boolean internal(Frame first, List<Frame> frames) {
        return switch (self.target()) {
            case Target.Code _, Target.Stdin _, Target.Other _ -> true;
            // A process of multiprocessing is one of the program's own Python, as a rule.
            case Target.Script _, Target.Module _ ->
                !List.of("<string>", "<stdin>").contains(first.file())
                        || (frames.size() > 1
                                && frames.get(1).file().contains("/multiprocessing/")
                                && ofOwnLibrary(frames.get(1)));
        };
    }

    private boolean ofOwnLibrary(Frame frame) {
        Incident alone =
                Incident.bare(new Failure.OtherException("", ""), "", 0).at(List.of(frame));
        return LogOrigin.of(new Symptom(List.of(alone), false), folder, machine)
                .executable()
                .filter(python -> !real(python).equals(real(self.executable())))
                .isEmpty();
    }

    private boolean begins(Frame first) {
        return switch (self.target()) {
            case Target.Script script ->
                Paths.within(absolute(first), script.path())
                        || same(absolute(first), script)
                        || fromElsewhere(first, script);
            case Target.Module module -> StartedCommand.isOf(module, first.file());
            case Target.Code _, Target.Stdin _ -> false;
            case Target.Other _ -> true;
        };
    }

    /** Whether it is that script, by a relative path that does not begin in this folder. */
    private boolean fromElsewhere(Frame first, Target.Script script) {
        return script.path().endsWith("/" + first.file()) && !machine.isFile(absolute(first));
    }

    private boolean same(String file, Target.Script script) {
        Optional<String> real = Paths.real(machine, script.path());
        return real.isPresent() && real.equals(Paths.real(machine, file));
    }

    /** Whether a module may have caught it and printed it: then the lines that led to the module are not shown. */
    private boolean told(Frame first) {
        return Rescue.around(machine.source(absolute(first)), first.line()).isPresent()
                && !StartedCommands.startsAny(self, machine);
    }

    private String absolute(Frame frame) {
        return Paths.absolute(folder, Paths.ofHome(machine, frame.file()));
    }

    /** The same interpreter, and not that of another environment that is a link to the same file. */
    private boolean same(String one, String other) {
        return one.equals(other)
                || (real(one).equals(real(other)) && real(Paths.parent(one)).equals(real(Paths.parent(other))));
    }

    private String real(String path) {
        return Paths.real(machine, path).orElse(path);
    }
}
