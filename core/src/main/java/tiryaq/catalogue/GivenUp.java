package tiryaq.catalogue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.catalogue.source.ExitWords;
import tiryaq.catalogue.source.LaterExit;
import tiryaq.catalogue.source.OutlivedImports;
import tiryaq.catalogue.source.Unshown;
import tiryaq.catalogue.source.tests.TestFiles;
import tiryaq.command.Invocation;
import tiryaq.command.Resolution;
import tiryaq.command.Target;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.OwnCode;
import tiryaq.diagnosis.Rescue;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.verdict.NotAnEnvironmentFailure;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.diagnosis.wanted.OldRelease;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.words.LackWords;

/** A program that ended without a traceback, in words of its own or without any. */
final class GivenUp {
    /** What a program ends with that was called in a wrong way. */
    private static final int USAGE = 2;

    /** What pytest ends with that had no test to run. */
    private static final int NO_TESTS = 5;

    private GivenUp() {}

    /**
     * A program that ended itself may have said in its own words which import failed, or that it ends for a reason of
     * its own.
     */
    static Optional<Examined> of(Symptom said, Ran ran, Resolution resolution, Case first) {
        Optional<OutlivedImports> left = left(said, ran, resolution, first);
        // What it told of and went on without is none of its last words.
        List<String> closing = left.map(found -> found.without(said.closing())).orElse(said.closing());
        Symptom symptom = said.closing(ofCall(closing, ran));
        boolean only = left.isPresent()
                && symptom.incidents().size() == 1
                && first.incident().frames().isEmpty()
                && left.get().has(first.failure());
        if (only) {
            String last = symptom.closing().stream().findFirst().orElse("");
            return own(last, Deaths.SILENT.failure(), first, resolution).map(found -> outlivedToo(found, symptom));
        }
        return explained(symptom, ran, resolution, first)
                .or(() -> ofUnshown(symptom, ran, resolution, first))
                .or(() -> {
                    boolean outlived = !symptom.incidents().isEmpty()
                            && symptom.incidents().stream().allMatch(each -> outlived(each, first));
                    return !ran.here()
                            ? Optional.empty()
                            : outlived
                                    ? afterwards(symptom, ran, resolution, first)
                                    : symptom.incidents().isEmpty()
                                                    && !symptom.closing().isEmpty()
                                            ? told(symptom.closing(), said.closing(), first, resolution)
                                            : Optional.empty();
                });
    }

    /** Of a program that was called in a wrong way only what it says of that, the latest first. */
    private static List<String> ofCall(List<String> closing, Ran ran) {
        for (int i = 0; ran.exitCode() != null && ran.exitCode() == USAGE && i < closing.size(); i++) {
            if (closing.get(i).startsWith("usage: ") || closing.get(i).startsWith("Usage: ")) {
                return closing.subList(0, i + 1);
            }
        }
        return closing;
    }

    /** It ended itself in the handler of an import, and nothing shows why that failed. */
    private static Optional<Examined> ofUnshown(Symptom symptom, Ran ran, Resolution resolution, Case first) {
        return ran.here()
                        && symptom.incidents().isEmpty()
                        && first.environment().isPresent()
                        && resolution instanceof Invocation invocation
                ? start(invocation, first.environment().get(), first.machine())
                        .flatMap(file -> Unshown.ofWords(file, symptom.closing(), first))
                        .map(found -> {
                            String last = symptom.closing().stream().findFirst().orElse("");
                            Case ended = first.about(Incident.bare(first.failure(), last, 0));
                            return new Examined(ended, Optional.of(resolution), List.of(found.answer(ended)));
                        })
                : Optional.empty();
    }

    private static Optional<OutlivedImports> left(Symptom said, Ran ran, Resolution resolution, Case first) {
        boolean matters = !said.closing().isEmpty()
                || (said.incidents().size() == 1 && first.incident().frames().isEmpty());
        return matters
                        && ran.here()
                        && ran.exitCode() != null
                        && first.environment().isPresent()
                        && resolution instanceof Invocation invocation
                ? start(invocation, first.environment().get(), first.machine())
                        .filter(file -> OwnCode.runs(first.environment().get(), file))
                        .map(file -> OutlivedImports.by(
                                file,
                                ran.exitCode(),
                                said.closing(),
                                first.failure(),
                                first.environment().get(),
                                first.machine()))
                : Optional.empty();
    }

