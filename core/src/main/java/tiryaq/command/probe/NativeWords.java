package tiryaq.command.probe;

import java.util.List;
import tiryaq.command.ShellWords;

/** Program paths that Java cannot pass on itself, because their bytes are no valid text. */
final class NativeWords {
    /** Turns octal escapes back into bytes, then becomes the program; the dot keeps newlines at the end. */
    private static final String SH = "p=$(printf \"$1.\"); shift; exec \"${p%.}\" \"$@\"";

    private NativeWords() {}

    /** The words that start this program. */
    static List<String> program(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= 0x80) {
                return List.of("/bin/sh", "-c", SH, "sh", ShellWords.printfFormat(path));
            }
        }
        return List.of(path);
    }
}
