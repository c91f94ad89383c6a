package tiryaq.binary;

import java.util.List;
import tiryaq.machine.Machine;

/** What the first bytes of a file, and the tables that they point to, say about it as a native module or library. */
public sealed interface NativeHeader {
    /** What the headers say; never throws, whatever the file holds. Reads some pages of 4 KiB, not the file. */
    static NativeHeader read(Machine machine, String path) {
        return HeaderReader.read(machine, path);
    }

    /**
     * Whether nothing shows that a module's file cannot be loaded; what is no native file by its ending is passed over.
     */
    static boolean isWhole(Machine machine, String file) {
        if (!file.endsWith(".so") && !file.endsWith(".pyd")) {
            return true;
        }
        NativeHeader header = read(machine, file);
        return !(header instanceof NotNative) && !(header instanceof Broken) && !header.isTruncated();
    }

    /** Bytes that the file has; 0 when there is none. */
    default long size() {
        return switch (this) {
            case Elf elf -> elf.fileSize();
            case MachO macho -> macho.fileSize();
            case Pe pe -> pe.fileSize();
            case NotNative none -> none.fileSize();
            case Broken broken -> broken.fileSize();
        };
    }

    /** Whether the file is empty or shorter than its own headers claim, which proves that its end is gone. */
    default boolean isTruncated() {
        return switch (this) {
            case Elf elf -> elf.fileSize() < elf.expectedSize();
            case MachO macho -> macho.fileSize() < macho.expectedSize();
            case Pe pe -> pe.fileSize() < pe.expectedSize();
            case NotNative none -> none.kind() == NotNative.Kind.EMPTY;
            case Broken broken -> broken.fault() == Fault.HEADER_CUT;
        };
    }

    /**
     * ELF: Linux and the BSDs.
     *
     * @param bits 32 or 64
     * @param littleEndian the byte order
     * @param machine the processor as {@code uname -m} would say it: {@code x86_64}, {@code aarch64}, {@code i686},
     *     {@code ppc64le}; {@code machine-N} for a number without a name here
     * @param osabi {@code EI_OSABI}: 0 System V, 3 GNU, 9 FreeBSD, …
     * @param type what it is
     * @param needed the libraries that it asks for, in order
     * @param soname its own name as a library, or ""
     * @param rpath {@code DT_RPATH}, or ""
     * @param runpath {@code DT_RUNPATH}, or ""
     * @param interpreter the loader that a program asks for, or ""
     * @param versionNeeds the symbol versions that it asks for
     * @param expectedSize bytes that the file has if whole: the end of its segments and of its section headers
     * @param segmentsEnd bytes that the loader maps: a file shorter than this dies when loaded or used
     * @param sectionHeaders whether it has any
     * @param executableStack whether it asks for a stack that may be executed
     * @param staticTls whether it takes room in the static TLS block
     * @param fileSize bytes that the file has
     */
    record Elf(
            int bits,
            boolean littleEndian,
            String machine,
            int osabi,
            Type type,
            List<String> needed,
            String soname,
            String rpath,
            String runpath,
            String interpreter,
            List<VersionNeed> versionNeeds,
            long expectedSize,
            long segmentsEnd,
            boolean sectionHeaders,
            boolean executableStack,
            boolean staticTls,
            long fileSize)
            implements NativeHeader {
        public Elf {
            needed = List.copyOf(needed);
            versionNeeds = List.copyOf(versionNeeds);
        }

        /** The kinds of ELF file; {@code SHARED} is also a position-independent program. */
        public enum Type {
            RELOCATABLE,
            EXECUTABLE,
            SHARED,
            CORE,
            OTHER
        }

        /** Which C library it was linked for, as far as its needs show. */
        public Libc libc() {
            for (String library : needed) {
                if (library.startsWith("libc.musl-") || library.startsWith("ld-musl-") || library.equals("libc.so")) {
                    return Libc.MUSL;
                }
            }
            if (interpreter.contains("/ld-musl-")) {
                return Libc.MUSL;
            }
            for (VersionNeed need : versionNeeds) {
                if (need.version().startsWith("GLIBC_")) {
                    return Libc.GLIBC;
                }
            }
            return needed.contains("libc.so.6") ? Libc.GLIBC : Libc.UNKNOWN;
        }
    }

    /**
     * A symbol version that an ELF file needs.
     *
     * @param library {@code libc.so.6}
     * @param version {@code GLIBC_2.34}
     * @param weak whether the loader goes on without it
     */
    record VersionNeed(String library, String version, boolean weak) {}

    /** A C library. */
    enum Libc {
        GLIBC,
        MUSL,
        UNKNOWN
    }

    /** Mach-O: macOS. One slice, or several in a fat file. */
    record MachO(boolean fat, List<Slice> slices, long expectedSize, long fileSize) implements NativeHeader {
        public MachO {
            slices = List.copyOf(slices);
        }
    }

    /**
     * One processor's part of a Mach-O file.
     *
     * @param cpu as {@code uname -m} of a Mac would say it: {@code arm64}, {@code x86_64}, {@code i386}; {@code cpu-N}
     * @param type {@code MH_BUNDLE} is 8, {@code MH_DYLIB} 6, {@code MH_EXECUTE} 2
     * @param minimumOs the oldest macOS that it is for, {@code 11.0}, or ""
     * @param needed the libraries that it asks for, in order
     * @param rpaths where it has them looked for
     * @param signed whether it carries a code signature
     */
    record Slice(String cpu, int type, String minimumOs, List<String> needed, List<String> rpaths, boolean signed) {
        public Slice {
            needed = List.copyOf(needed);
            rpaths = List.copyOf(rpaths);
        }
    }

    /**
     * PE: Windows.
     *
     * @param machine {@code x86_64}, {@code i686}, {@code arm64}, {@code arm}; {@code machine-N}
     * @param bits 32 or 64
     * @param needed the DLLs that it imports, in order, without the delayed ones
     */
    record Pe(String machine, int bits, boolean dll, List<String> needed, long expectedSize, long fileSize)
            implements NativeHeader {
        public Pe {
            needed = List.copyOf(needed);
        }
    }

    /** No native file at all. */
    record NotNative(Kind kind, long fileSize) implements NativeHeader {
        /** What is there in its place. */
        public enum Kind {
            EMPTY,
            /** Nothing but zero bytes at its beginning: a write that a crash cut off. */
            ZEROS,
            TEXT,
            GIT_LFS_POINTER,
            /** Text that tells a linker where the library is, like the {@code libc.so} of development packages. */
            LINKER_SCRIPT,
            /** A static library. */
            ARCHIVE,
            UNKNOWN,
            UNREADABLE,
            ABSENT
        }
    }

    /** A native file whose headers contradict themselves or end too early to be read. */
    record Broken(Format format, Fault fault, long fileSize) implements NativeHeader {}

    /** The formats of native files. */
    enum Format {
        ELF,
        MACH_O,
        PE
    }

    /** What is wrong with headers. */
    enum Fault {
        /** The file ends within the header. */
        HEADER_CUT,
        /** A field holds a value that the format does not know. */
        FIELD_INVALID,
        /** A table would lie beyond everything that a file can hold. */
        TABLE_IMPOSSIBLE
    }
}