    /** Whether the program went on after a failure, as the output or a handler of its own shows. */
    static boolean outlived(Incident incident, Case first) {
        return incident.survived() || rescued(incident, first).isPresent();
    }

    /** The line of the program's own in which a failure was caught by a handler that does not end it there. */
    private static Optional<Frame> rescued(Incident incident, Case first) {
        Optional<PythonEnvironment> seen = first.environment();
        for (Frame each : seen.isPresent() ? incident.frames() : List.<Frame>of()) {
            String file = first.absolute(each.file());
            Optional<Rescue> rescue = OwnCode.runs(seen.get(), file)
                    ? Rescue.around(first.machine().source(file), each.line())
                    : Optional.empty();
            if (rescue.isPresent()) {
                return rescue.filter(found -> !found.ends()).map(found -> each);
            }
        }
        return Optional.empty();
    }

    /** Words that may point to the environment, and that nothing there explains, are told. */
    private static Optional<Examined> told(List<String> closing, List<String> all, Case first, Resolution resolution) {
        boolean silent = first.failure() instanceof Failure.Killed
                || (first.failure() instanceof Failure.OtherException other
                        && other.type().isEmpty());
        for (String line : silent ? closing : List.<String>of()) {
            Case asking = first.about(Incident.bare(first.failure(), line, 0));
            if (OldRelease.ofProgram(asking).isPresent()) {
                return Optional.of(Examination.examined(asking, Optional.of(resolution)));
            }
        }
        boolean points = all.stream().anyMatch(line -> LackWords.lacks(line) || LackWords.ofModules(line));
        return closing.stream()
                .filter(line -> silent && points && LackWords.tells(line))
                .findFirst()
                .flatMap(line -> own(line, first.failure(), first, resolution));
    }

    private static Optional<Examined> own(String line, Failure failure, Case first, Resolution resolution) {
        return Optional.of(Examination.examined(first.about(Incident.bare(failure, line, 0)), Optional.of(resolution)))
                .filter(Examined::ownFailure)
                .map(examined -> examined.atMost(Certainty.LIKELY));
    }

    /** What ended a program that had outlived the import that it told of: how it was called, or an exit of its own. */
    private static Optional<Examined> afterwards(Symptom symptom, Ran ran, Resolution resolution, Case first) {
        Optional<String> start = resolution instanceof Invocation invocation
                        && first.environment().isPresent()
                ? start(invocation, first.environment().get(), first.machine())
                : Optional.empty();
        Map<String, Integer> exits = new LinkedHashMap<>();
        for (String line : start.isPresent() ? symptom.closing() : List.<String>of()) {
            int exit = ExitWords.said(start.get(), line, first.environment().orElseThrow(), first.machine());
            if (exit > 0) {
                exits.put(line, exit);
            }
        }
        Optional<String> given = exits.keySet().stream().findFirst();
        // What goes to the two streams is not always in the order in which it was said.
        String last = given.orElse(symptom.closing().stream().findFirst().orElse(""));
        List<GuardedImport> tried = start.map(
                        file -> GuardedImport.in(first.machine().source(file)))
                .orElse(List.of());
        boolean ofImport = (LackWords.lacks(last) && LackWords.ofModules(last))
                || tried.stream().anyMatch(each -> !each.said(List.of(last)).isEmpty())
                || symptom.incidents().stream()
                        .anyMatch(each ->
                                SwallowedImport.names(last, each.failure().about(), first.table()));
        boolean usage = ran.exitCode() != null
                && ran.exitCode() == USAGE
                && symptom.closing().stream().anyMatch(GivenUp::ofUsage);
        if (ofImport) {
            return Optional.empty();
        }
        LaterExit.Link link = usage
                ? LaterExit.Link.NONE
                : link(symptom, ran, start, first, given.map(exits::get).orElse(0));
        Optional<Examined> own = link == LaterExit.Link.NONE
                ? own(last, Deaths.SILENT.failure(), first, resolution).map(found -> outlivedToo(found, symptom))
                : Optional.empty();
        if (own.isPresent() || link == LaterExit.Link.HANDLER) {
            return own;
        }
        Examined all = Examination.all(first, symptom.incidents(), symptom, Optional.of(resolution), true);
        return Optional.of(
                link == LaterExit.Link.NAME
                        ? all.atMost(Certainty.LIKELY)
                        : outlivedToo(all.atMost(Certainty.POSSIBLE), symptom));
    }

