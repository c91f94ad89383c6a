package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.machine.Machine;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/**
 * The import that code had tried, and that failed, before it died of an exception that speaks of something else.
 *
 * @param patient the same case, with that import in the place of what was said of it
 * @param sure whether the exception can come of nothing else
 */
record CaughtImport(Case patient, boolean sure) {
    private static final int LIMIT = 1 << 20;

    /** That import, as the code on the disk shows it; empty where none is to blame. */
    static Optional<CaughtImport> of(Case patient) {
        return patient.environment()
                .flatMap(seen -> worded(patient, seen)
                        .or(() -> remembered(patient, seen))
                        .or(() -> swallowed(patient, seen).map(found -> sure(patient, found)))
                        .or(() -> replaced(patient, seen).map(found -> sure(patient, found)))
                        .or(() -> unbound(patient, seen).map(found -> sure(patient, found)))
                        .or(() -> asked(patient)));
    }

    /** What an examination of it found, no surer than this is. */
    Examined judged(Examined examined) {
        return sure ? examined : examined.atMost(Certainty.LIKELY);
    }

    private static CaughtImport sure(Case patient, Incident found) {
        return new CaughtImport(patient.about(found), true);
    }

    /** Raised in its own words by the handler, or by code that asks for the module to be installed. */
    private static Optional<CaughtImport> worded(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        if (!(incident.failure() instanceof Failure.OtherException)
                || incident.frames().isEmpty()
                || !incident.frames().getLast().raisesInOwnWords()) {
            return Optional.empty();
        }
        Frame last = incident.frames().getLast();
        String text = text(patient, last);
        if (!text.contains("except")) {
            return Optional.empty();
        }
        for (GuardedImport each : GuardedImport.in(text)) {
            boolean about = each.handles(last.line()) || asksFor(incident.words(), each, patient);
            Optional<Failure> failure = about ? failure(each, incident, seen, patient.machine()) : Optional.empty();
            if (failure.isPresent()) {
                Frame place = new Frame(last.file(), each.line(), last.function(), each.source());
                return Optional.of(sure(patient, instead(incident, outer(incident), failure.get(), place)));
            }
        }
        return Optional.empty();
    }

    /** Raised because of a name in which the code remembers that the import had failed, wherever that was. */
    private static Optional<CaughtImport> remembered(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        Frame last = incident.frames().isEmpty() ? null : incident.frames().getLast();
        if (!(incident.failure() instanceof Failure.OtherException) || last == null || last.internal()) {
            return Optional.empty();
        }
        String source = String.valueOf(last.source());
        if (!last.raisesInOwnWords() && !source.startsWith("assert ") && !source.startsWith("if ")) {
            return Optional.empty();
        }
        String file = patient.absolute(last.file());
        for (ImportFlag flag : ImportFlag.over(file, last.line(), seen, patient.machine())) {
            for (GuardedImport each : flag.guards()) {
                Optional<Failure> failure = failure(each, incident, seen, patient.machine());
                if (failure.isPresent()) {
                    Frame place = new Frame(flag.file(), each.line(), "<module>", each.source());
                    Incident found = instead(incident, incident.frames(), failure.get(), place);
                    return Optional.of(new CaughtImport(patient.about(found), flag.alone()));
                }
            }
        }
        return Optional.empty();
    }

    /** The import, passed over in silence, that would have brought the name that a module then lacks. */
    private static Optional<Incident> swallowed(Case patient, PythonEnvironment seen) {
        String module = patient.failure() instanceof Failure.MissingModule
                ? ""
                : patient.failure().about();
        String name = patient.failure().lacking();
        Optional<Module> loaded = module.isEmpty()
                ? Optional.empty()
                : seen.modules().find(module).filter(found -> found.kind() == Module.Kind.SOURCE);
        if (loaded.isEmpty()) {
            return Optional.empty();
        }
        String inPackage = loaded.get().isPackage() || module.indexOf('.') < 0
                ? module
                : module.substring(0, module.lastIndexOf('.'));
        String file = loaded.get().file();
        String text = patient.machine().read(file, 0, LIMIT).text();
        for (GuardedImport each : GuardedImport.in(text, inPackage)) {
            if (each.brings(name) && seen.modules().find(each.module()).isEmpty()) {
                return Optional.of(absent(patient.incident(), each, file));
            }
        }
        return Optional.empty();
    }

