package tiryaq.binary;

import java.util.ArrayList;
import java.util.List;
import tiryaq.binary.NativeHeader.Broken;
import tiryaq.binary.NativeHeader.Elf;
import tiryaq.binary.NativeHeader.Fault;
import tiryaq.binary.NativeHeader.Format;
import tiryaq.binary.NativeHeader.VersionNeed;

/** Reads ELF headers, the dynamic section and the version needs (System V ABI; GNU extensions for versions). */
final class ElfReader {
    /** Places in {@code e_ident}, and its length. */
    private static final int CLASS = 4;

    private static final int BYTE_ORDER = 5;
    private static final int VERSION = 6;
    private static final int OS_ABI = 7;
    private static final int IDENTITY = 16;

    private static final int CLASS_32 = 1;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int BIG_ENDIAN = 2;
    private static final int CURRENT_VERSION = 1;

    /** Places in the header that are the same in both classes. */
    private static final int TYPE = 16;

    private static final int MACHINE = 18;

    /** {@code PN_XNUM}: the number of segments stands in the first section header. */
    private static final int COUNT_ELSEWHERE = 0xffff;

    /** Types of segments, {@code PT_…}, and the flag {@code PF_X}. */
    private static final int LOAD = 1;

    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final int GNU_STACK = 0x6474e551;
    private static final int EXECUTABLE = 1;

    /** Tags of the dynamic section, {@code DT_…}, and the flag {@code DF_STATIC_TLS}. */
    private static final int END = 0;

    private static final int NEEDED = 1;
    private static final int STRINGS = 5;
    private static final int STRINGS_SIZE = 10;
    private static final int SONAME = 14;
    private static final int RPATH = 15;
    private static final int RUNPATH = 29;
    private static final int FLAGS = 30;
    private static final int VERSION_NEEDS = 0x6ffffffe;
    private static final int VERSION_NEEDS_COUNT = 0x6fffffff;
    private static final int STATIC_TLS = 0x10;

    /** {@code VER_FLG_WEAK}, and the size of both kinds of version entries. */
    private static final int WEAK = 2;

    private static final int VERSION_ENTRY = 16;

    private static final int MOST_SEGMENTS = 4096;
    private static final int MOST_DYNAMIC = 8192;
    private static final int MOST_NEEDS = 4096;

    private final PagedFile file;
    private final boolean wide;
    private final boolean truncatedHeader;
    private final List<long[]> loads = new ArrayList<>(4);
    private final List<String> needed = new ArrayList<>();
    private final List<VersionNeed> needs = new ArrayList<>();
    private String soname = "";
    private String rpath = "";
    private String runpath = "";
    private String interpreter = "";
    private long dynamic = -1;
    private long dynamicSize;
    private long segmentsEnd;
    private boolean executableStack;
    private boolean staticTls;
    private boolean impossible;

    private ElfReader(PagedFile file, boolean wide) {
        this.file = file;
        this.wide = wide;
        this.truncatedHeader = !file.holds(0, headerSize(wide));
    }

    private static int headerSize(boolean wide) {
        return wide ? 64 : 52;
    }

    static NativeHeader read(PagedFile file) {
        int klass = file.u8(CLASS);
        int order = file.u8(BYTE_ORDER);
        if (file.size() < IDENTITY) {
            return new Broken(Format.ELF, Fault.HEADER_CUT, file.size());
        }
        if ((klass != CLASS_32 && klass != CLASS_64)
                || (order != LITTLE_ENDIAN && order != BIG_ENDIAN)
                || file.u8(VERSION) != CURRENT_VERSION) {
            return new Broken(Format.ELF, Fault.FIELD_INVALID, file.size());
        }
        file.littleEndian = order == LITTLE_ENDIAN;
        return new ElfReader(file, klass == CLASS_64).elf();
    }

