package tiryaq.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tiryaq.catalogue.Examination;
import tiryaq.command.Command;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.Resolver;
import tiryaq.command.probe.AskedOnce;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Machine;
import tiryaq.report.messages.Messages;

/** What is made ready while the command still runs: our own tables are read, and the machine's interpreters are asked. */
final class Preparation {
    /** How many other interpreters are asked before it is known whether they matter. */
    private static final int OTHERS = 12;

    private final Machine machine;
    private final AskedOnce asked;
    private final CompletableFuture<Void> done;

    /**
     * Begins, in a thread of its own.
     *
     * @param machine one of its own: what the command itself makes or removes must not be judged by an older answer
     * @param asked asks there
     * @param python the interpreter that the user names; empty for that of the command
     */
    Preparation(Session session, Machine machine, AskedOnce asked, Command command, Optional<String> python) {
        this.machine = machine;
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
            Interpreters.installed(command.folder(), machine).stream()
                    .limit(OTHERS)
                    .forEach(other -> asked.probe(other.executable()));
        }
    }

    /** What was learnt of the machine; the answers are in the cache as well. */
    Examination.Earlier earlier() {
        return new Examination.Earlier(machine, asked);
    }

    /** Ends when all is done. */
    void join() {
        done.join();
    }
}
