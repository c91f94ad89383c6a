package tiryaq.machine;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** A machine that is not here: it answers what a recording holds, and nothing stands where it was never asked. */
public final class Replayed implements Machine {
    private final Recording recording;
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    /** The machine that was recorded. */
    public Replayed(Recording recording) {
        this.recording = recording;
    }

    /** The paths that were asked for and of which the recording tells nothing: where its answers may mislead. */
    public Set<String> unknown() {
        return Collections.unmodifiableSet(unknown);
    }

    @Override
    public FileStatus stat(String path) {
        return known(recording.stats(), path, FileStatus.ABSENT);
    }

    @Override
    public FileStatus lstat(String path) {
        return known(recording.lstats(), path, FileStatus.ABSENT);
    }

    @Override
    public Listing list(String folder) {
        return known(recording.listings(), folder, Listing.of(Problem.ABSENT));
    }

    @Override
    public Optional<String> readLink(String path) {
        return known(recording.links(), path, Optional.empty());
    }

    @Override
    public Content read(String path, long position, int length) {
        Recording.Span span = new Recording.Span(path, position, length);
        Content answer = recording.contents().get(span);
        if (answer == null) {
            answer = part(span);
        }
        return answer == null ? unanswered(path, Content.of(Problem.ABSENT)) : answer;
    }

    /** A stretch of what was asked for in one piece. */
    private @Nullable Content part(Recording.Span span) {
        for (Map.Entry<Recording.Span, Content> each : recording.contents().entrySet()) {
            Recording.Span whole = each.getKey();
            if (whole.holds(span)) {
                byte[] bytes = each.getValue().bytes();
                int from = (int) Math.min(bytes.length, span.position() - whole.position());
                int to = (int) Math.min(bytes.length, (long) from + span.length());
                return new Content(
                        Arrays.copyOfRange(bytes, from, to), each.getValue().problem());
            }
        }
        return null;
    }

    private <V> V known(Map<String, V> answers, String path, V otherwise) {
        V answer = answers.get(path);
        return answer == null ? unanswered(path, otherwise) : answer;
    }

    private <V> V unanswered(String path, V absent) {
        if (!surelyAbsent(path)) {
            unknown.add(path);
        }
        return absent;
    }

    /** Whether the recording shows, without having been asked for this very path, that nothing can be there. */
    private boolean surelyAbsent(String path) {
        String inner = path;
        for (String folder = Paths.parent(path); !folder.equals(inner); folder = Paths.parent(folder)) {
            String name = Paths.name(inner);
            if (name.equals(".") || name.equals("..")) {
                return false;
            }
            Listing listing = recording.listings().get(folder);
            FileStatus status = recording.stats().get(folder);
            boolean lacking = listing != null
                    && listing.problem() == Problem.NONE
                    && !listing.names().contains(name);
            if (lacking
                    || (listing != null && listing.problem() == Problem.ABSENT)
                    || (status != null && !status.exists())) {
                return true;
            }
            inner = folder;
        }
        return false;
    }

    @Override
    public Map<String, String> variables() {
        return recording.variables();
    }

    @Override
    public Platform platform() {
        return recording.platform();
    }
}