    private NativeHeader elf() {
        if (truncatedHeader) {
            return new Broken(Format.ELF, Fault.HEADER_CUT, file.size());
        }
        long programs = file.word(wide ? 32 : 28, wide);
        long sections = file.word(wide ? 40 : 32, wide);
        int headerAt = wide ? 52 : 40;
        int programSize = file.u16(headerAt + 2);
        long programCount = file.u16(headerAt + 4);
        int sectionSize = file.u16(headerAt + 6);
        long sectionCount = file.u16(headerAt + 8);
        if ((programCount > 0 && programSize != (wide ? 56 : 32))
                || (sectionCount > 0 && sectionSize != (wide ? 64 : 40))) {
            return new Broken(Format.ELF, Fault.FIELD_INVALID, file.size());
        }
        // Counts that do not fit into 16 bits stand in the first section header.
        if (sectionCount == 0 && sections > 0 && file.holds(sections, sectionSize)) {
            sectionCount = file.word(sections + (wide ? 32 : 20), wide);
        }
        if (programCount == COUNT_ELSEWHERE && file.holds(sections, sectionSize)) {
            programCount = file.u32(sections + (wide ? 44 : 28));
        }
        long expected = Math.max(end(0, headerSize(wide)), end(programs, programCount, programSize));
        expected = Math.max(expected, sections == 0 ? 0 : end(sections, Math.max(1, sectionCount), sectionSize));
        segments(programs, Math.min(programCount, MOST_SEGMENTS), programSize);
        if (impossible) {
            return new Broken(Format.ELF, Fault.TABLE_IMPOSSIBLE, file.size());
        }
        dynamic();
        return new Elf(
                wide ? 64 : 32,
                file.littleEndian,
                machine(file.u16(MACHINE)),
                file.u8(OS_ABI),
                type(file.u16(TYPE)),
                needed,
                soname,
                rpath,
                runpath,
                interpreter,
                needs,
                Math.max(expected, segmentsEnd),
                segmentsEnd,
                sections != 0,
                executableStack,
                staticTls,
                file.size());
    }

    private long end(long start, long length) {
        long end = start + length;
        if (start < 0 || length < 0 || end < 0) {
            impossible = true;
            return 0;
        }
        return end;
    }

    private long end(long start, long count, long each) {
        return count == 0 ? 0 : count < 0 || count > 1L << 40 ? end(-1, 0) : end(start, count * each);
    }

    private void segments(long table, long count, int each) {
        for (long i = 0; i < count && !impossible; i++) {
            long at = table + i * each;
            if (!file.holds(at, each)) {
                return;
            }
            long offset = file.word(at + (wide ? 8 : 4), wide);
            long address = file.word(at + (wide ? 16 : 8), wide);
            long length = file.word(at + (wide ? 32 : 16), wide);
            long flags = file.u32(at + (wide ? 4 : 24));
            switch ((int) file.u32(at)) {
                case LOAD -> {
                    segmentsEnd = Math.max(segmentsEnd, end(offset, length));
                    loads.add(new long[] {address, length, offset});
                }
                case DYNAMIC -> {
                    segmentsEnd = Math.max(segmentsEnd, end(offset, length));
                    dynamic = offset;
                    dynamicSize = length;
                }
                case INTERPRETER -> interpreter = file.text(offset, end(offset, length));
                case GNU_STACK -> executableStack = (flags & EXECUTABLE) != 0;
                default -> {}
            }
        }
    }

    private long offsetOf(long address) {
        for (long[] load : loads) {
            if (address >= load[0] && address - load[0] < load[1]) {
                return load[2] + (address - load[0]);
            }
        }
        return -1;
    }