    private static Examined outlivedToo(Examined found, Symptom symptom) {
        Incident outlived = symptom.incidents().getFirst();
        Say note = Say.of("note.outlived", "words", outlived.words(), "line", String.valueOf(outlived.line()));
        return found.noting(note);
    }

    /**
     * What leads from the imports that were caught to the end: of several, the nearest link. One that was raised again
     * in another exception, or caught by somebody else's code, decides alone.
     */
    private static LaterExit.Link link(Symptom symptom, Ran ran, Optional<String> start, Case first, int exit) {
        LaterExit.Link nearest = LaterExit.Link.NONE;
        Map<String, LaterExit> read = new HashMap<>();
        for (Incident each : symptom.incidents()) {
            if (!each.wrappers().isEmpty()) {
                return exit > 0 ? LaterExit.Link.NONE : LaterExit.Link.HANDLER;
            }
            Optional<Frame> caught = rescued(each, first);
            if (caught.isEmpty()) {
                return LaterExit.Link.HANDLER;
            }
            String file = first.absolute(caught.get().file());
            LaterExit exits = read.computeIfAbsent(file, other -> {
                Map<String, SourceCode> texts = new LinkedHashMap<>();
                start.ifPresent(one -> texts.put(one, CaseSources.code(first.machine(), one)));
                texts.computeIfAbsent(other, one -> CaseSources.code(first.machine(), one));
                return LaterExit.in(texts, ran.exitCode(), exit);
            });
            LaterExit.Link link = exits.from(file, caught.get().line());
            nearest = link.compareTo(nearest) < 0 ? link : nearest;
        }
        return nearest;
    }

    private static boolean ofUsage(String line) {
        return line.startsWith("usage: ")
                || line.startsWith("Usage: ")
                || line.contains(": error: ")
                || line.startsWith("Error: ");
    }

    private static Optional<Examined> explained(Symptom symptom, Ran ran, Resolution resolution, Case first) {
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
        List<SwallowedImport> all = said(symptom.closing(), ran, invocation, start, first);
        return all.stream()
                .findFirst()
                .map(found -> undecided(examined(found, first, resolution)))
                .map(found ->
                        Besides.with(found, all.subList(1, all.size()), each -> examined(each, first, resolution)))
                .or(() -> SwallowedImport.quoted(symptom.closing(), seen)
                        .map(found -> start.flatMap(file -> quotes(found.incident(), file, first, resolution))
                                .orElseGet(() -> undecided(examined(found, first, resolution)))))
                .or(() -> asked(symptom.closing(), installedProgram(invocation, seen), seen, first, resolution));
    }

    /** The imports that its last words are about, as its own texts tell. */
    private static List<SwallowedImport> said(
            List<String> closing, Ran ran, Invocation invocation, Optional<String> start, Case first) {
        PythonEnvironment seen = first.environment().orElseThrow();
        boolean skipped = ran.exitCode() != null
                && ran.exitCode() == NO_TESTS
                && closing.stream().anyMatch(line -> line.contains(" skipped"));
        if (skipped) {
            List<String> files = TestFiles.of(invocation, first.machine());
            return SwallowedImport.skipping(files, closing, seen, first.table(), first.machine());
        }
        return start.map(file -> SwallowedImport.of(file, closing, seen, first.table(), first.machine()))
                .orElseGet(() -> invocation.target() instanceof Target.Code code
                        ? SwallowedImport.ofText(code.text(), closing, seen, first.table(), first.machine())
                        : List.of());
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
        return examined.ownFailure() && !NotAnEnvironmentFailure.blocked(examined.answer())
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
