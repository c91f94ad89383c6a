package tiryaq.binary;

import java.util.Map;
import java.util.Optional;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;

/** This machine, with its reads counted. */
final class CountingMachine implements Machine {
    private final Machine live = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
    int reads;

    @Override
    public FileStatus stat(String path) {
        return live.stat(path);
    }

    @Override
    public FileStatus lstat(String path) {
        return live.lstat(path);
    }

    @Override
    public Listing list(String folder) {
        return live.list(folder);
    }

    @Override
    public Optional<String> readLink(String path) {
        return live.readLink(path);
    }

    @Override
    public Content read(String path, long position, int length) {
        reads++;
        return live.read(path, position, length);
    }

    @Override
    public Map<String, String> variables() {
        return live.variables();
    }

    @Override
    public Platform platform() {
        return live.platform();
    }
}
