package tiryaq.host;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tiryaq.machine.Content;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** Which package of the system put a file where it is, read from dpkg's own lists ({@code dpkg-query(1)}, FILES). */
public final class SystemPackages {
    private static final String LISTS = "/var/lib/dpkg/info";
    private static final String STATUS = "/var/lib/dpkg/status";
    private static final int LIST_LIMIT = 8 << 20;

    private final Machine machine;

    /** The packages of this machine. */
    public SystemPackages(Machine machine) {
        this.machine = machine;
    }

    /** A system package. */
    public record SystemPackage(String name, String version) {}

    /** The package that owns an absolute path, links not followed. */
    public Optional<SystemPackage> owner(String path) {
        // Everything that pip or a person puts in lies outside what dpkg owns, and its lists are long.
        if (!Paths.within(path, "/usr") || Paths.within(path, "/usr/local")) {
            return Optional.empty();
        }
        byte[] needle = ("\n" + path + "\n").getBytes(StandardCharsets.UTF_8);
        Optional<SystemPackage> likely = search(needle, true);
        return likely.isPresent() ? likely : search(needle, false);
    }

    private Optional<SystemPackage> search(byte[] needle, boolean python) {
        for (String name : machine.list(LISTS).names()) {
            if (name.endsWith(".list") && name.contains("python") == python) {
                Content list = machine.read(Paths.join(LISTS, name), 0, LIST_LIMIT);
                if (contains(list.bytes(), needle)) {
                    String qualified = name.substring(0, name.length() - ".list".length());
                    int colon = qualified.indexOf(':');
                    String plain = colon < 0 ? qualified : qualified.substring(0, colon);
                    return Optional.of(new SystemPackage(plain, version(plain)));
                }
            }
        }
        return Optional.empty();
    }

    private String version(String name) {
        String status = machine.read(STATUS, 0, 64 << 20).text();
        int at = status.startsWith("Package: " + name + "\n") ? 0 : status.indexOf("\nPackage: " + name + "\n");
        if (at < 0) {
            return "";
        }
        int end = status.indexOf("\n\n", at);
        int version = status.indexOf("\nVersion: ", at);
        if (version < 0 || (end >= 0 && version > end)) {
            return "";
        }
        return status.substring(version + "\nVersion: ".length(), status.indexOf('\n', version + 1));
    }

    private static boolean contains(byte[] haystack, byte[] needle) {
        int last = haystack.length - needle.length;
        for (int i = 0; i <= last; i++) {
            int matched = 0;
            while (matched < needle.length && haystack[i + matched] == needle[matched]) {
                matched++;
            }
            if (matched == needle.length) {
                return true;
            }
        }
        return false;
    }
}
