package tiryaq.machine;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Names of files as the bytes that they are, as {@link OsText} has them. The Java platform keeps a path's bytes, but
 * loses them on the way to text; its URI form shows them.
 */
final class RawNames {
    private RawNames() {}

    /**
     * The path of this name.
     *
     * @throws InvalidPathException for a name that no file can have
     */
    static Path path(String name) {
        if (plain(name) || !name.startsWith("/")) {
            return Path.of(name);
        }
        StringBuilder uri = new StringBuilder("file://");
        for (byte each : OsText.encode(name)) {
            char c = (char) (each & 0xFF);
            boolean safe = c == '/' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (safe) {
                uri.append(c);
            } else {
                uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        try {
            return Path.of(URI.create(uri.toString()));
        } catch (IllegalArgumentException e) {
            throw new InvalidPathException(name, "no file name");
        }
    }

    /** Whether a name is the same in every encoding that a system may have. */
    static boolean plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The text of a path's last name. */
    static String name(Path path) {
        String text = path.getFileName().toString();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return Paths.name(text(path));
            }
        }
        return text;
    }

    /** The text of a whole absolute path. */
    private static String text(Path path) {
        String raw = path.toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        String text = OsText.decode(bytes.toByteArray());
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** What a link says, which need not be absolute. */
    static String target(Path target) {
        String text = target.toString();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                // The URI form exists for absolute paths only, and makes a relative one absolute.
                String whole = text(Path.of("/").resolve(target));
                return target.isAbsolute() ? whole : whole.substring(1);
            }
        }
        return text;
    }
}