    private void dynamic() {
        if (dynamic < 0) {
            return;
        }
        int each = wide ? 16 : 8;
        long strings = -1;
        long stringsSize = 0;
        long versions = -1;
        long versionCount = 0;
        long sonamePlace = 0;
        long rpathPlace = 0;
        long runpathPlace = 0;
        List<Long> neededNames = new ArrayList<>();
        for (long i = 0; i < Math.min(dynamicSize / each, MOST_DYNAMIC); i++) {
            long at = dynamic + i * each;
            long tag = file.word(at, wide);
            if (tag == END || !file.holds(at, each)) {
                break;
            }
            long value = file.word(at + each / 2, wide);
            // A tag of another number that only ends in the same bits is none of these.
            switch (tag == (int) tag ? (int) tag : END) {
                case NEEDED -> neededNames.add(value);
                case STRINGS -> strings = offsetOf(value);
                case STRINGS_SIZE -> stringsSize = value;
                case SONAME -> sonamePlace = value;
                case RPATH -> rpathPlace = value;
                case RUNPATH -> runpathPlace = value;
                case FLAGS -> staticTls = (value & STATIC_TLS) != 0;
                case VERSION_NEEDS -> versions = offsetOf(value);
                case VERSION_NEEDS_COUNT -> versionCount = value;
                default -> {}
            }
        }
        if (strings < 0 || stringsSize < 0) {
            return;
        }
        long stringsEnd = Math.min(file.size(), strings + Math.min(stringsSize, file.size()));
        for (long name : neededNames) {
            needed.add(string(strings, name, stringsEnd));
        }
        soname = sonamePlace == 0 ? "" : string(strings, sonamePlace, stringsEnd);
        rpath = rpathPlace == 0 ? "" : string(strings, rpathPlace, stringsEnd);
        runpath = runpathPlace == 0 ? "" : string(strings, runpathPlace, stringsEnd);
        if (versions >= 0) {
            versions(versions, versionCount, strings, stringsEnd);
        }
    }

    private String string(long table, long place, long end) {
        return place < 0 || place > end ? "" : file.text(table + place, end);
    }

    private void versions(long table, long count, long strings, long stringsEnd) {
        long at = table;
        for (long i = 0; i < Math.min(count, MOST_NEEDS) && file.holds(at, VERSION_ENTRY); i++) {
            String library = string(strings, file.u32(at + 4), stringsEnd);
            long aux = at + file.u32(at + 8);
            for (int j = 0; j < file.u16(at + 2) && file.holds(aux, VERSION_ENTRY) && needs.size() < MOST_NEEDS; j++) {
                String version = string(strings, file.u32(aux + 8), stringsEnd);
                needs.add(new VersionNeed(library, version, (file.u16(aux + 4) & WEAK) != 0));
                long next = file.u32(aux + 12);
                if (next == 0) {
                    break;
                }
                aux += next;
            }
            long next = file.u32(at + 12);
            if (next == 0) {
                break;
            }
            at += next;
        }
    }

    private static Elf.Type type(int number) {
        return switch (number) {
            case 1 -> Elf.Type.RELOCATABLE;
            case 2 -> Elf.Type.EXECUTABLE;
            case 3 -> Elf.Type.SHARED;
            case 4 -> Elf.Type.CORE;
            default -> Elf.Type.OTHER;
        };
    }

    private String machine(int number) {
        return switch (number) {
            case 2 -> "sparc";
            case 3 -> "i686";
            case 4 -> "m68k";
            case 8 -> wide ? "mips64" : "mips";
            case 15 -> "parisc";
            case 20 -> "ppc";
            case 21 -> file.littleEndian ? "ppc64le" : "ppc64";
            case 22 -> wide ? "s390x" : "s390";
            case 40 -> "arm";
            case 42 -> "sh4";
            case 43 -> "sparc64";
            case 50 -> "ia64";
            case 62 -> wide ? "x86_64" : "x32";
            case 183 -> "aarch64";
            case 243 -> wide ? "riscv64" : "riscv32";
            case 258 -> wide ? "loongarch64" : "loongarch32";
            case 0x9026 -> "alpha";
            default -> "machine-" + number;
        };
    }
}
