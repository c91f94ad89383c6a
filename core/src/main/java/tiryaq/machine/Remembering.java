package tiryaq.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A machine that asks another one only once, and can tell all that it was told. */
public final class Remembering implements Machine {
    /** Beyond this, contents are asked for again unless a recording is wanted: a diagnosis stays small. */
    private static final long KEPT_BYTES = 8L << 20;

    /** What is made of files may be large: beyond these, what was asked for longest ago is made again. */
    private static final int KEPT_MADE = 8;

    private final Machine asked;
    private final boolean recording;
    private final AtomicLong kept = new AtomicLong();
    private final Map<String, FileStatus> stats = new ConcurrentHashMap<>();
    private final Map<String, FileStatus> lstats = new ConcurrentHashMap<>();
    private final Map<String, Listing> listings = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> links = new ConcurrentHashMap<>();
    private final Map<Recording.Span, Content> contents = new ConcurrentHashMap<>();

    /** The one that was asked for longest ago is the first. */
    private final LinkedHashMap<Made, Object> made = new LinkedHashMap<>(KEPT_MADE, 1, true);

    private record Made(String path, Class<?> kind) {}

    /** A machine that remembers what {@code asked} answers; with {@code recording}, every byte of it. */
    public Remembering(Machine asked, boolean recording) {
        this.asked = asked;
        this.recording = recording;
    }

    @Override
    public FileStatus stat(String path) {
        return stats.computeIfAbsent(path, asked::stat);
    }

    @Override
    public FileStatus lstat(String path) {
        return lstats.computeIfAbsent(path, asked::lstat);
    }

    @Override
    public Listing list(String folder) {
        return listings.computeIfAbsent(folder, asked::list);
    }

    @Override
    public Optional<String> readLink(String path) {
        return links.computeIfAbsent(path, asked::readLink);
    }

    @Override
    public Content read(String path, long position, int length) {
        Recording.Span span = new Recording.Span(path, position, length);
        Content known = contents.get(span);
        if (known != null) {
            return known;
        }
        Content content = asked.read(path, position, length);
        if (recording || room(content.bytes().length)) {
            contents.put(span, content);
        }
        return content;
    }

    /** Takes room for so many bytes; what does not fit takes none from what comes later. */
    private boolean room(int size) {
        boolean fits = kept.addAndGet(size) <= KEPT_BYTES;
        if (!fits) {
            kept.addAndGet(-size);
        }
        return fits;
    }

    @Override
    public synchronized <T> T made(String path, Class<T> kind, Supplier<T> maker) {
        Made wanted = new Made(path, kind);
        Object known = made.get(wanted);
        if (known != null) {
            return kind.cast(known);
        }
        T fresh = maker.get();
        made.put(wanted, fresh);
        if (made.size() > KEPT_MADE) {
            made.pollFirstEntry();
        }
        return fresh;
    }

    @Override
    public Map<String, String> variables() {
        return asked.variables();
    }

    @Override
    public Platform platform() {
        return asked.platform();
    }

    /** All answers so far. */
    public Recording recorded() {
        return new Recording(
                platform(),
                new TreeMap<>(variables()),
                new TreeMap<>(stats),
                new TreeMap<>(lstats),
                new TreeMap<>(listings),
                new TreeMap<>(links),
                new TreeMap<>(contents));
    }
}
