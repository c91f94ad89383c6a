package tiryaq.diagnosis.causes.verdict;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Paths;
import tiryaq.python.Distribution;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * An installed distribution that asks another one for what that does not have, or calls it in a way that it does not
 * take. Python raises both in the line that asks, so that nothing of it is the program's own.
 *
 * @param caller whose line it is
 * @param callee whose it is that is asked; empty where that is not found
 */
public record Misfit(Distribution caller, Optional<Distribution> callee) {
    private static final int LINES = 40;
    private static final int FILES = 60;
    private static final String UNEXPECTED = "() got an unexpected keyword argument '";
    private static final List<String> BINDING = List.of("() missing ", "() takes ");

    /** That pair, if that is what the failure is; empty where the program has a part in it. */
    public static Optional<Misfit> of(Case patient) {
        List<Frame> frames = patient.incident().frames();
        if (patient.environment().isEmpty() || frames.isEmpty()) {
            return Optional.empty();
        }
        PythonEnvironment seen = patient.environment().get();
        String file = patient.absolute(frames.getLast().file());
        Optional<Distribution> caller =
                FailingChain.thirdParty(seen, file) ? seen.distributions().owner(file) : Optional.empty();
        return caller.flatMap(owner -> switch (patient.failure()) {
            case Failure.Lacking lacking -> lacks(seen, owner, lacking.module());
            case Failure.OtherException other
            when other.type().equals("TypeError") -> call(patient, seen, owner, file, other.message());
            case Failure.OtherException _,
                    Failure.MissingModule _,
                    Failure.NativeRefused _,
                    Failure.StartFailed _,
                    Failure.CommandMissing _,
                    Failure.InstallFailed _,
                    Failure.Killed _ -> Optional.empty();
        });
    }

    private static Optional<Misfit> lacks(PythonEnvironment seen, Distribution caller, String module) {
        return seen.modules()
                .find(module)
                .filter(found -> !found.file().isEmpty())
                .flatMap(found -> seen.distributions().owner(found.file()))
                .filter(callee -> !callee.equals(caller))
                .map(callee -> new Misfit(caller, Optional.of(callee)));
    }

    private static Optional<Misfit> call(
            Case patient, PythonEnvironment seen, Distribution caller, String file, String message) {
        int end = message.indexOf("()");
        String name = end < 0 ? "" : message.substring(0, end);
        String text = patient.machine().source(file);
        String statement = statement(text, patient.incident().frames().getLast().line());
        if (name.isEmpty()
                || name.indexOf(' ') >= 0
                || !written(message, name, statement)
                || ofTheProgram(patient, seen, name)) {
            return Optional.empty();
        }
        return Optional.of(new Misfit(caller, callee(patient, seen, caller, text, name)));
    }

    /** Whether the arguments are the line's own, and not passed on from further out. */
    private static boolean written(String message, String name, String statement) {
        int keyword = message.indexOf(UNEXPECTED);
        if (keyword >= 0) {
            int from = keyword + UNEXPECTED.length();
            int end = message.indexOf('\'', from);
            String argument = end < 0 ? "" : message.substring(from, end);
            return Identifier.is(argument)
                    && Identifier.standsIn(statement, argument)
                    && statement.contains(argument + "=");
        }
        boolean called = statement.contains(simple(name) + "(") || statement.contains(around(name) + "(");
        return BINDING.stream().anyMatch(message::contains) && called && statement.indexOf('*') < 0;
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The class of a method; the function itself, which has none. */
    private static String around(String name) {
        int dot = name.lastIndexOf('.');
        String outer = dot < 0 ? name : name.substring(0, dot);
        return outer.substring(outer.lastIndexOf('.') + 1);
    }

    private static String statement(String text, int line) {
        String[] lines = text.split("\n", -1);
        StringBuilder all = new StringBuilder();
        int open = 0;
        for (int i = Math.max(line - 1, 0); i < Math.min(lines.length, line - 1 + LINES); i++) {
            all.append(lines[i]).append('\n');
            for (int at = 0; at < lines[i].length(); at++) {
                open += lines[i].charAt(at) == '(' ? 1 : lines[i].charAt(at) == ')' ? -1 : 0;
            }
            if (open <= 0) {
                break;
            }
        }
        return line < 1 ? "" : all.toString();
    }

    /** A library calls what the program gave it. */
    private static boolean ofTheProgram(Case patient, PythonEnvironment seen, String name) {
        Set<String> files = new HashSet<>();
        patient.script().ifPresent(files::add);
        patient.incident().frames().forEach(frame -> files.add(patient.absolute(frame.file())));
        for (String file : files) {
            if (OwnCode.runs(seen, file) && defines(patient.machine().source(file), name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean defines(String text, String name) {
        String type = around(name);
        return name.indexOf('.') < 0
                ? text.contains("def " + name + "(")
                : text.contains("class " + type + "(") || text.contains("class " + type + ":");
    }

    /** The first distribution that the file imports and that has what is called. */
    private static Optional<Distribution> callee(
            Case patient, PythonEnvironment seen, Distribution caller, String text, String name) {
        Set<String> asked = new HashSet<>();
        for (String each : ImportLine.all(text)) {
            Optional<Module> module = asked.add(each) ? seen.modules().find(each) : Optional.empty();
            Optional<Distribution> owner = module.filter(found -> FailingChain.thirdParty(seen, found.file()))
                    .flatMap(found -> seen.distributions().owner(found.file()))
                    .filter(found -> !found.equals(caller));
            if (owner.isPresent() && holds(patient, module.orElseThrow(), name)) {
                return owner;
            }
        }
        // It may have handed in itself what is called.
        for (Frame frame : patient.incident().frames()) {
            String outer = patient.absolute(frame.file());
            Optional<Distribution> owner = FailingChain.thirdParty(seen, outer)
                    ? seen.distributions().owner(outer).filter(found -> !found.equals(caller))
                    : Optional.empty();
            if (owner.isPresent() && defines(patient.machine().source(outer), name)) {
                return owner;
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Case patient, Module module, String name) {
        if (!module.isPackage()) {
            return defines(patient.machine().source(module.file()), name);
        }
        String folder = module.folders().getFirst();
        return patient.machine().list(folder).names().stream()
                .filter(each -> each.endsWith(".py"))
                .limit(FILES)
                .anyMatch(each -> defines(patient.machine().source(Paths.join(folder, each)), name));
    }
}
