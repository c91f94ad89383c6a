package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Keeps folders that we make out of version control, as {@code venv} does since Python 3.13. */
public final class Unversioned {
    static final String NAME = ".gitignore";

    private static final String ALL = "*\n";

    private Unversioned() {}

    /** Writes a {@code .gitignore} that covers the whole folder, unless something of that name is there. */
    public static void mark(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.writeString(file, ALL);
        }
    }

    /** Whether this file is one that we wrote. */
    static boolean isMark(Path file) {
        try {
            return String.valueOf(file.getFileName()).equals(NAME)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) <= ALL.length()
                    // Killed while it was written, a part of it.
                    && ALL.startsWith(Files.readString(file));
        } catch (IOException e) {
            return false;
        }
    }
}
