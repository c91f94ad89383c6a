package tiryaq.trials.replay;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Recording;

/** The hashes by which a RECORD (PEP 376) knows the files that a recording holds from end to end. */
final class Hashes {
    private Hashes() {}

    /** By path: the hash of each file that was read at once, as a RECORD writes it. */
    static Map<String, String> of(Recording recording) {
        Map<String, String> hashes = new TreeMap<>();
        recording.contents().forEach((span, content) -> {
            FileStatus status = recording.stats().getOrDefault(span.path(), FileStatus.ABSENT);
            if (span.position() == 0 && status.size() > 0 && status.size() == content.bytes().length) {
                hashes.put(span.path(), of(content.bytes()));
            }
        });
        return hashes;
    }

    /** What each hash of the files before has become, where a file's bytes are others now. */
    static Map<String, String> exchanged(Map<String, String> before, Map<String, String> after) {
        Map<String, String> exchanged = new TreeMap<>();
        before.forEach((path, hash) -> Optional.ofNullable(after.get(path))
                .filter(now -> !now.equals(hash))
                .ifPresent(now -> exchanged.put(hash, now)));
        return exchanged;
    }

    /** The hash of these bytes. */
    static String of(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
