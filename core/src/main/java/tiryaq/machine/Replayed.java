package tiryaq.machine;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A machine that is not here: it answers what a recording holds, and nothing stands where it was never asked. */
public final class Replayed implements Machine {
    private final Recording recording;
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    /** The machine that was recorded. */
    public Replayed(Recording recording) {
        this.recording = recording;
    }

    /** The paths that were asked for and that the recording does not know: where it may mislead. */
    public Set<String> unknown() {
        return Collections.unmodifiableSet(unknown);
    }

    @Override
    public FileStatus stat(String path) {
        return known(recording.stats(), path, path, FileStatus.ABSENT);
    }

    @Override
    public FileStatus lstat(String path) {
        return known(recording.lstats(), path, path, FileStatus.ABSENT);
    }

    @Override
    public Listing list(String folder) {
        return known(recording.listings(), folder, folder, Listing.of(Problem.ABSENT));
    }

    @Override
    public Optional<String> readLink(String path) {
        return known(recording.links(), path, path, Optional.empty());
    }

    @Override
    public Content read(String path, long position, int length) {
        return known(
                recording.contents(), new Recording.Span(path, position, length), path, Content.of(Problem.ABSENT));
    }

    private <K, V> V known(Map<K, V> answers, K question, String path, V otherwise) {
        V answer = answers.get(question);
        if (answer == null) {
            unknown.add(path);
            return otherwise;
        }
        return answer;
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