    /** The import in whose place the code had put {@code None}, which then is used as the module would be. */
    private static Optional<Incident> replaced(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        boolean none = incident.failure() instanceof Failure.OtherException other
                && other.message().startsWith("'NoneType' object ");
        Frame last = incident.frames().isEmpty() ? null : incident.frames().getLast();
        if (!none || last == null || last.source() == null) {
            return Optional.empty();
        }
        for (GuardedImport each : GuardedImport.in(text(patient, last))) {
            for (String line : each.handler().split("\n")) {
                String name = line.endsWith("None") && line.indexOf('=') > 0
                        ? line.substring(0, line.indexOf('=')).strip()
                        : "";
                // It may be another import of the same block that failed, and none of them is done then.
                if (uses(last.source(), name)
                        && seen.modules().find(each.module()).isEmpty()) {
                    return Optional.of(absent(incident, each, patient.absolute(last.file())));
                }
            }
        }
        return Optional.empty();
    }

    /** The import, passed over in silence, that would have bound the name that the code then uses. */
    private static Optional<Incident> unbound(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        if (!(incident.failure() instanceof Failure.OtherException other)
                || !(other.type().equals("NameError") || other.type().equals("UnboundLocalError"))
                || incident.frames().isEmpty()) {
            return Optional.empty();
        }
        int open = other.message().indexOf('\'');
        int close = other.message().indexOf('\'', open + 1);
        String name = open < 0 || close < 0 ? "" : other.message().substring(open + 1, close);
        Frame last = incident.frames().getLast();
        for (GuardedImport each :
                Identifier.is(name) ? GuardedImport.in(text(patient, last)) : List.<GuardedImport>of()) {
            if (each.binds(name) && seen.modules().find(each.module()).isEmpty()) {
                return Optional.of(absent(incident, each, patient.absolute(last.file())));
            }
        }
        return Optional.empty();
    }

    /** What a library says in its own words that it needs, however it looked for that. */
    private static Optional<CaughtImport> asked(Case patient) {
        return AskedFor.of(patient).flatMap(AskedFor::module).map(module -> {
            Incident incident = patient.incident();
            Failure missing = new Failure.MissingModule(module, false);
            return new CaughtImport(
                    patient.about(new Incident(
                            missing,
                            incident.frames(),
                            incident.wrappers(),
                            incident.words(),
                            incident.line(),
                            incident.survived())),
                    false);
        });
    }

    private static String text(Case patient, Frame frame) {
        return patient.machine().read(patient.absolute(frame.file()), 0, LIMIT).text();
    }

    private static Optional<Failure> failure(
            GuardedImport tried, Incident incident, PythonEnvironment seen, Machine machine) {
        return Tried.quoted(tried, List.of(incident.words()), seen)
                .or(() -> Tried.onDisk(tried, List.of(incident.words()), seen, machine));
    }

    /** Whether a line asks a name for an attribute or calls it, and not an attribute of that name. */
    private static boolean uses(String line, String name) {
        return !line.contains("." + name)
                && (Identifier.standsIn(line, name) && (line.contains(name + ".") || line.contains(name + "(")));
    }

    private static List<Frame> outer(Incident incident) {
        return incident.frames().subList(0, incident.frames().size() - 1);
    }

    private static Incident absent(Incident said, GuardedImport tried, String file) {
        return instead(
                said,
                said.frames(),
                new Failure.MissingModule(tried.module(), false),
                new Frame(file, tried.line(), "<module>", tried.source()));
    }

    /** The failed import in the place of what was said of it. */
    private static Incident instead(Incident said, List<Frame> outer, Failure failure, Frame place) {
        List<Frame> frames = new ArrayList<>(outer);
        frames.add(place);
        List<String> wrappers = new ArrayList<>(said.wrappers());
        wrappers.addFirst(said.words());
        return new Incident(failure, frames, wrappers, said.words(), said.line(), said.survived());
    }

    /** Code that goes on without a module says later, elsewhere, that it should be installed. */
    private static boolean asksFor(String words, GuardedImport tried, Case patient) {
        return words.contains("install") && SwallowedImport.names(words, tried.module(), patient.table());
    }
}
