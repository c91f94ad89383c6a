package tiryaq.machine;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Arithmetic on POSIX paths, and the one question about them that needs a machine. */
public final class Paths {
    /** As many links as Linux follows before it says ELOOP. */
    private static final int MAX_LINKS = 40;

    private Paths() {}

    /** A path below a folder; {@code name} itself when it is absolute. */
    public static String join(String folder, String name) {
        if (name.startsWith("/") || folder.isEmpty()) {
            return name;
        }
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    /** What stands before the last {@code /}; {@code /} for the root, empty for a bare name. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 ? path.substring(0, slash) : slash == 0 ? "/" : "";
    }

    /** What stands after the last {@code /}. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The absolute path without {@code .}, {@code ..} and double {@code /}, as {@code os.path.abspath} gives it. */
    public static String absolute(String folder, String path) {
        List<String> parts = new ArrayList<>();
        for (String part : join(folder, path).split("/")) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /**
     * A file that is named by its place in the user's home, {@code ~/a.py}, as IPython does it; as it is if that is not
     * here, or nothing says where the home is.
     */
    public static String ofHome(Machine machine, String path) {
        String home = path.startsWith("~/") ? machine.variable("HOME").orElse("") : "";
        return !home.isEmpty() && machine.isFile(home + path.substring(1)) ? home + path.substring(1) : path;
    }

    /** The path that an address names ({@code file:///home/u/my%20project}, RFC 8089); empty for any other address. */
    public static String ofAddress(String address) {
        if (!address.startsWith("file:")) {
            return "";
        }
        String rest = address.substring("file:".length());
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String host = rest.substring(2, slash < 0 ? rest.length() : slash);
            if (slash < 0 || (!host.isEmpty() && !host.equals("localhost"))) {
                return "";
            }
            rest = rest.substring(slash);
        }
        byte[] bytes = OsText.encode(rest);
        ByteArrayOutputStream path = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            path.write(low < 0 ? bytes[i] : high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return OsText.decode(path.toByteArray());
    }

    /** Whether {@code path} is {@code folder} or lies below it; both normal. */
    public static boolean within(String path, String folder) {
        return path.startsWith(folder)
                && (path.length() == folder.length() || folder.endsWith("/") || path.charAt(folder.length()) == '/');
    }

    /** An absolute path with every link on its way followed, as far as it exists; empty for a loop of links. */
    public static Optional<String> real(Machine machine, String path) {
        return followed(
                path,
                each -> machine.lstat(each).kind() == FileStatus.Kind.LINK ? machine.readLink(each) : Optional.empty());
    }

    /** The same, where {@code link} says where a path leads that is a link. */
    static Optional<String> followed(String path, Function<String, Optional<String>> link) {
        Deque<String> todo = new ArrayDeque<>(List.of(path.split("/")));
        String done = "";
        int links = 0;
        while (!todo.isEmpty()) {
            String part = todo.removeFirst();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                done = done.isEmpty() ? "" : done.substring(0, done.lastIndexOf('/'));
                continue;
            }
            String next = done + "/" + part;
            Optional<String> target = link.apply(next);
            if (target.isEmpty()) {
                done = next;
                continue;
            }
            if (++links > MAX_LINKS) {
                return Optional.empty();
            }
            String[] parts = target.get().split("/");
            for (int i = parts.length - 1; i >= 0; i--) {
                todo.addFirst(parts[i]);
            }
            done = target.get().startsWith("/") ? "" : done;
        }
        return Optional.of(done.isEmpty() ? "/" : done);
    }
}
