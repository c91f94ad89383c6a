package tiryaq.trials.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Recording;

/**
 * A recording without payloads. What a RECORD vouches for is kept by its beginning, and the RECORD knows it so: of a
 * long source the first bytes, of metadata the fields, of a large compiled file the headers alone, without a hash.
 */
final class Lean {
    private static final int BEGINNING = 4096;
    private static final int AT_ONCE = 64 << 10;
    private static final int SMALL = 32 << 10;

    private final Recording machine;
    private final Map<Recording.Span, Content> contents;
    private final Map<String, FileStatus> stats;
    private final Map<String, FileStatus> lstats;
    private final Map<String, String> lines = new TreeMap<>();

    private Lean(Recording machine) {
        this.machine = machine;
        contents = new TreeMap<>(machine.contents());
        stats = new TreeMap<>(machine.stats());
        lstats = new TreeMap<>(machine.lstats());
    }

    /** The same machine without payloads. */
    static Recording of(Recording machine) {
        return new Lean(machine).made();
    }

    private Recording made() {
        String records = machine.contents().entrySet().stream()
                .filter(each -> isRecord(each.getKey().path()))
                .map(each -> each.getValue().text())
                .collect(Collectors.joining("\n"));
        Hashes.of(machine).forEach((path, hash) -> {
            String line = "sha256=" + hash + ","
                    + machine.stats().getOrDefault(path, FileStatus.ABSENT).size();
            if (records.contains(line)) {
                shorten(path, line);
            }
        });
        contents.replaceAll((span, content) -> isRecord(span.path())
                ? exchanged(content)
                : machine.stats().containsKey(span.path()) ? content : fields(span.path(), content));
        return new Recording(
                machine.platform(), machine.variables(), stats, lstats, machine.listings(), machine.links(), contents);
    }

    private static boolean isRecord(String path) {
        return path.endsWith(".dist-info/RECORD");
    }

    private void shorten(String path, String line) {
        if (path.endsWith(".so")) {
            // What a case compiled itself is small, and may be searched for a name.
            if (machine.stats().getOrDefault(path, FileStatus.ABSENT).size() <= SMALL) {
                return;
            }
            contents.keySet().removeIf(span -> span.path().equals(path) && span.length() >= AT_ONCE);
            lines.put(line, line.substring(line.indexOf(',')));
            return;
        }
        for (Map.Entry<Recording.Span, Content> each : machine.contents().entrySet()) {
            byte[] bytes = each.getValue().bytes();
            int length = beginning(path, bytes);
            if (each.getKey().path().equals(path) && each.getKey().length() >= AT_ONCE && length < bytes.length) {
                byte[] head = Arrays.copyOf(bytes, length);
                contents.put(each.getKey(), new Content(head, each.getValue().problem()));
                stats.computeIfPresent(path, (key, status) -> sized(status, length));
                lstats.computeIfPresent(path, (key, status) -> sized(status, length));
                lines.put(line, "sha256=" + Hashes.of(head) + "," + length);
            }
        }
    }

    private static int beginning(String path, byte[] bytes) {
        if (path.contains(".dist-info/")) {
            int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n\n");
            return path.endsWith("/METADATA") && end > 0 ? end + 1 : bytes.length;
        }
        return Math.min(bytes.length, BEGINNING);
    }

    /** Nobody asked how long it is, so that it can be shorter. */
    private static Content fields(String path, Content content) {
        return path.contains(".dist-info/")
                ? new Content(Arrays.copyOf(content.bytes(), beginning(path, content.bytes())), content.problem())
                : content;
    }

    private static FileStatus sized(FileStatus old, long size) {
        return new FileStatus(old.kind(), size, old.modified(), old.identity(), old.executable());
    }

    private Content exchanged(Content content) {
        String text = content.text();
        for (Map.Entry<String, String> each : lines.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return new Content(text.getBytes(StandardCharsets.UTF_8), content.problem());
    }
}
