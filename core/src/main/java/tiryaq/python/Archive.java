package tiryaq.python;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;

/**
 * The names in a zip on the path, from its central directory (PKWARE APPNOTE 4.3.12, 4.3.16). {@code zipimport} loads
 * source and bytecode from it, never native modules.
 */
public final class Archive {
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LARGEST_DIRECTORY = 16 << 20;
    /** Deeper than any package; each part of a name costs its folder's whole name. */
    private static final int MOST_PARTS = 64;
    /** Characters of all the names and folders that are kept; what goes beyond is passed over. */
    private static final long LARGEST_NAMES = 64 << 20;

    private static final int ENTRY_SIZE = 46;
    private static final int HEADER_SIZE = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    /** As much of a source as is read of one that lies in a folder. */
    private static final int LARGEST_SOURCE = 1 << 20;

    private static final String MAIN = "__main__.py";
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int MEMBER_SIGNATURE = 0x04034b50;
    private static final List<String> NAMES = List.of(".zip", ".egg", ".whl", ".pyz", ".pyzw");

    private static final int ENTRIES_BEYOND = 0xffff;

    private final Map<String, Set<String>> folders;
    private final Map<String, Member> sources;
    private final boolean whole;

    private Archive(Map<String, Set<String>> folders, Map<String, Member> sources, boolean whole) {
        this.folders = folders;
        this.sources = sources;
        this.whole = whole;
    }

    /**
     * Where a member lies.
     *
     * @param header of its local header
     * @param size of its bytes as they are kept
     */
    private record Member(long header, int method, int size) {}

    /**
     * The text of a Python source, also of a member of a zip, {@code app.pyz/part.py}; of an archive itself it is that
     * of its {@code __main__.py}. Empty where there is none.
     */
    public static String source(Machine machine, String path) {
        String text = machine.source(path);
        boolean zip = text.indexOf("PK\3\4") >= 0;
        String file = zip || !text.isEmpty() ? path : file(machine, path);
        if (!zip && (file.isEmpty() || file.equals(path))) {
            return text;
        }
        String name = file.equals(path) ? MAIN : path.substring(file.length() + 1);
        Member member = read(machine, file).sources.get(name);
        return member == null ? (file.equals(path) ? text : "") : text(machine, file, member);
    }

