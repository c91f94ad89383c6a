package tiryaq.trials.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tiryaq.catalogue.CaseRecording;

/** Other names for packages and modules, of the same length, the same wherever and however they are written. */
public final class Renaming {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz";

    private static final int TRIES = 1000;

    private final Map<String, String> names = new LinkedHashMap<>();
    private final CaseRecording recording;

    /**
     * Random names in a recording for these, which it may write in capitals, or with {@code _} for {@code -}.
     *
     * @throws IllegalArgumentException when there is none left for one of them
     */
    public Renaming(CaseRecording recording, List<String> old, Random random) {
        this.recording = recording;
        String text = recording.text().toLowerCase(Locale.ROOT);
        // A longer name first, so that a shorter one within it is not met.
        for (String name : old.stream()
                .sorted((a, b) -> b.length() - a.length())
                .distinct()
                .toList()) {
            String fresh = unused(name, old, text, random);
            for (String[] each : new String[][] {{name, fresh}, {name.replace('-', '_'), fresh.replace('-', '_')}}) {
                names.putIfAbsent(each[0], each[1]);
                names.putIfAbsent(each[0].toLowerCase(Locale.ROOT), each[1].toLowerCase(Locale.ROOT));
                names.putIfAbsent(each[0].toUpperCase(Locale.ROOT), each[1].toUpperCase(Locale.ROOT));
            }
        }
    }

    /**
     * A name that the recording does not hold yet, and in which none of the old ones would be met once more; a short
     * one may have none, and one of digits has none.
     */
    private static String unused(String old, List<String> all, String text, Random random) {
        for (int i = 0; i < TRIES; i++) {
            String fresh = fresh(old, random);
            String lower = fresh.toLowerCase(Locale.ROOT);
            if (!text.contains(lower)
                    && all.stream().noneMatch(each -> lower.contains(each.toLowerCase(Locale.ROOT)))) {
                return fresh;
            }
        }
        throw new IllegalArgumentException("no other name of the same length for " + old);
    }

    private static String fresh(String old, Random random) {
        StringBuilder fresh = new StringBuilder();
        for (int i = 0; i < old.length(); i++) {
            char each = old.charAt(i);
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            if (Character.isLetter(each)) {
                fresh.append(Character.isUpperCase(each) ? Character.toUpperCase(letter) : letter);
            } else {
                fresh.append(each);
            }
        }
        return fresh.toString();
    }

    /** The case under the new names: output, command, files, links, metadata and the index's answers. */
    public CaseRecording recording() {
        return Altered.by(recording, this::of);
    }

    /** A text under the new names. */
    public String of(String text) {
        String renamed = text;
        for (Map.Entry<String, String> each : names.entrySet()) {
            renamed = renamed.replace(each.getKey(), each.getValue());
        }
        return renamed;
    }
}
