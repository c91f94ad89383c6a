package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;

/**
 * What a treatment makes, written before it makes it.
 *
 * @param cause the code of what was treated
 * @param treatment its id
 * @param command the command that works once it is done; null where that is unknown
 * @param project the folder in which {@code .tiryaq} stands
 * @param created what is made, with its identity as soon as it stands
 * @param before how the project's folder was
 */
public record Journal(
        String id,
        Instant time,
        String cause,
        String treatment,
        Say title,
        @Nullable Command command,
        String project,
        List<Created> created,
        Before before,
        State state) {
    public Journal {
        created = List.copyOf(created);
    }

    /** Whether a folder is the project's or lies in it, by whatever links either is reached. */
    public boolean covers(String folder) {
        return Path.of(folder).startsWith(project) || real(folder).startsWith(real(project));
    }

    /** How many folders lead to its project. */
    int depth() {
        return real(project).getNameCount();
    }

    private static Path real(String folder) {
        try {
            return Path.of(folder).toRealPath();
        } catch (IOException e) {
            return Path.of(folder);
        }
    }

    /** How far it came. */
    public enum State {
        BEGUN,
        CREATED,
        PROVED,
        UNDOING
    }

    /**
     * Something made.
     *
     * @param name in the project's folder, without any {@code /}
     * @param identity device, inode and birth; without a birth where none is told; null before it is made
     */
    public record Created(String name, @Nullable String identity) {}

    /**
     * How a folder was.
     *
     * @param modified nanoseconds since the epoch
     * @param names a hash of the names in it
     * @param made the folders that had to be made to get there, outermost first
     */
    public record Before(long modified, long names, List<String> made) {
        public Before {
            made = List.copyOf(made);
        }
    }

    /** Whether it was left before its end. */
    public boolean unfinished() {
        return state != State.PROVED;
    }

    /** The same, further on. */
    public Journal in(State next) {
        return new Journal(id, time, cause, treatment, title, command, project, created, before, next);
    }

    /** The same, with what stands now. */
    public Journal having(List<Created> now) {
        return new Journal(id, time, cause, treatment, title, command, project, now, before, state);
    }

    /** The same, with another command that works. */
    Journal working(Command now) {
        return new Journal(id, time, cause, treatment, title, now, project, created, before, state);
    }

    /** The same, found in another folder than it was written for: a moved project, or a container's view. */
    public Journal at(String folder) {
        Before there = new Before(before.modified(), before.names(), within(before.made(), folder));
        return new Journal(id, time, cause, treatment, title, command, folder, created, there, state);
    }

    /** The folders among these that are this one or stand above it. */
    private static List<String> within(List<String> made, String folder) {
        return made.stream()
                .filter(each -> (folder + "/").startsWith(each + "/"))
                .toList();
    }

    /** Whether this is the name of a journal: {@code 20260131-120000-9b2f}, in UTC. */
    static boolean isId(String text) {
        if (text.length() != 20 || text.charAt(8) != '-' || text.charAt(15) != '-') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean hex = i > 15 && c >= 'a' && c <= 'f';
            if (!digit && !hex && i != 8 && i != 15) {
                return false;
            }
        }
        return true;
    }

    /** Whether it speaks of its own project alone: undo must reach nothing else, whoever wrote it. */
    boolean staysInside() {
        return isId(id)
                && project.startsWith("/")
                && project.indexOf('\0') < 0
                && created.stream().allMatch(each -> isName(each.name()))
                && within(before.made(), project).size() == before.made().size();
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.indexOf('/') < 0
                && name.indexOf('\0') < 0
                && !name.equals(".")
                && !name.equals("..")
                && !name.equals(Journals.FOLDER);
    }
}
