package tiryaq.command.probe;

import java.util.List;
import tiryaq.machine.OsText;

/** Program paths that Java cannot pass on itself, because their bytes are no valid text. */
final class NativeWords {
    /** Turns octal escapes back into bytes, then becomes the program; the dot keeps newlines at the end. */
    private static final String SH = "p=$(printf \"$1.\"); shift; exec \"${p%.}\" \"$@\"";

    private NativeWords() {}

    /** The words that start this program. */
    static List<String> program(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= 0x80) {
                return List.of("/bin/sh", "-c", SH, "sh", escaped(path));
            }
        }
        return List.of(path);
    }

    private static String escaped(String path) {
        StringBuilder out = new StringBuilder();
        for (byte each : OsText.encode(path)) {
            int unsigned = each & 0xFF;
            out.append('\\').append((char) ('0' + (unsigned >> 6)));
            out.append((char) ('0' + ((unsigned >> 3) & 7))).append((char) ('0' + (unsigned & 7)));
        }
        return out.toString();
    }
}
