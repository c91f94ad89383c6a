package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Environment;
import tiryaq.command.Interpreters;
import tiryaq.command.probe.Probed;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Others;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.Start;

/**
 * The other interpreters of the machine, each looked into only when its turn comes. The prober may have asked it
 * before, while the command still ran.
 */
final class OtherInterpreters implements Others {
    /** More are never worth the wait. */
    private static final int MOST = 24;

    private final Interpreter self;
    private final Start start;
    private final @Nullable String script;
    private final Machine machine;
    private final Machine earlier;
    private final Prober prober;
    private final List<PythonEnvironment> known = new ArrayList<>();
    private @Nullable Iterator<PythonEnvironment> rest;

    OtherInterpreters(
            Interpreter self, Start start, @Nullable String script, Machine machine, Machine earlier, Prober prober) {
        this.self = self;
        this.start = start;
        this.script = script;
        this.machine = machine;
        this.earlier = earlier;
        this.prober = prober;
    }

    @Override
    public Iterator<PythonEnvironment> iterator() {
        return new Turn();
    }

    /** Of all who ask, the first to come so far asks an interpreter. */
    private final class Turn implements Iterator<PythonEnvironment> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < known.size() || rest().hasNext();
        }

        @Override
        public PythonEnvironment next() {
            if (next == known.size()) {
                known.add(rest().next());
            }
            return known.get(next++);
        }
    }

    private Iterator<PythonEnvironment> rest() {
        Iterator<PythonEnvironment> going = rest;
        if (going == null) {
            going = all();
            rest = going;
        }
        return going;
    }

    private Iterator<PythonEnvironment> all() {
        List<Environment> candidates = Interpreters.startable(start.folder(), script, machine, earlier);
        return candidates.stream()
                .map(Environment::executable)
                .filter(executable -> !executable.equals(self.executable()))
                .limit(MOST)
                .map(this::environment)
                .filter(Objects::nonNull)
                .filter(other -> !sees(other))
                .iterator();
    }

    private @Nullable PythonEnvironment environment(String executable) {
        Optional<Interpreter> interpreter = prober.probe(executable) instanceof Probed.Answered answered
                ? Optional.of(answered.interpreter())
                : Optional.empty();
        return interpreter
                .map(found -> new PythonEnvironment(found, start, machine))
                .orElse(null);
    }

    /** The same interpreter under another name. */
    private boolean sees(PythonEnvironment other) {
        return other.interpreter().version().equals(self.version())
                && other.interpreter().path().equals(self.path())
                && other.path()
                        .locations()
                        .equals(new PythonEnvironment(self, start, machine)
                                .path()
                                .locations());
    }
}
