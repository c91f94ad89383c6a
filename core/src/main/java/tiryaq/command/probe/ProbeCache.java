package tiryaq.command.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tiryaq.command.probe.InterpreterJson.Members;
import tiryaq.digest.Fnv1a;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.python.Interpreter;
import tiryaq.tree.OwnFolders;

/**
 * Remembers what interpreters said, as long as they are the same files. A cache that cannot be read or written is no
 * cache, never an error.
 */
public final class ProbeCache implements Prober {
    /** Raised whenever an entry's form or the probe's questions change. */
    private static final String FORMAT = "1";

    private static final int LARGEST_ENTRY = 1 << 18;

    private final Prober asked;
    private final Machine machine;
    private final Optional<Path> folder;

    /** Keeps answers of {@code asked} in a folder of ours; an empty one keeps nothing. */
    public ProbeCache(Prober asked, Machine machine, Optional<Path> folder) {
        this.asked = asked;
        this.machine = machine;
        this.folder = folder;
    }

    /** Where such answers are kept: {@code $XDG_CACHE_HOME/tiryaq/interpreters}. */
    public static Optional<Path> folder(Map<String, String> variables) {
        return OwnFolders.cache(variables, "interpreters");
    }

    @Override
    public Probed probe(String executable) {
        String identity = identity(executable);
        if (folder.isEmpty() || identity.isEmpty()) {
            return asked.probe(executable);
        }
        Path entry = folder.get().resolve(name(executable));
        Optional<Interpreter> known = read(entry, executable, identity);
        if (known.isPresent()) {
            return new Probed.Answered(known.get());
        }
        Probed answer = asked.probe(executable);
        if (answer instanceof Probed.Answered answered) {
            write(entry, answered.interpreter(), identity);
        }
        return answer;
    }

    /** Two different identities may be two different answers; empty when nothing stands there. */
    private String identity(String executable) {
        String real = Paths.real(machine, executable).orElse("");
        FileStatus status = real.isEmpty() ? FileStatus.ABSENT : machine.stat(real);
        if (!status.exists()) {
            return "";
        }
        String bin = Paths.parent(executable);
        return real + "|" + stamp(status)
                + "|" + stamp(machine.stat(Paths.join(bin, "pyvenv.cfg")))
                + "|" + stamp(machine.stat(Paths.join(Paths.parent(bin), "pyvenv.cfg")))
                // A new release of the system may bring another C library under the same interpreter.
                + "|" + stamp(machine.stat("/usr/lib/os-release"))
                + "|" + machine.platform().processor();
    }

    private static String stamp(FileStatus status) {
        return status.exists() ? status.identity() + ":" + status.size() + ":" + status.modified() : "-";
    }

    private static String name(String executable) {
        return Fnv1a.hex(executable) + ".json";
    }

    private static Optional<Interpreter> read(Path entry, String executable, String identity) {
        try {
            if (Files.size(entry) > LARGEST_ENTRY) {
                return Optional.empty();
            }
            String text = new String(Files.readAllBytes(entry), StandardCharsets.UTF_8);
            Optional<Members> members = InterpreterJson.read(text)
                    .filter(found -> FORMAT.equals(found.text("format"))
                            && executable.equals(found.text("executable"))
                            && identity.equals(found.text("identity")));
            return members.flatMap(found -> InterpreterJson.interpreter(found, executable));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(Path entry, Interpreter interpreter, String identity) {
        Map<String, String> more = new TreeMap<>();
        more.put("format", FORMAT);
        more.put("executable", interpreter.executable());
        more.put("identity", identity);
        try {
            OwnFolders.replace(entry, InterpreterJson.write(interpreter, more).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Unwritable, full or read-only: the next call probes again.
            return;
        }
    }
}
