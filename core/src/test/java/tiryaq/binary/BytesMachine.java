package tiryaq.binary;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.machine.Problem;

/** A machine with one file of given bytes, whatever its name. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or changes it
record BytesMachine(byte[] bytes) implements Machine {
    static NativeHeader header(byte[] bytes) {
        return NativeHeader.read(new BytesMachine(bytes), "/file");
    }

    @Override
    public FileStatus stat(String path) {
        return new FileStatus(FileStatus.Kind.FILE, bytes.length, 0, "", false);
    }

    @Override
    public FileStatus lstat(String path) {
        return stat(path);
    }

    @Override
    public Listing list(String folder) {
        return Listing.of(Problem.ABSENT);
    }

    @Override
    public Optional<String> readLink(String path) {
        return Optional.empty();
    }

    @Override
    public Content read(String path, long position, int length) {
        int from = Math.clamp(position, 0, bytes.length);
        return new Content(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)), Problem.NONE);
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public Platform platform() {
        return new Platform("linux", "x86_64");
    }
}
