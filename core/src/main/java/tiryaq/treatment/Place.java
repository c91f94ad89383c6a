package tiryaq.treatment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import tiryaq.digest.Fnv1a;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;

/**
 * Where a new environment goes: never onto anything that exists.
 *
 * @param project the folder that it stands in
 * @param name of its own folder
 */
public record Place(String project, String name) {
    private static final int MOST = 1000;

    /** The environment's path. */
    public String environment() {
        return project.equals("/") ? "/" + name : project + "/" + name;
    }

    /** Its interpreter. */
    public String python() {
        return environment() + "/bin/python";
    }

    /**
     * In the project's folder: {@code .venv} if nothing stands there, else {@code .venv-3.13}, numbered. Where this
     * user may not write there, in a folder of our own; empty where this user has no home for one.
     *
     * @param feature {@code 3.13}
     */
    public static Optional<Place> choose(Machine machine, String project, String feature) {
        Optional<String> folder = writable(project) ? Optional.of(project) : own(machine, project);
        return folder.map(found -> free(machine, found, feature));
    }

    private static Place free(Machine machine, String folder, String feature) {
        for (int i = 0; i < MOST; i++) {
            String name = i == 0 ? ".venv" : ".venv-" + feature + (i == 1 ? "" : "-" + i);
            Place place = new Place(folder, name);
            if (machine.lstat(place.environment()).kind() == FileStatus.Kind.ABSENT) {
                return place;
            }
        }
        throw new IllegalStateException(folder);
    }

    private static boolean writable(String folder) {
        try {
            return Files.isWritable(Path.of(folder));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Never a folder that all share, for there others could foresee its name. */
    private static Optional<String> own(Machine machine, String project) {
        return machine.variable("XDG_DATA_HOME")
                .filter(each -> each.startsWith("/"))
                .or(() -> machine.variable("HOME")
                        .filter(each -> each.startsWith("/"))
                        .map(home -> home + "/.local/share"))
                .map(data -> data + "/tiryaq/environments/" + name(project));
    }

    private static String name(String project) {
        long hash = Fnv1a.of(project);
        StringBuilder name = new StringBuilder();
        String last = project.substring(project.lastIndexOf('/') + 1);
        for (int i = 0; i < last.length() && i < 40; i++) {
            char c = last.charAt(i);
            name.append(c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_') ? c : '-');
        }
        name.append('-').append(HexFormat.of().toHexDigits((int) (hash ^ (hash >>> 32))));
        return name.toString();
    }
}
