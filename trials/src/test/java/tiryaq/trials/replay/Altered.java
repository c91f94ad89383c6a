package tiryaq.trials.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.CaseRecording;
import tiryaq.catalogue.IndexAnswer;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.command.probe.InterpreterText;
import tiryaq.diagnosis.Providers.Provided;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Recording;

/**
 * A recording in which every word, on the disk as in the output, is replaced the same way; hashes in metadata follow.
 */
final class Altered {
    private final UnaryOperator<String> words;

    private Altered(UnaryOperator<String> words) {
        this.words = words;
    }

    /** The recording with {@code words} applied to every path, name, variable, text and byte string of it. */
    static CaseRecording by(CaseRecording recording, UnaryOperator<String> words) {
        CaseRecording altered = new Altered(words).whole(recording);
        Map<String, String> before = new TreeMap<>();
        Hashes.of(recording.machine()).forEach((path, hash) -> before.put(words.apply(path), hash));
        Map<String, String> exchanged = Hashes.exchanged(before, Hashes.of(altered.machine()));
        return exchanged.isEmpty() ? altered : new Altered(text -> exchange(text, exchanged)).whole(altered);
    }

    private static String exchange(String text, Map<String, String> words) {
        String exchanged = text;
        if (text.contains("sha256=")) {
            for (Map.Entry<String, String> each : words.entrySet()) {
                exchanged = exchanged.replace(each.getKey(), each.getValue());
            }
        }
        return exchanged;
    }

    private CaseRecording whole(CaseRecording old) {
        Ran ran = old.ran();
        Command command = ran.command();
        @Nullable String python = ran.python();
        return new CaseRecording(
                machine(old.machine()),
                old.interpreters().stream()
                        .flatMap(each -> InterpreterText.read(words.apply(InterpreterText.write(each))).stream())
                        .toList(),
                new Ran(
                        new Command(
                                all(command.argv()),
                                words.apply(command.folder()),
                                variables(command.set()),
                                new TreeSet<>(all(List.copyOf(command.unset())))),
                        ran.exitCode(),
                        ran.signal(),
                        python == null ? null : words.apply(python)),
                words.apply(old.output()),
                old.index().stream()
                        .map(each -> new IndexAnswer(
                                all(each.distributions()),
                                words.apply(each.module()),
                                each.provided()
                                        .map(found -> new Provided(words.apply(found.distribution()), found.source()))))
                        .toList());
    }

    private Recording machine(Recording old) {
        Map<Recording.Span, Content> contents = new TreeMap<>();
        old.contents()
                .forEach((span, content) -> contents.put(
                        new Recording.Span(words.apply(span.path()), span.position(), span.length()),
                        new Content(bytes(content.bytes()), content.problem())));
        Map<String, Listing> listings = new TreeMap<>();
        old.listings()
                .forEach((path, listing) -> listings.put(
                        words.apply(path),
                        new Listing(all(listing.names()).stream().sorted().toList(), listing.problem())));
        Map<String, Optional<String>> links = new TreeMap<>();
        old.links().forEach((path, target) -> links.put(words.apply(path), target.map(words)));
        return new Recording(
                old.platform(),
                variables(old.variables()),
                statuses(old.stats()),
                statuses(old.lstats()),
                listings,
                links,
                contents);
    }

    /**
     * Byte for byte, so that a name in a compiled file is met, too; there nothing moves, since headers say where all
     * is.
     */
    private byte[] bytes(byte[] old) {
        String text = new String(old, StandardCharsets.ISO_8859_1);
        return (text.indexOf('\0') < 0 ? words.apply(text) : compiled(text)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String compiled(String bytes) {
        if (words.apply(bytes).equals(bytes)) {
            return bytes;
        }
        StringBuilder fresh = new StringBuilder(bytes.length());
        int start = 0;
        for (int end = 0; end <= bytes.length(); end++) {
            if (end == bytes.length() || bytes.charAt(end) < ' ' || bytes.charAt(end) > '~') {
                fresh.append(asLong(bytes.substring(start, end)));
                fresh.append(bytes, end, Math.min(end + 1, bytes.length()));
                start = end + 1;
            }
        }
        return fresh.toString();
    }

    /** Other words of the same length, which a compiled file ends with zero bytes. */
    private String asLong(String old) {
        String fresh = words.apply(old);
        if (fresh.length() > old.length()) {
            throw new IllegalArgumentException("no room in a compiled file for " + fresh);
        }
        return fresh + "\0".repeat(old.length() - fresh.length());
    }

    private Map<String, FileStatus> statuses(Map<String, FileStatus> old) {
        Map<String, FileStatus> fresh = new TreeMap<>();
        old.forEach((path, status) -> fresh.put(words.apply(path), status));
        return fresh;
    }

    private Map<String, String> variables(Map<String, String> old) {
        Map<String, String> fresh = new TreeMap<>();
        old.forEach((name, value) -> fresh.put(name, words.apply(value)));
        return fresh;
    }

    private List<String> all(List<String> old) {
        List<String> fresh = new ArrayList<>();
        old.forEach(each -> fresh.add(words.apply(each)));
        return fresh;
    }
}
