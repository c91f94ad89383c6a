package tiryaq.trials.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tiryaq.catalogue.CaseRecording;
import tiryaq.machine.Recording;
import tiryaq.trials.casefile.CaseFile;

/** The recordings that are committed: one per case file, and what differs on the healed machine. */
public final class Kept {
    /** The folder with all of them, as seen from the module. */
    public static final Path FOLDER = Path.of("recordings");

    /** Where a recorded case's own folder stands. */
    public static final String ROOM = Neutral.ROOM;

    private final Path sick;
    private final Path healed;

    /** Those of one case. */
    public Kept(CaseFile file) {
        Path folder = FOLDER.resolve(file.cause());
        sick = folder.resolve(file.variant() + ".json.gz");
        healed = folder.resolve(file.variant() + ".healed.json.gz");
    }

    /** Whether a path belongs to a case, and not to the machine on which it was recorded. */
    public static boolean neutral(String path) {
        return Neutral.kept(path);
    }

    /** The case as it failed. */
    public CaseRecording sick() throws IOException {
        return load(sick);
    }

    /** The same output beside the healed machine; empty where the case has no cure. */
    public Optional<CaseRecording> healed() throws IOException {
        if (!Files.exists(healed)) {
            return Optional.empty();
        }
        CaseRecording before = sick();
        CaseRecording after = load(healed);
        return Optional.of(with(after, merged(before.machine(), after.machine())));
    }

    /** Keeps the case as it failed. */
    public void keepSick(CaseRecording recording) throws IOException {
        save(sick, recording);
    }

    /** Keeps what is different once it is healed. */
    public void keepHealed(CaseRecording recording) throws IOException {
        save(healed, with(recording, difference(sick().machine(), recording.machine())));
    }

    private static CaseRecording with(CaseRecording all, Recording machine) {
        return new CaseRecording(machine, all.interpreters(), all.ran(), all.output(), all.index());
    }

    private static CaseRecording load(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return CaseRecording.load(in);
        }
    }

    private static void save(Path path, CaseRecording recording) throws IOException {
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        try (OutputStream out = Files.newOutputStream(path)) {
            recording.save(out);
        }
    }

    private static Recording merged(Recording a, Recording b) {
        return new Recording(
                b.platform(),
                b.variables(),
                merged(a.stats(), b.stats()),
                merged(a.lstats(), b.lstats()),
                merged(a.listings(), b.listings()),
                merged(a.links(), b.links()),
                merged(a.contents(), b.contents()));
    }

    private static <K extends Comparable<K>, V> Map<K, V> merged(Map<K, V> a, Map<K, V> b) {
        Map<K, V> all = new TreeMap<>(a);
        all.putAll(b);
        return all;
    }

    private static Recording difference(Recording a, Recording b) {
        return new Recording(
                b.platform(),
                b.variables(),
                difference(a.stats(), b.stats()),
                difference(a.lstats(), b.lstats()),
                difference(a.listings(), b.listings()),
                difference(a.links(), b.links()),
                difference(a.contents(), b.contents()));
    }

    private static <K extends Comparable<K>, V> Map<K, V> difference(Map<K, V> a, Map<K, V> b) {
        Map<K, V> fresh = new TreeMap<>();
        b.forEach((key, value) -> {
            if (!value.equals(a.get(key))) {
                fresh.put(key, value);
            }
        });
        return fresh;
    }
}