    private static String text(Machine machine, String file, Member member) {
        byte[] header = machine.read(file, member.header, HEADER_SIZE).bytes();
        if (header.length < HEADER_SIZE || member.size > LARGEST_SOURCE) {
            return "";
        }
        long start = member.header + HEADER_SIZE + number(header, 26, 2) + number(header, 28, 2);
        byte[] kept = machine.read(file, start, member.size).bytes();
        byte[] bytes = member.method == STORED ? kept : member.method == DEFLATED ? inflated(kept) : new byte[0];
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] inflated(byte[] kept) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(kept);
            byte[] bytes = new byte[LARGEST_SOURCE];
            return Arrays.copyOf(bytes, inflater.inflate(bytes));
        } catch (DataFormatException _) {
            return new byte[0];
        }
    }

    /** The archives that the entries of a path are or lead into, by their location. */
    static Map<String, Archive> of(SearchPath path, Machine machine) {
        Map<String, Archive> found = new HashMap<>();
        for (PathEntry entry : path.entries()) {
            String file = entry.origin() == PathEntry.Origin.SITE ? "" : file(machine, entry.location());
            if (!file.isEmpty() && !found.containsKey(file)) {
                found.put(file, read(machine, file));
            }
        }
        return found;
    }

    /** The file that a location is, or that it names a folder in; empty for none. */
    private static String file(Machine machine, String location) {
        String file = location;
        while (file.length() > 1 && !machine.stat(file).exists()) {
            file = Paths.parent(file);
        }
        return machine.isFile(file) ? file : "";
    }

    private static Archive read(Machine machine, String file) {
        return machine.made(file, Archive.class, () -> listed(machine, file));
    }

    private static Archive listed(Machine machine, String file) {
        FileStatus status = machine.stat(file);
        int tailSize = (int) Math.min(status.size(), END_SIZE + LONGEST_COMMENT);
        long tailStart = status.size() - tailSize;
        Content tail = machine.read(file, tailStart, tailSize);
        byte[] bytes = tail.bytes();
        for (int at = bytes.length - END_SIZE; at >= 0; at--) {
            if (number(bytes, at, 4) == END_SIGNATURE) {
                long size = number(bytes, at + 12, 4) & 0xffffffffL;
                // What stands before the first entry shifts all offsets, so the place is counted from the end.
                long start = tailStart + at - size;
                long shift = start - (number(bytes, at + 16, 4) & 0xffffffffL);
                return size <= LARGEST_DIRECTORY && start >= 0
                        ? directory(machine.read(file, start, (int) size).bytes(), number(bytes, at + 10, 2), shift)
                        : new Archive(Map.of(), Map.of(), false);
            }
        }
        // What only stands on the path, and never was an archive, brings nothing to any Python.
        return new Archive(
                Map.of(),
                Map.of(),
                !named(file) && !begins(machine.read(file, 0, 4).bytes()));
    }

    private static boolean named(String file) {
        return NAMES.stream().anyMatch(file::endsWith);
    }

    private static boolean begins(byte[] head) {
        return head.length == 4 && number(head, 0, 4) == MEMBER_SIGNATURE;
    }

    private static Archive directory(byte[] bytes, int entries, long shift) {
        Map<String, Set<String>> folders = new TreeMap<>();
        Map<String, Member> sources = new HashMap<>();
        folders.put("", new TreeSet<>());
        long kept = 0;
        int at = 0;
        int read = 0;
        while (kept < LARGEST_NAMES && at + ENTRY_SIZE <= bytes.length && number(bytes, at, 4) == ENTRY_SIGNATURE) {
            int length = number(bytes, at + 28, 2);
            if (at + ENTRY_SIZE + length > bytes.length) {
                break;
            }
            String name = new String(bytes, at + ENTRY_SIZE, length, StandardCharsets.UTF_8);
            kept += add(folders, name);
            int size = number(bytes, at + 20, 4);
            if (name.endsWith(".py") && size >= 0) {
                long header = Math.max(0, shift + (number(bytes, at + 42, 4) & 0xffffffffL));
                sources.put(name, new Member(header, number(bytes, at + 10, 2), size));
            }
            read++;
            at += ENTRY_SIZE + length + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
        }
        return new Archive(folders, sources, read == entries || entries == ENTRIES_BEYOND);
    }

    /** Adds a file and the folders on the way to it; gives how many characters that may have cost. */
    private static long add(Map<String, Set<String>> folders, String name) {
        // Counted before any part is taken apart: one name may be 64 KiB of slashes.
        if (name.chars().filter(c -> c == '/').count() > MOST_PARTS) {
            return 0;
        }
        long cost = name.length();
        String folder = "";
        for (String part : name.split("/")) {
            folders.computeIfAbsent(folder, none -> new TreeSet<>()).add(part);
            folder = folder.isEmpty() ? part : folder + "/" + part;
            cost += folder.length();
        }
        if (name.endsWith("/")) {
            folders.computeIfAbsent(folder, none -> new TreeSet<>());
        }
        return cost;
    }

    /** Whether all that it holds is known: it is not where it was cut short or is damaged. */
    boolean whole() {
        return whole;
    }

    /** The names in a folder of the archive, sorted; those of native modules left out. */
    List<String> names(String folder) {
        return folders.getOrDefault(folder, Set.of()).stream()
                .filter(name -> !NativeName.isNative(name))
                .toList();
    }

    /** The names of native modules in a folder of the archive, sorted. */
    List<String> natives(String folder) {
        return folders.getOrDefault(folder, Set.of()).stream()
                .filter(NativeName::isNative)
                .toList();
    }

    /** The first native module in a folder of the archive or below it, as its member; empty for none. */
    Optional<String> nativeBelow(String folder) {
        for (Map.Entry<String, Set<String>> each : folders.entrySet()) {
            Optional<String> name = Paths.within("/" + each.getKey(), "/" + folder)
                    ? natives(each.getKey()).stream().findFirst()
                    : Optional.empty();
            if (name.isPresent()) {
                return name.map(last -> each.getKey() + "/" + last);
            }
        }
        return Optional.empty();
    }

    /** Whether an installer put anything into it, or into the folder that it was made of. */
    boolean holdsDistributions() {
        return names("").stream()
                .anyMatch(name -> name.endsWith(".dist-info") || name.endsWith(".egg-info") || name.equals("EGG-INFO"));
    }

    /** Whether this is a folder of the archive. */
    boolean isFolder(String folder) {
        return folders.containsKey(folder);
    }

    private static int number(byte[] bytes, int at, int size) {
        int number = 0;
        for (int i = size - 1; i >= 0; i--) {
            number = number << 8 | (bytes[at + i] & 0xff);
        }
        return number;
    }
}
