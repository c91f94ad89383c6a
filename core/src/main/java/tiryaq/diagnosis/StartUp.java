package tiryaq.diagnosis;

import java.util.List;
import java.util.Optional;
import tiryaq.machine.Paths;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * Files that Python runs before the program: {@code sitecustomize}, {@code usercustomize}, lines of {@code .pth} files.
 */
public final class StartUp {
    private StartUp() {}

    /** The one that ended the interpreter before any of the program ran, as far as the stack and the disk tell. */
    public static Optional<String> endedIn(Case patient) {
        if (!(patient.failure() instanceof Failure.StartFailed)) {
            return Optional.empty();
        }
        List<Frame> frames = patient.incident().frames();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            String name = Paths.name(frame.file());
            if (name.equals("sitecustomize.py") || name.equals("usercustomize.py")) {
                return Optional.of(patient.absolute(frame.file()));
            }
            boolean line = i > 0
                    && frame.file().equals("<string>")
                    && frames.get(i - 1).function().equals("addpackage");
            if (line) {
                return onlyExecutable(patient);
            }
        }
        return Optional.empty();
    }

    /** The stack does not say whose line it was; where one file alone has such lines, it was that one's. */
    private static Optional<String> onlyExecutable(Case patient) {
        List<String> files = patient.environment().stream()
                .flatMap(seen -> seen.path().executableLines().stream())
                .map(line -> line.file())
                .distinct()
                .toList();
        return files.size() == 1 ? Optional.of(files.getFirst()) : Optional.empty();
    }
}
