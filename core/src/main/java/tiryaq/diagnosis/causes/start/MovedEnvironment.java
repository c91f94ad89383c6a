package tiryaq.diagnosis.causes.start;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.VirtualEnvironment;
import tiryaq.symptom.Failure;

/**
 * A virtual environment that lies elsewhere than where it was made, as it says itself.
 *
 * @param made the folder that it was made as, where no environment stands now
 * @param says its own file that names that folder
 */
public record MovedEnvironment(VirtualEnvironment environment, String made, String says) {
    private static final int TEXT = 64 << 10;

    /** The environment of a script whose first line names a Python of the old place. */
    static Optional<MovedEnvironment> ofScript(Case patient) {
        if (!(patient.failure() instanceof Failure.CommandMissing missing)
                || !missing.shebang()
                || patient.script().isEmpty()) {
            return Optional.empty();
        }
        String python = missing.command();
        String bin = Paths.parent(python);
        boolean there = patient.machine().lstat(python).kind() != FileStatus.Kind.ABSENT;
        return python.startsWith("/")
                        && Paths.name(python).startsWith("python")
                        && Paths.name(bin).equals("bin")
                        && !there
                ? VirtualEnvironment.of(patient.script().get(), patient.machine())
                        .flatMap(environment -> of(environment, Paths.parent(bin), patient.machine()))
                : Optional.empty();
    }

    /** That environment, if it was made as this folder, which is none now. */
    static Optional<MovedEnvironment> of(VirtualEnvironment environment, String made, Machine machine) {
        if (environment.prefix().equals(made) || machine.isFile(Paths.join(made, "pyvenv.cfg"))) {
            return Optional.empty();
        }
        for (String file : List.of(Paths.join(environment.prefix(), "bin/activate"), environment.config())) {
            if (names(machine.read(file, 0, TEXT).text(), made)) {
                return Optional.of(new MovedEnvironment(environment, made, file));
            }
        }
        return Optional.empty();
    }

    /** Whether a text names the folder itself, and not only one whose name begins so, or one in it. */
    private static boolean names(String text, String folder) {
        for (int at = text.indexOf(folder); at >= 0; at = text.indexOf(folder, at + 1)) {
            int end = at + folder.length();
            if (end == text.length() || "\"'\r\n)".indexOf(text.charAt(end)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
