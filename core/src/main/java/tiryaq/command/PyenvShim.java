package tiryaq.command;

import java.util.List;
import java.util.Optional;
import tiryaq.command.words.Situation;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Paths;

/**
 * A pyenv shim, resolved as {@code pyenv exec} would, without running it.
 *
 * @param root PYENV_ROOT, which the shim itself sets
 * @param shim its path as it was found
 */
record PyenvShim(String root, String shim) {
    private static final String ROOT = "export PYENV_ROOT=\"";

    /** Where the shim leads, and what the program there will see. */
    record Goal(String path, Situation situation) {}

    /** Reads a script; empty when it is no shim. */
    static Optional<PyenvShim> of(String text, String path) {
        int at = text.indexOf(ROOT);
        int end = at < 0 ? -1 : text.indexOf('"', at + ROOT.length());
        if (end < 0 || !text.contains("exec \"$program\"") || !text.contains("pyenv\" exec ")) {
            return Optional.empty();
        }
        String root = text.substring(at + ROOT.length(), end);
        return Optional.of(new PyenvShim(
                root.length() > 1 && root.endsWith("/") ? root.substring(0, root.length() - 1) : root, path));
    }

    /** What the selected versions, or else the system, have under the shim's name. */
    Optional<Goal> goal(Situation before) {
        String program = Paths.name(shim);
        Situation situation = before.with("PYENV_ROOT", root);
        PyenvVersions versions = new PyenvVersions(root, situation);
        List<String> selected = versions.selected();
        for (String version : selected) {
            Optional<String> path = version.equals("system")
                    ? onSystem(program, situation)
                    : versions.prefix(version).map(folder -> folder + "/bin/" + program);
            if (path.isPresent() && accessible(situation, path.get())) {
                return Optional.of(new Goal(path.get(), inside(situation, path.get(), selected)));
            }
        }
        return onSystem(program, situation).map(path -> new Goal(path, inside(situation, path, selected)));
    }

    /** The versions that are asked for here, {@code system} among them. */
    List<String> selected(Situation situation) {
        return new PyenvVersions(root, situation.with("PYENV_ROOT", root)).selected();
    }

    private static boolean accessible(Situation situation, String path) {
        FileStatus status = situation.machine().stat(situation.absolute(path));
        return status.executable() || status.kind() == FileStatus.Kind.FOLDER;
    }

    private Situation inside(Situation situation, String path, List<String> selected) {
        Situation after = situation.with("PYENV_VERSION", String.join(":", selected));
        String bin = Paths.parent(path);
        if (!bin.startsWith(root)) {
            return after;
        }
        String old = situation.variable("PATH");
        return after.with("PATH", old == null ? bin : bin + ":" + old);
    }

    private Optional<String> onSystem(String program, Situation situation) {
        StringBuilder rest = new StringBuilder();
        String own = Paths.parent(shim);
        for (String folder : ProgramSearch.folders(situation.variable("PATH"))) {
            if (!folder.equals(root + "/shims") && !folder.equals(own)) {
                rest.append(rest.isEmpty() ? "" : ":").append(folder);
            }
        }
        ProgramSearch.Found found = ProgramSearch.find(situation.with("PATH", rest.toString()), program);
        return found instanceof ProgramSearch.Found.At at ? Optional.of(at.path()) : Optional.empty();
    }
}
