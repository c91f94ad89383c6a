package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.Means;
import tiryaq.command.words.Shebang;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.OtherInterpreter;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * Whether the interpreter that is examined can have printed this: one that a command names did, another one may have.
 */
final class Surroundings {
    /** As far as the kernel reads one. */
    private static final List<String> GUESSED = List.of(Means.GUESS.word(), Means.HINT.word());

    private Surroundings() {}

    /**
     * What the output shows of the search path.
     *
     * @param entries folders that nothing leads to now
     * @param set whether they are taken for entries of {@code PYTHONPATH}; else the program put them there itself
     */
    record Shown(List<String> entries, boolean set) {
        Shown {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The answer with how the interpreter is known, and no surer than that allows.
     *
     * @param shown the folders that the output shows to have been searched, and that are not now
     */
    static Examined judged(Examined examined, PythonEnvironment seen, Means means, Shown shown) {
        Diagnosis answer = examined.answer();
        List<Say> notes = new ArrayList<>();
        boolean unsure = means == Means.HINT || means == Means.GUESS;
        boolean assumed = unsure || means == Means.OPTION || means == Means.TRACEBACK;
        for (String entry : shown.set() ? shown.entries() : List.<String>of()) {
            notes.add(Say.of("note.shown-entry", "entry", entry, "interpreter", seen.label())
                    .as(Say.Sense.LIMIT));
        }
        Optional<String> foreign =
                assumed && shown.entries().isEmpty() ? foreign(examined.patient(), seen) : Optional.empty();
        foreign.ifPresent(
                entry -> notes.add(Say.of("note.other-surroundings", "entry", entry, "interpreter", seen.label())
                        .as(Say.Sense.LIMIT)));
        if (unsure && !answer.cause().equals(Unknown.CODE)) {
            notes.add(Say.of(
                            means == Means.HINT ? "evidence.ran.hint" : "evidence.ran.guess",
                            "version",
                            seen.interpreter().version().toString(),
                            "executable",
                            seen.interpreter().executable())
                    .as(Say.Sense.LIMIT));
        }
        if (means == Means.CHILD) {
            notes.add(Say.of("note.child", "interpreter", seen.interpreter().executable())
                    .as(Say.Sense.LIMIT));
        }
        Optional<String> closed = closed(examined.patient(), seen);
        closed.ifPresent(
                path -> notes.add(Say.of("note.unreadable", "path", path).as(Say.Sense.LIMIT)));
        Optional<String> unread = examined.patient().failure() instanceof Failure.MissingModule
                ? seen.modules().unreadArchive()
                : Optional.empty();
        unread.ifPresent(
                path -> notes.add(Say.of("note.unread-archive", "path", path).as(Say.Sense.LIMIT)));
        boolean partly = closed.isPresent() || unread.isPresent();
        notes.addAll(answer.notes());
        firstLine(examined.patient(), answer, means).ifPresent(notes::add);
        List<Evidence> evidence = new ArrayList<>(answer.evidence());
        // What could not be looked into was not searched.
        evidence.removeIf(fact -> partly && fact instanceof Evidence.Searched);
        evidence.add(new Evidence.Ran(
                seen.interpreter().executable(), seen.interpreter().version().toString(), means.word()));
        Say summary = (assumed || means == Means.SHELL_SCRIPT) && answer.cause().equals(Unknown.CODE)
                ? there(examined.patient(), seen).orElse(answer.summary())
                : unsure ? assuming(answer.summary()) : answer.summary();
        List<Diagnosis> all = new ArrayList<>(examined.diagnoses());
        all.set(0, answer.withEvidence(evidence).withSummary(summary).withNotes(notes));
        if (unsure || !shown.entries().isEmpty() || foreign.isPresent() || partly) {
            all.replaceAll(each -> each.atMost(Certainty.LIKELY));
        }
        return examined.diagnosed(all);
    }

    /** Where another Python may run it: a script that names its own keeps to that until it is told otherwise. */
    private static Optional<Say> firstLine(Case patient, Diagnosis answer, Means means) {
        boolean elsewhere =
                answer.cause().equals(OtherInterpreter.CODE) || answer.cause().equals(DistributionMissing.CODE);
        if (means != Means.SHEBANG || !elsewhere || patient.script().isEmpty()) {
            return Optional.empty();
        }
        String script = patient.script().get();
        byte[] head = patient.machine().read(script, 0, Shebang.LENGTH).bytes();
        return Shebang.of(head).map(found -> {
            String line = "#!" + found.interpreter() + " " + found.argument();
            return Say.of("note.first-line", "path", script, "line", line.strip());
        });
    }

    /** The same of a Python that only may have run. */
    private static Say assuming(Say summary) {
        String key = summary.key();
        return switch (key) {
            case "cause.other-interpreter.summary" ->
                new Say("cause.other-interpreter.summary.assumed", summary.places(), summary.sense());
            case "cause.other-interpreter.summary.unowned" ->
                new Say("cause.other-interpreter.summary.unowned.assumed", summary.places(), summary.sense());
            default -> summary;
        };
    }

    /** The answer about a process that the program had started, where only guesses tell the Python that ran it. */
    static Examined ofChild(Examined examined) {
        Diagnosis answer = examined.answer();
        boolean guessed = answer.evidence().stream()
                .anyMatch(each -> each instanceof Evidence.Ran ran && GUESSED.contains(ran.means()));
        if (!guessed) {
            return examined;
        }
        List<Say> notes = new ArrayList<>();
        notes.add(Say.of("note.child-unknown").as(Say.Sense.LIMIT));
        notes.addAll(answer.notes());
        List<Diagnosis> all = new ArrayList<>(examined.diagnoses());
        all.set(0, answer.withNotes(notes));
        return examined.diagnosed(all);
    }

    /** A folder of packages that code was loaded from, and that this interpreter does not search. */
    private static Optional<String> foreign(Case patient, PythonEnvironment seen) {
        for (Frame frame : patient.incident().frames()) {
            Optional<String> entry = entry(frame);
            if (entry.isPresent() && patient.machine().isFolder(entry.get()) && !searched(entry.get(), patient, seen)) {
                return entry;
            }
        }
        return Optional.empty();
    }

    /** A place where the missing module may be, but that may not be looked into. */
    private static Optional<String> closed(Case patient, PythonEnvironment seen) {
        if (!(patient.failure() instanceof Failure.MissingModule missing)) {
            return Optional.empty();
        }
        Machine machine = patient.machine();
        for (String location : seen.path().locations()) {
            for (String path : List.of(location, Paths.join(location, ModuleName.top(missing.module())))) {
                FileStatus.Kind kind = machine.stat(path).kind();
                boolean listed =
                        kind != FileStatus.Kind.FOLDER || machine.list(path).problem() != Problem.FORBIDDEN;
                if (kind == FileStatus.Kind.UNREADABLE || !listed) {
                    return Optional.of(path);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> entry(Frame frame) {
        String file = frame.file();
        for (String name : List.of("/site-packages/", "/dist-packages/")) {
            int at = file.indexOf(name);
            if (!frame.internal() && file.startsWith("/") && at > 0) {
                return Optional.of(file.substring(0, at + name.length() - 1));
            }
        }
        return Optional.empty();
    }

    private static boolean searched(String entry, Case patient, PythonEnvironment seen) {
        Optional<String> real = Paths.real(patient.machine(), entry);
        return seen.path().locations().stream()
                .anyMatch(each ->
                        each.equals(entry) || (real.isPresent() && real.equals(Paths.real(patient.machine(), each))));
    }

    /** What is missing in the output is there for this interpreter. */
    static Optional<Say> there(Case patient, PythonEnvironment seen) {
        Failure failure = patient.failure();
        // Python says so of a folder without code of its own, such as one whose compiled module it cannot load.
        boolean nowhere = failure instanceof Failure.MissingName
                && patient.incident().words().contains("(unknown location)");
        return nowhere || failure instanceof Failure.MissingModule
                ? seen.modules()
                        .find(failure.about())
                        .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                        .map(found -> Say.of(
                                        nowhere ? "cause.unknown.summary.there.file" : "cause.unknown.summary.there",
                                        "module",
                                        failure.about(),
                                        "interpreter",
                                        seen.interpreter().executable(),
                                        "path",
                                        nowhere ? found.file() : found.entry())
                                .as(Say.Sense.THERE))
                : Optional.empty();
    }
}
