package tiryaq.cli.launch;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Reads what the launcher kept of an output: numbered pieces, the first of 1 MiB, of the others only the last few. */
final class Pieces {
    private Pieces() {}

    /** What was kept under this name; empty when nothing was. */
    static Output read(String prefix) throws IOException {
        byte[] head = readIfThere(prefix + ".0", Output.HEAD);
        int last = 0;
        int first = 1;
        // Of the pieces 1, 2, 3, … older ones are gone, so the lowest that exists need not be 1.
        for (String name : namesBeside(prefix)) {
            last = Math.max(last, number(name, new File(prefix).getName()));
        }
        if (last == 0) {
            return new Output(head, new byte[0], false);
        }
        while (first < last && !new File(prefix + "." + first).exists()) {
            first++;
        }
        Keeper end = new Keeper();
        for (int i = first; i <= last; i++) {
            byte[] piece = readIfThere(prefix + "." + i, Output.TAIL);
            end.add(piece, 0, piece.length);
        }
        Output pieces = end.kept();
        byte[] joined = pieces.joined();
        int length = Math.min(joined.length, Output.TAIL);
        byte[] tail = Arrays.copyOfRange(joined, joined.length - length, joined.length);
        return new Output(head, tail, first > 1 || pieces.truncated() || length < joined.length);
    }

    /** What a command had printed before its end, of which nothing was dropped. */
    static Output soon(String path) throws IOException {
        return new Output(readIfThere(path, Output.HEAD), new byte[0], false);
    }

    private static String[] namesBeside(String prefix) {
        File folder = new File(prefix).getParentFile();
        String[] names = folder == null ? null : folder.list();
        return names == null ? new String[0] : names;
    }

    private static int number(String name, String prefix) {
        if (!name.startsWith(prefix + ".")) {
            return 0;
        }
        String digits = name.substring(prefix.length() + 1);
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException other) {
            return 0;
        }
    }

    private static byte[] readIfThere(String path, int most) throws IOException {
        if (!new File(path).exists()) {
            return new byte[0];
        }
        try (FileInputStream in = new FileInputStream(path)) {
            return in.readNBytes(most);
        }
    }
}
