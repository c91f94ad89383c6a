package tiryaq.cli.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.command.LogOrigin;
import tiryaq.command.Means;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.symptom.Symptom;

/**
 * What a log is taken to be the output of, and what that failed of.
 *
 * @param command what printed it; empty where that is not known, and nothing may be done on the log's word
 * @param python the interpreter that the user or the log names; empty where it had to be guessed
 * @param likely those that may have printed it where none is named, the likeliest first
 * @param elsewhere why it is not taken for a log of a known Python of this machine; empty where it is one
 */
public record Supposed(
        Optional<Command> command,
        Optional<String> python,
        List<String> likely,
        Examined examined,
        Optional<Say> elsewhere) {
    public Supposed {
        likely = List.copyOf(likely);
    }

    /**
     * What the user said of a log.
     *
     * @param command that it is the output of; empty where that is not known
     * @param python that printed it, empty where that is not known
     * @param here whether it was printed on this machine
     */
    public record Told(Optional<Command> command, Optional<String> python, boolean here) {}

    /** The log, where its relative files are meant, and who is asked. */
    private record Log(Symptom symptom, LogOrigin origin, Told told, String folder, Examination examination) {
        Optional<Say> elsewhere(boolean interpreter) {
            return LogPlace.elsewhere(origin, told.here(), interpreter);
        }

        Examined ofPython(String python, Means means) {
            Command command = LogPlace.command(symptom, python, folder);
            return examination.of(symptom, new Ran(command, null, null, python, means));
        }

        Examined alone() {
            return examination.ofLog(symptom, LogPlace.folder(origin, told.here(), folder));
        }
    }

    /** The Python that the user names, or the log; else the likeliest one that can have printed it. */
    public static Supposed of(
            Symptom symptom, LogOrigin origin, Told told, String folder, Machine machine, Examination examination) {
        Log log = new Log(symptom, origin, told, folder, examination);
        if (told.command().isPresent()) {
            Optional<Say> elsewhere = log.elsewhere(true);
            Ran ran = new Ran(told.command().get(), null, null, told.python().orElse(null), means(told, origin));
            return new Supposed(
                    told.command(),
                    told.python(),
                    List.of(),
                    elsewhere.isEmpty() ? examination.of(symptom, ran) : log.alone(),
                    elsewhere);
        }
        Optional<String> python = told.python().or(() -> origin.startable(folder, machine));
        if (python.isEmpty()) {
            return guessed(log, null, machine);
        }
        Optional<Say> elsewhere = log.elsewhere(true);
        Examined examined = elsewhere.isEmpty() ? log.ofPython(python.get(), means(told, origin)) : log.alone();
        boolean named = told.python().isPresent() || origin.shown();
        return !named && examined.refuted().isPresent()
                ? guessed(log, examined, machine)
                : new Supposed(
                        python.map(known -> LogPlace.command(symptom, known, folder)),
                        python,
                        List.of(),
                        examined,
                        elsewhere);
    }

    private static Means means(Told told, LogOrigin origin) {
        return told.python().isPresent() ? Means.OPTION : origin.means();
    }

    /**
     * What the first of the Pythons would have failed of that may have printed it, and could have.
     *
     * @param passed what was found of the one that its paths mean, and that cannot have printed it; null for none
     */
    private static Supposed guessed(Log log, @Nullable Examined passed, Machine machine) {
        boolean ofHere = log.elsewhere(true).isEmpty();
        List<String> likely =
                ofHere ? LogPlace.likeliest(log.symptom(), log.origin(), log.folder(), machine) : List.<String>of();
        List<String> left = new ArrayList<>();
        Examined refuted = passed;
        Optional<Examined> found = Optional.empty();
        for (String python : likely) {
            Examined examined = log.ofPython(python, Means.GUESS);
            if (examined.refuted().isPresent()) {
                refuted = refuted == null ? examined : refuted;
                continue;
            }
            left.add(python);
            if (told(examined)) {
                found = Optional.of(examined);
                break;
            }
        }
        if (ofHere && refuted == null && left.isEmpty()) {
            refuted = having(log, machine);
        }
        boolean silent = found.isPresent() && passed == null;
        Examined examined = found.orElseGet(log::alone);
        Optional<Say> whole = silent || refuted == null ? Optional.empty() : refuted.refuted();
        return new Supposed(
                Optional.empty(),
                Optional.empty(),
                left,
                whole.map(examined::noting).orElse(examined),
                log.elsewhere(false));
    }

    /** The first Python here that has what is missing, where all of them do; null for none. */
    private static @Nullable Examined having(Log log, Machine machine) {
        for (String python : LogPlace.any(log.symptom(), log.origin(), log.folder(), machine)) {
            Examined examined = log.ofPython(python, Means.GUESS);
            if (examined.refuted().isPresent()) {
                return examined;
            }
        }
        return null;
    }

    private static boolean told(Examined examined) {
        Say.Sense sense = examined.answer().summary().sense();
        boolean known = examined.explained()
                || sense == Say.Sense.STANDARD_LIBRARY
                || sense == Say.Sense.NEWER_STANDARD_LIBRARY;
        return known && examined.patient().environment().isPresent();
    }
}
