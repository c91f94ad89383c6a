package tiryaq.binary;

import java.nio.charset.StandardCharsets;
import tiryaq.binary.NativeHeader.Broken;
import tiryaq.binary.NativeHeader.Fault;
import tiryaq.binary.NativeHeader.Format;
import tiryaq.binary.NativeHeader.NotNative;
import tiryaq.binary.NativeHeader.NotNative.Kind;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Problem;

/** Tells the formats apart by their first bytes. */
final class HeaderReader {
    private HeaderReader() {}

    static NativeHeader read(Machine machine, String path) {
        FileStatus status = machine.stat(path);
        if (status.kind() != FileStatus.Kind.FILE) {
            return new NotNative(status.kind() == FileStatus.Kind.ABSENT ? Kind.ABSENT : Kind.UNREADABLE, 0);
        }
        PagedFile file = new PagedFile(machine, path, status.size());
        byte[] first = file.first();
        if (file.problem() != Problem.NONE) {
            return new NotNative(file.problem() == Problem.ABSENT ? Kind.ABSENT : Kind.UNREADABLE, status.size());
        }
        if (first.length < 4 && first.length > 0 && "\u007fELF".startsWith(latin(first))) {
            return new Broken(Format.ELF, Fault.HEADER_CUT, status.size());
        }
        return switch (first.length < 4 ? 0 : magic(first)) {
            case 0x7f454c46 -> ElfReader.read(file);
            case 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> MachOReader.readThin(file);
            // Java's class files begin so too; their next number is a version, 45 and up, where a fat file counts
            // slices.
            case 0xcafebabe, 0xcafebabf ->
                isFat(first) ? MachOReader.readFat(file) : new NotNative(Kind.UNKNOWN, status.size());
            default ->
                first.length >= 64 && first[0] == 'M' && first[1] == 'Z'
                        ? PeReader.read(file)
                        : new NotNative(kind(first), status.size());
        };
    }

    private static int magic(byte[] first) {
        return (first[0] & 0xff) << 24 | (first[1] & 0xff) << 16 | (first[2] & 0xff) << 8 | (first[3] & 0xff);
    }

    private static boolean isFat(byte[] first) {
        return first.length < 8 || (first[4] == 0 && first[5] == 0 && first[6] == 0 && (first[7] & 0xff) < 45);
    }

    private static Kind kind(byte[] first) {
        if (first.length == 0) {
            return Kind.EMPTY;
        }
        String start = latin(first);
        if (start.startsWith("!<arch>\n") || start.startsWith("!<thin>\n")) {
            return Kind.ARCHIVE;
        }
        if (start.startsWith("version https://git-lfs.github.com/spec/")) {
            return Kind.GIT_LFS_POINTER;
        }
        if (isZeros(first)) {
            return Kind.ZEROS;
        }
        if (!isText(first)) {
            return Kind.UNKNOWN;
        }
        boolean script = start.contains("GNU ld script")
                || start.startsWith("INPUT(")
                || start.startsWith("INPUT (")
                || start.startsWith("GROUP(")
                || start.startsWith("GROUP (")
                || start.contains("OUTPUT_FORMAT(");
        return script ? Kind.LINKER_SCRIPT : Kind.TEXT;
    }

    private static String latin(byte[] first) {
        return new String(first, 0, Math.min(first.length, 1024), StandardCharsets.ISO_8859_1);
    }

    private static boolean isZeros(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            boolean control = b >= 0 && b < ' ';
            if (control && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
                return false;
            }
        }
        return new String(bytes, 0, Math.max(1, bytes.length - 4), StandardCharsets.UTF_8).indexOf('\ufffd') < 0;
    }
}
