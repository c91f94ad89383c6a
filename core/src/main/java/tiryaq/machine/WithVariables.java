package tiryaq.machine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A machine with another environment: that of a command which sets variables of its own. */
public record WithVariables(Machine around, Map<String, String> variables) implements Machine {
    public WithVariables {
        variables = Map.copyOf(variables);
    }

    @Override
    public FileStatus stat(String path) {
        return around.stat(path);
    }

    @Override
    public FileStatus lstat(String path) {
        return around.lstat(path);
    }

    @Override
    public Listing list(String folder) {
        return around.list(folder);
    }

    @Override
    public Optional<String> readLink(String path) {
        return around.readLink(path);
    }

    @Override
    public Content read(String path, long position, int length) {
        return around.read(path, position, length);
    }

    @Override
    public <T> T made(String path, Class<T> kind, Supplier<T> maker) {
        return around.made(path, kind, maker);
    }

    @Override
    public String source(String path) {
        return around.source(path);
    }

    @Override
    public Platform platform() {
        return around.platform();
    }
}
