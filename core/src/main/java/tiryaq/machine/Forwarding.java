package tiryaq.machine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A machine that answers as another one does, but for what it has an answer of its own to. */
public interface Forwarding extends Machine {
    /** The other one. */
    Machine around();

    @Override
    default FileStatus stat(String path) {
        return around().stat(path);
    }

    @Override
    default FileStatus lstat(String path) {
        return around().lstat(path);
    }

    @Override
    default Listing list(String folder) {
        return around().list(folder);
    }

    @Override
    default Optional<String> readLink(String path) {
        return around().readLink(path);
    }

    @Override
    default Content read(String path, long position, int length) {
        return around().read(path, position, length);
    }

    @Override
    default String source(String path) {
        return around().source(path);
    }

    @Override
    default <T> T made(String path, Class<T> kind, Supplier<T> maker) {
        return around().made(path, kind, maker);
    }

    @Override
    default Map<String, String> variables() {
        return around().variables();
    }

    @Override
    default Platform platform() {
        return around().platform();
    }
}
