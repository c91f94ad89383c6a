package tiryaq.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examination;
import tiryaq.command.Command;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.Resolver;
import tiryaq.command.Target;
import tiryaq.command.probe.AskedOnce;
import tiryaq.command.probe.Prober;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Machine;
import tiryaq.python.ModuleNames;
import tiryaq.report.messages.Messages;
import tiryaq.symptom.Symptom;

/**
 * What is made ready while the command still runs: our own tables are read, the machine's interpreters are asked, and
 * what it seems to be dying of is looked into, for a Python goes on tidying up long after it has said what was wrong.
 */
final class Preparation {
    /** How many other interpreters are asked before it is known whether they matter. */
    private static final int OTHERS = 12;

    /** How old what was seen before the end may be, in nanoseconds: what a program then still does can change it. */
    private static final long FRESH = 2_000_000_000L;

    private final Machine machine;
    private final AskedOnce asked;
    private final CompletableFuture<Void> done;
    private final LongSupplier clock;
    private @Nullable Early early;

    /**
     * Begins, beside the command.
     *
     * @param machine one of its own: what the command itself makes or removes must not be judged by an older answer
     * @param asked asks there
     * @param python the interpreter that the user names; empty for that of the command
     * @param clock tells nanoseconds
     */
    Preparation(
            Session session,
            Machine machine,
            AskedOnce asked,
            Command command,
            Optional<String> python,
            LongSupplier clock) {
        this.machine = machine;
        this.clock = clock;
        this.asked = asked;
        CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> {
            ModuleTable.shipped();
            Messages.in(session.language());
            ask(command, python);
        });
        // Whatever goes wrong here goes wrong again, and is told, when the answer is needed.
        this.done = begun.exceptionally(fault -> null);
    }

    private void ask(Command command, Optional<String> python) {
        if (Resolver.resolve(command, machine) instanceof Invocation invocation) {
            asked.probe(python.orElse(invocation.executable()));
            String script = Interpreters.ofProject(
                    invocation.target() instanceof Target.Script run ? run.path() : null,
                    invocation.executable(),
                    machine);
            Interpreters.installed(invocation.folder(), script, machine).stream()
                    .limit(OTHERS)
                    .forEach(other -> asked.probe(other.executable()));
        }
    }

    /**
     * Looks, in a thread of its own, into what the command seems to be dying of; an earlier look is dropped.
     *
     * @param look by which the looking asks
     * @param examining gives what is wrong, where it dies with nothing but 1
     */
    void overhear(Symptom symptom, Look look, Callable<Consulted> examining) {
        drop();
        FutureTask<Consulted> task = new FutureTask<>(examining);
        Thread.ofPlatform().daemon().name("early").start(task);
        early = new Early(symptom, clock.getAsLong(), look, task);
    }

    /**
     * What was found before the end, where that is what the command died of after all; else empty.
     *
     * @param symptom what all of its output tells
     */
    Optional<Consulted> foreseen(Symptom symptom) {
        Early seen = early;
        if (seen == null || clock.getAsLong() - seen.since > FRESH || !seen.diedAs(symptom)) {
            drop();
            return Optional.empty();
        }
        early = null;
        seen.look.state = Look.State.TAKEN;
        try {
            return Optional.of(seen.task.get()).filter(found -> seen.holds(found, symptom));
        } catch (ExecutionException e) {
            // What went wrong there goes wrong again, and is told, when it is looked into anew.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Nobody takes what is looked into: it asks nobody any more. */
    void drop() {
        Early seen = early;
        early = null;
        if (seen != null) {
            // Its thread is not interrupted: that would break off what it reads for others, too.
            seen.look.state = Look.State.DROPPED;
        }
    }

    /** By what right one look into a failure asks others before the command has ended. */
    static final class Look {
        private enum State {
            OPEN,
            TAKEN,
            DROPPED
        }

        private volatile State state = State.OPEN;

        /** Asks interpreters as long as somebody may take the answer. */
        Prober asking(Prober prober) {
            return executable -> {
                if (state == State.DROPPED) {
                    throw new IllegalStateException("nobody takes the answer");
                }
                return prober.probe(executable);
            };
        }

        /** Asks the index once the answer is taken. */
        Providers asking(Providers index) {
            return new OnceTaken(index, this);
        }
    }

    /** Nobody is asked on the network about a program that may well go on: what needs that waits for the end. */
    private record OnceTaken(Providers index, Look look) implements Providers {
        @Override
        public Optional<Provided> among(List<String> distributions, String module) {
            return open().among(distributions, module);
        }

        @Override
        public ModuleNames.Answer has(String distribution, String module) {
            return open().has(distribution, module);
        }

        private Providers open() {
            if (look.state != Look.State.TAKEN) {
                throw new IllegalStateException("the command has not ended yet, or not of this");
            }
            return index;
        }

        @Override
        public Optional<Say> obstacle() {
            return index.obstacle();
        }
    }

    private record Early(Symptom symptom, long since, Look look, FutureTask<Consulted> task) {
        /** Whether that is what it died of, whatever it said after it: what waits in a buffer comes out at the end. */
        boolean diedAs(Symptom whole) {
            return symptom.closing(List.of()).equals(whole.closing(List.of()));
        }

        /** Whether what came after it changes nothing. */
        boolean holds(Consulted found, Symptom whole) {
            return symptom.equals(whole)
                    || found.examined() == null
                    || !found.examined().wentOnAfter(whole);
        }
    }

    /**
     * What was learnt of the machine; the answers are in the cache as well.
     *
     * @param look by which it is asked; null once the command has ended
     */
    Examination.Earlier earlier(@Nullable Look look) {
        return new Examination.Earlier(machine, look == null ? asked : look.asking(asked));
    }

    /** Ends when all is done. */
    void join() {
        done.join();
    }
}
