package tiryaq.cli.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Likeliest;
import tiryaq.command.LogOrigin;
import tiryaq.command.Vouched;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;

/** Whether a log is of this machine, and of which command and folder here. */
public final class LogPlace {
    private static final int MOST = 4;

    private LogPlace() {}

    /**
     * The folder that the relative files of a log are meant in: that in which the tests ran which it tells of, where
     * one of them is not in the given one.
     */
    public static String relative(Symptom symptom, String folder, Machine machine) {
        for (Incident incident : symptom.incidents()) {
            for (Frame frame : incident.frames()) {
                String file = frame.file();
                boolean elsewhere = !frame.internal()
                        && !file.startsWith("/")
                        && !file.startsWith("~")
                        && !machine.isFile(Paths.join(folder, file));
                for (String path : elsewhere ? symptom.testing().paths() : List.<String>of()) {
                    String root =
                            path.endsWith("/" + file) ? path.substring(0, path.length() - file.length() - 1) : path;
                    if (machine.isFile(Paths.join(root, file))) {
                        return root;
                    }
                }
            }
        }
        return folder;
    }

    /** The interpreter, and the script that the traceback begins in. */
    public static Command command(Symptom symptom, String python, String folder) {
        List<Frame> frames = symptom.incidents().getFirst().frames();
        boolean script = !frames.isEmpty()
                && !frames.getFirst().internal()
                && frames.getFirst().function().equals("<module>");
        return Command.of(script ? List.of(python, frames.getFirst().file()) : List.of(python), folder);
    }

    /** The same with the search path that its frames show. */
    public static Command command(Symptom symptom, Invocation ran, String folder) {
        String path = ran.set().get(Invocation.SEARCH_PATH);
        Command plain = command(symptom, ran.executable(), folder);
        return path == null ? plain : plain.with(Map.of(Invocation.SEARCH_PATH, path), new TreeSet<>());
    }

    /** The Pythons that may have printed a failed import and may be asked, the likeliest first; a few. */
    public static List<String> likeliest(Symptom symptom, LogOrigin origin, String folder, Machine machine) {
        Failure failure = symptom.incidents().getFirst().failure();
        return failure.about().isEmpty() && !(failure instanceof Failure.NativeRefused)
                ? List.of()
                : likeliest(
                        symptom,
                        origin,
                        failure instanceof Failure.MissingModule ? failure.about() : null,
                        folder,
                        machine);
    }

    /** The same, whether they have what is missing or not; none where no missing module is told of. */
    public static List<String> any(Symptom symptom, LogOrigin origin, String folder, Machine machine) {
        return symptom.incidents().getFirst().failure() instanceof Failure.MissingModule
                ? likeliest(symptom, origin, null, folder, machine)
                : List.of();
    }

    private static List<String> likeliest(
            Symptom symptom, LogOrigin origin, @Nullable String module, String folder, Machine machine) {
        List<String> words = command(symptom, "", folder).argv();
        Vouched vouched = Vouched.in(folder, machine);
        return Likeliest.of(origin, module, folder, words.size() > 1 ? words.getLast() : null, machine).stream()
                .filter(vouched::includes)
                .limit(MOST)
                .toList();
    }

    /** Where relative files of a log lie; empty where they may be those of another machine. */
    public static String folder(LogOrigin origin, boolean said, String folder) {
        return elsewhere(origin, said, true).isEmpty() ? folder : "";
    }

    /** Why nothing may be done here on the word of a log: it fits another disk, none at all, or no interpreter. */
    public static Optional<Say> elsewhere(LogOrigin origin, boolean said, boolean interpreter) {
        if (!said && !origin.differing().isEmpty()) {
            return Optional.of(Say.of(
                    "cli.log-elsewhere.differs", "place", origin.differing().getFirst()));
        }
        if (!said && !origin.absent().isEmpty()) {
            return Optional.of(
                    Say.of("cli.log-elsewhere.absent", "path", origin.absent().getFirst()));
        }
        if (!said && origin.agreeing() == 0) {
            return Optional.of(Say.of("cli.log-elsewhere.unproved"));
        }
        return interpreter ? Optional.empty() : Optional.of(Say.of("cli.log-which-python"));
    }
}
