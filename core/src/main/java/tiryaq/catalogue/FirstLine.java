package tiryaq.catalogue;

import java.util.List;
import java.util.Optional;
import tiryaq.command.Command;
import tiryaq.command.Resolver;
import tiryaq.command.Unresolved;
import tiryaq.diagnosis.Case;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;

/** Shells name the script where its interpreter is missing: which that is, its first line tells. */
final class FirstLine {
    private FirstLine() {}

    /** The same case about the interpreter that is not there; as it was where the disk tells nothing of it. */
    static Case read(Case patient) {
        if (!(patient.failure() instanceof Failure.CommandMissing missing)
                || missing.command().indexOf('/') < 0
                || !patient.machine().isFile(patient.absolute(missing.command()))) {
            return patient;
        }
        String script = patient.absolute(missing.command());
        if (!(Resolver.resolve(Command.of(List.of(script), patient.folder()), patient.machine())
                        instanceof Unresolved unresolved)
                || unresolved.reason() != Unresolved.Reason.SHEBANG_MISSING) {
            return patient;
        }
        Incident said = patient.incident();
        Failure failure = new Failure.CommandMissing(unresolved.subject(), true);
        return of(patient, said.failing(failure), script);
    }

    /** The same case of a script that was found. */
    static Case of(Case patient, Incident incident, String script) {
        return new Case(
                incident,
                patient.machine(),
                patient.environment(),
                patient.others(),
                patient.table(),
                patient.index(),
                patient.folder(),
                Optional.of(script));
    }
}
