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

    private final Map<String, String> names = new LinkedHashMap<>();
    private final CaseRecording recording;

    /** Random names in a recording for these, which it may write in capitals, or with {@code _} for {@code -}. */
    public Renaming(CaseRecording recording, List<String> old, Random random) {
        this.recording = recording;
        String text = recording.text().toLowerCase(Locale.ROOT);
        // A longer name first, so that a shorter one within it is not met.
        for (String name : old.stream()
                .sorted((a, b) -> b.length() - a.length())
                .distinct()
                .toList()) {
            String fresh = fresh(name, random);
            while (text.contains(fresh.toLowerCase(Locale.ROOT))) {
                fresh = fresh(name, random);
            }
            for (String[] each : new String[][] {{name, fresh}, {name.replace('-', '_'), fresh.replace('-', '_')}}) {
                names.putIfAbsent(each[0], each[1]);
                names.putIfAbsent(each[0].toLowerCase(Locale.ROOT), each[1].toLowerCase(Locale.ROOT));
                names.putIfAbsent(each[0].toUpperCase(Locale.ROOT), each[1].toUpperCase(Locale.ROOT));
            }
        }
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
