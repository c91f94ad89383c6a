package tiryaq.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examination;
import tiryaq.command.Command;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.Resolver;
import tiryaq.command.Target;
import tiryaq.command.probe.AskedOnce;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Machine;
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
    private final AtomicBoolean ended = new AtomicBoolean();
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
     * Looks, in a thread of its own, into what the command seems to be dying of.
     *
     * @param examining gives what is wrong, where it dies with nothing but 1
     */
    void overhear(Symptom symptom, Callable<Consulted> examining) {
        FutureTask<Consulted> task = new FutureTask<>(examining);
        Thread.ofPlatform().daemon().name("early").start(task);
        early = new Early(symptom, clock.getAsLong(), task);
    }

    /**
     * What was found before the end, where that is what the command died of after all; else empty.
     *
     * @param symptom what all of its output tells
     */
    Optional<Consulted> foreseen(Symptom symptom) {
        ended.set(true);
        Early seen = early;
        early = null;
        if (seen == null || clock.getAsLong() - seen.since > FRESH || !seen.symptom.equals(symptom)) {
            return Optional.empty();
        }
        try {
            return Optional.of(seen.task.get());
        } catch (ExecutionException e) {
            // What went wrong there goes wrong again, and is told, when it is looked into anew.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Who answers for the index before and after the end of the command. */
    Providers onceEnded(Providers index) {
        return new OnceEnded(index, ended);
    }

    /** Nobody is asked on the network about a program that may well go on: what needs that waits for the end. */
    private record OnceEnded(Providers index, AtomicBoolean ended) implements Providers {
        @Override
        public Optional<Provided> among(List<String> distributions, String module) {
            if (!ended.get()) {
                throw new IllegalStateException("the command has not ended yet");
            }
            return index.among(distributions, module);
        }

        @Override
        public Optional<Say> obstacle() {
            return index.obstacle();
        }
    }

    private record Early(Symptom symptom, long since, FutureTask<Consulted> task) {}

    /** What was learnt of the machine; the answers are in the cache as well. */
    Examination.Earlier earlier() {
        return new Examination.Earlier(machine, asked);
    }

    /** Ends when all is done. */
    void join() {
        done.join();
    }
}
