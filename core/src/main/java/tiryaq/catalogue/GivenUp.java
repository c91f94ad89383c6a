package tiryaq.catalogue;

import java.util.List;
import java.util.Optional;
import tiryaq.command.Invocation;
import tiryaq.command.Resolution;
import tiryaq.command.Target;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** A program that ended without a traceback, in words of its own or without any. */
final class GivenUp {
    private GivenUp() {}

    /** A program that ended itself may have said in its own words which import failed. */
    static Optional<Examined> of(Symptom symptom, Ran ran, Resolution resolution, Case first) {
        boolean itself = ran.exitCode() != null && first.environment().isPresent();
        if (!itself || !(resolution instanceof Invocation invocation)) {
            return Optional.empty();
        }
        PythonEnvironment seen = first.environment().get();
        Optional<String> start = start(invocation, seen, first.machine());
        if (!symptom.incidents().isEmpty()) {
            // One alone may be a line that the program printed; several are more than a quotation.
            return symptom.incidents().size() == 1 && first.incident().frames().isEmpty()
                    ? start.flatMap(file -> quotes(first.incident(), file, first, resolution))
                    : Optional.empty();
        }
        List<SwallowedImport> all = start.map(
                        file -> SwallowedImport.of(file, symptom.closing(), seen, first.table(), first.machine()))
                .orElse(List.of());
        return all.stream()
                .findFirst()
                .map(found -> undecided(examined(found, first, resolution)))
                .map(found -> Besides.with(
                        found,
                        all.stream()
                                .skip(1)
                                .map(each -> examined(each, first, resolution))
                                .toList()))
                .or(() -> SwallowedImport.quoted(symptom.closing(), seen)
                        .map(found -> start.flatMap(file -> quotes(found.incident(), file, first, resolution))
                                .orElseGet(() -> undecided(examined(found, first, resolution)))))
                .or(() -> asked(symptom.closing(), installedProgram(invocation, seen), seen, first, resolution));
    }

    /** The file that is run first; empty where it is none, or not known. */
    static Optional<String> start(Invocation invocation, PythonEnvironment seen, Machine machine) {
        return switch (invocation.target()) {
            case Target.Script _ -> Optional.ofNullable(Starts.script(invocation, machine));
            case Target.Module module -> main(seen, module.name());
            case Target.Code _, Target.Stdin _, Target.Other _ -> Optional.empty();
        };
    }

    /** A script that an installer wrote, or a module that it put there: none of the user's own words. */
    private static boolean installedProgram(Invocation invocation, PythonEnvironment seen) {
        return switch (invocation.target()) {
            case Target.Script script ->
                !script.path().endsWith(".py")
                        && Paths.parent(script.path())
                                .equals(Paths.parent(seen.interpreter().executable()));
            case Target.Module module ->
                main(seen, module.name())
                        .filter(file -> FailingChain.thirdParty(seen, file))
                        .isPresent();
            case Target.Code _, Target.Stdin _, Target.Other _ -> false;
        };
    }

    /** What a program says that it needs, in the last of its words; one of the user's own must name what to install. */
    private static Optional<Examined> asked(
            List<String> closing, boolean installed, PythonEnvironment seen, Case first, Resolution resolution) {
        for (String line : closing) {
            Optional<AskedFor> found =
                    installed ? AskedFor.in(line, first, seen) : AskedFor.toInstall(line, first, seen);
            if (found.isPresent()) {
                Failure failure = found.get()
                        .module()
                        .<Failure>map(module -> new Failure.MissingModule(module, false))
                        .orElse(first.failure());
                Case patient = first.about(Incident.bare(failure, line, 0));
                Diagnosis unknown = new Unknown()
                        .examine(patient)
                        .orElseThrow()
                        .noting(found.get().note(patient));
                return Optional.of(
                        found.get().module().isEmpty()
                                ? new Examined(patient, Optional.of(resolution), List.of(unknown))
                                : undecided(Examination.examined(patient, Optional.of(resolution)))
                                        .atMost(Certainty.LIKELY));
            }
        }
        return Optional.empty();
    }

    /** The program's own failure, which the words that it quotes are no more than a part of. */
    private static Optional<Examined> quotes(Incident said, String start, Case first, Resolution resolution) {
        if (!Quotation.only(said.failure(), start, first.environment().orElseThrow(), first.machine())) {
            return Optional.empty();
        }
        Incident own = Incident.bare(new Failure.OtherException("", ""), said.words(), said.line());
        return Optional.of(Examination.examined(first.about(own), Optional.of(resolution)))
                .filter(Examined::ownFailure)
                .map(examined -> examined.atMost(Certainty.LIKELY));
    }

    private static Examined examined(SwallowedImport found, Case first, Resolution resolution) {
        Examined examined = Examination.examined(first.about(found.incident()), Optional.of(resolution));
        return found.sure() ? examined : examined.atMost(Certainty.LIKELY);
    }

    /** Words of the interpreter's that a program quotes are never its own reason alone. */
    private static Examined undecided(Examined examined) {
        return examined.ownFailure()
                ? new Examined(
                        examined.patient(),
                        examined.resolution(),
                        List.of(new Unknown().examine(examined.patient()).orElseThrow()))
                : examined;
    }

    private static Optional<String> main(PythonEnvironment seen, String module) {
        return seen.modules()
                .find(module)
                .flatMap(found -> found.isPackage() ? seen.modules().find(module + ".__main__") : Optional.of(found))
                .map(Module::file);
    }
}
