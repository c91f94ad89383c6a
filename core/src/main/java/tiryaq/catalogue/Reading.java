package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.LogOrigin;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** What an output says, held against the disk: a program may quote a failure, or word one of its own. */
final class Reading {
    private static final int LIMIT = 1 << 20;

    private Reading() {}

    /** The incident as the disk lets it be understood; empty where it is only a quotation, and not true here. */
    static Optional<Case> of(Case said) {
        Case patient = CompiledFrames.placed(wholeName(said));
        if (patient.environment().isEmpty()) {
            return Optional.of(FirstLine.read(patient));
        }
        PythonEnvironment seen = patient.environment().get();
        if (quoted(patient) && patient.failure() instanceof Failure.MissingModule missing && found(seen, missing)) {
            return Optional.empty();
        }
        return Optional.of(ownWords(patient, seen));
    }

    /** Python 2 names only the part of a dotted module that it did not find; the line that imports it has the rest. */
    private static Case wholeName(Case patient) {
        Incident incident = patient.incident();
        if (incident.failure() instanceof Failure.MissingName name
                && name.module().isEmpty()) {
            return fromWhere(patient, name);
        }
        if (!(incident.failure() instanceof Failure.MissingModule missing)
                || incident.frames().isEmpty()
                || !incident.words().endsWith("No module named " + missing.module())) {
            return patient;
        }
        String whole = ImportLine.module(incident.frames().getLast().source()).orElse("");
        String part = "." + missing.module();
        int at = (whole + ".").indexOf(part + ".");
        return at < 0
                ? patient
                : patient.about(new Incident(
                        new Failure.MissingModule(whole.substring(0, at + part.length()), false),
                        incident.frames(),
                        incident.wrappers(),
                        incident.words(),
                        incident.line(),
                        incident.survived()));
    }

    /** Before 3.7 Python does not name the module that lacks a name; the line that imports it does. */
    private static Case fromWhere(Case patient, Failure.MissingName missing) {
        Incident incident = patient.incident();
        String source = incident.frames().isEmpty()
                ? ""
                : String.valueOf(incident.frames().getLast().source());
        Optional<String> module =
                source.startsWith("from ") && (source.endsWith("(") || Identifier.standsIn(source, missing.name()))
                        ? ImportLine.module(source)
                        : Optional.empty();
        return module.isEmpty()
                ? patient
                : patient.about(new Incident(
                        new Failure.MissingName(missing.name(), module.get(), null, false),
                        incident.frames(),
                        incident.wrappers(),
                        incident.words(),
                        incident.line(),
                        incident.survived()));
    }

    /** Whether the traceback has lines that are not on this disk: then it may be a text that was printed only. */
    static boolean quoted(Case patient) {
        LogOrigin origin =
                LogOrigin.of(new Symptom(List.of(patient.incident()), false), patient.folder(), patient.machine());
        return !origin.differing().isEmpty()
                || origin.absent().stream().anyMatch(file -> !inArchive(patient, patient.absolute(file)));
    }

    private static boolean inArchive(Case patient, String file) {
        String above = Paths.parent(file);
        while (above.length() > 1 && !patient.machine().stat(above).exists()) {
            above = Paths.parent(above);
        }
        return patient.machine().isFile(above);
    }

    private static boolean found(PythonEnvironment seen, Failure.MissingModule missing) {
        return seen.modules()
                .find(missing.module())
                .filter(module -> module.kind() != Module.Kind.NAMESPACE)
                .isPresent();
    }

    /** The import that the code had tried, and that is not there, before it raised an exception in its own words. */
    static Optional<Case> caught(Case patient) {
        return patient.environment()
                .flatMap(seen ->
                        caught(patient, seen).or(() -> swallowed(patient, seen)).or(() -> replaced(patient, seen)))
                .map(patient::about);
    }

    private static Optional<Incident> caught(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        if (!(incident.failure() instanceof Failure.OtherException) || !raised(incident)) {
            return Optional.empty();
        }
        Frame last = incident.frames().getLast();
        String text =
                patient.machine().read(patient.absolute(last.file()), 0, LIMIT).text();
        if (!text.contains("except")) {
            return Optional.empty();
        }
        for (GuardedImport each : GuardedImport.in(text)) {
            boolean about = each.handles(last.line()) || asksFor(incident.words(), each, patient);
            Optional<Failure> failure = about
                    ? Tried.quoted(each, List.of(incident.words()), seen)
                            .or(() -> Tried.onDisk(each, List.of(incident.words()), seen, patient.machine()))
                    : Optional.empty();
            if (failure.isPresent()) {
                List<Frame> outer =
                        incident.frames().subList(0, incident.frames().size() - 1);
                Frame place = new Frame(last.file(), each.line(), last.function(), each.source());
                return Optional.of(instead(incident, outer, failure.get(), place));
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
                return Optional.of(instead(
                        patient.incident(),
                        patient.incident().frames(),
                        new Failure.MissingModule(each.module(), false),
                        new Frame(file, each.line(), "<module>", each.source())));
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
        String file = patient.absolute(last.file());
        String text = patient.machine().read(file, 0, LIMIT).text();
        for (GuardedImport each : GuardedImport.in(text)) {
            for (String line : each.handler().split("\n")) {
                String name = line.endsWith("None") && line.indexOf('=') > 0
                        ? line.substring(0, line.indexOf('=')).strip()
                        : "";
                if (uses(last.source(), name)
                        && each.brings(name)
                        && seen.modules().find(each.module()).isEmpty()) {
                    return Optional.of(instead(
                            incident,
                            incident.frames(),
                            new Failure.MissingModule(each.module(), false),
                            new Frame(file, each.line(), "<module>", each.source())));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a line asks a name for an attribute or calls it, and not an attribute of that name. */
    private static boolean uses(String line, String name) {
        return !line.contains("." + name)
                && (Identifier.standsIn(line, name) && (line.contains(name + ".") || line.contains(name + "(")));
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

    private static boolean raised(Incident incident) {
        return !incident.frames().isEmpty() && incident.frames().getLast().raisesInOwnWords();
    }

    /** What the program's own code words is its own failure, even where it borrows the interpreter's phrase. */
    private static Case ownWords(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        if (!raised(incident) || !(incident.failure() instanceof Failure.MissingModule)) {
            return patient;
        }
        String file = patient.absolute(incident.frames().getLast().file());
        boolean own =
                patient.machine().isFile(file) && !FailingChain.thirdParty(seen, file) && !seen.inStandardLibrary(file);
        return own
                ? patient.about(new Incident(
                        new Failure.OtherException("", ""),
                        incident.frames(),
                        incident.wrappers(),
                        incident.words(),
                        incident.line(),
                        incident.survived()))
                : patient;
    }
}
