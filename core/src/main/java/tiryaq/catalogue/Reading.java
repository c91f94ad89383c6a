package tiryaq.catalogue;

import java.util.List;
import java.util.Optional;
import tiryaq.command.LogOrigin;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.OwnCode;
import tiryaq.machine.Paths;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** What an output says, held against the disk: a program may quote a failure, or word one of its own. */
final class Reading {
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
                : patient.about(
                        incident.failing(new Failure.MissingModule(whole.substring(0, at + part.length()), false)));
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
                : patient.about(incident.failing(new Failure.MissingName(missing.name(), module.get(), null, false)));
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
        boolean own = patient.machine().isFile(file) && OwnCode.runs(seen, file);
        return own ? patient.about(incident.failing(new Failure.OtherException("", ""))) : patient;
    }
}
