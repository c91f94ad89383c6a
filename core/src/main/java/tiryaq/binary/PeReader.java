package tiryaq.binary;

import java.util.ArrayList;
import java.util.List;
import tiryaq.binary.NativeHeader.Broken;
import tiryaq.binary.NativeHeader.Fault;
import tiryaq.binary.NativeHeader.Format;
import tiryaq.binary.NativeHeader.Pe;

/** Reads the headers and the import table of a PE file, as Microsoft's PE format specification lays them out. */
final class PeReader {
    private static final int MOST_SECTIONS = 256;
    private static final int MOST_IMPORTS = 2048;

    private final PagedFile file;
    /** Virtual address, size in the file, place in the file. */
    private final List<long[]> sections = new ArrayList<>();

    private PeReader(PagedFile file) {
        this.file = file;
    }

    static NativeHeader read(PagedFile file) {
        return new PeReader(file).pe();
    }

    private NativeHeader pe() {
        long header = file.u32(0x3c);
        if (!file.holds(header, 26)) {
            return new Broken(Format.PE, Fault.HEADER_CUT, file.size());
        }
        if (file.u32(header) != 0x4550) {
            return new Broken(Format.PE, Fault.FIELD_INVALID, file.size());
        }
        int count = Math.min(file.u16(header + 6), MOST_SECTIONS);
        int optionalSize = file.u16(header + 20);
        long optional = header + 24;
        int magic = file.u16(optional);
        if (magic != 0x10b && magic != 0x20b) {
            return new Broken(Format.PE, Fault.FIELD_INVALID, file.size());
        }
        boolean wide = magic == 0x20b;
        long table = optional + optionalSize;
        long expected = table + count * 40L;
        for (int i = 0; i < count && file.holds(table + i * 40L, 40); i++) {
            long at = table + i * 40L;
            long length = file.u32(at + 16);
            long place = file.u32(at + 20);
            sections.add(new long[] {file.u32(at + 12), length, place});
            expected = Math.max(expected, length == 0 ? 0 : place + length);
        }
        // Signatures stand behind all sections; their directory entry holds a place in the file, no address.
        long directories = optional + (wide ? 112 : 96);
        long directoryCount = file.u32(directories - 4);
        if (directoryCount > 4 && file.u32(directories + 32) != 0) {
            expected = Math.max(expected, file.u32(directories + 32) + file.u32(directories + 36));
        }
        List<String> needed = directoryCount > 1 ? imports(file.u32(directories + 8)) : List.of();
        boolean dll = (file.u16(header + 22) & 0x2000) != 0;
        return new Pe(machine(file.u16(header + 4)), wide ? 64 : 32, dll, needed, expected, file.size());
    }

    private List<String> imports(long address) {
        List<String> needed = new ArrayList<>();
        long at = offsetOf(address);
        for (int i = 0; at > 0 && i < MOST_IMPORTS && file.holds(at, 20); i++, at += 20) {
            long name = file.u32(at + 12);
            if (name == 0) {
                break;
            }
            String library = file.text(offsetOf(name), file.size());
            if (!library.isEmpty()) {
                needed.add(library);
            }
        }
        return needed;
    }

    private long offsetOf(long address) {
        for (long[] section : sections) {
            if (address >= section[0] && address - section[0] < section[1]) {
                return section[2] + (address - section[0]);
            }
        }
        return -1;
    }

    private static String machine(int number) {
        return switch (number) {
            case 0x14c -> "i686";
            case 0x1c4 -> "arm";
            case 0x8664 -> "x86_64";
            case 0xaa64 -> "arm64";
            default -> "machine-" + number;
        };
    }
}
