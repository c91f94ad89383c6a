package tiryaq.python.source;

import java.util.HashMap;
import java.util.Map;
import tiryaq.machine.Forwarding;
import tiryaq.machine.Machine;
import tiryaq.machine.WithVariables;
import tiryaq.python.SourceCode;

/**
 * The machine of one examination. It takes each source apart once, and gives out no more of them in all than an
 * examination may read: each reader is bounded by itself, but not how often it is asked.
 */
public final class CaseSources implements Forwarding {
    /** In characters; a project that people write is read whole with some percent of it. */
    private static final long MOST_READ = 128_000_000;

    /** What it costs to begin with another one, in characters. */
    private static final int EACH = 2_000;

    private final Machine around;
    private final Map<String, SourceCode> parsed = new HashMap<>();
    private long read;
    private boolean ended;
    private boolean cut;

    /** A machine for one examination. */
    public CaseSources(Machine around) {
        this.around = around;
    }

    /** A source as its statements; the same object as before where the machine is that of an examination. */
    public static SourceCode code(Machine machine, String path) {
        Machine inner = machine;
        while (inner instanceof WithVariables set) {
            inner = set.around();
        }
        return inner instanceof CaseSources sources ? sources.code(path) : SourceCode.of(machine.source(path));
    }

    private synchronized SourceCode code(String path) {
        SourceCode known = parsed.get(path);
        if (known == null) {
            // What was given out in vain is not kept for whoever may read it later.
            SourceCode code = SourceCode.of(source(path));
            if (!cut) {
                parsed.put(path, code);
            }
            return code;
        }
        return allowed(known.text().length()) ? known : SourceCode.of("");
    }

    @Override
    public synchronized String source(String path) {
        if (cut && !ended) {
            return "";
        }
        String text = around.source(path);
        return allowed(text.length()) ? text : "";
    }

    private boolean allowed(int length) {
        read += ended ? 0 : length + EACH;
        cut |= read > MOST_READ;
        return ended || !cut;
    }

    /** The examination is over: whoever reads from now on reads all. Whether anything was left out until then. */
    public synchronized boolean end() {
        ended = true;
        return cut;
    }

    @Override
    public Machine around() {
        return around;
    }
}
