package tiryaq.treatment;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.ProjectLock;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/**
 * One try of a treatment, from its journal to its end. It is taken back once: by whoever tries, or by the machine's
 * going down (Ctrl-C, SIGTERM), whichever comes first.
 */
final class Attempt {
    private final Journals journals;
    private final ProjectLock lock;
    private final Duration patience;
    private final Thread lastWill = new Thread(this::goDown, "tiryaq-take-back");
    private @Nullable Journal journal;
    private boolean placed;
    private boolean over;
    private boolean goingDown;

    Attempt(Journals journals, ProjectLock lock, Duration patience) {
        this.journals = journals;
        this.lock = lock;
        this.patience = patience;
    }

    /** Another user's tiryaq works in the project. */
    static final class BusyException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** What begins a journal. */
    interface Beginning {
        Journal begin() throws IOException;
    }

    /** Writes the journal, then makes the empty folders and puts them into their places. */
    Journal begin(Beginning beginning) throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(lastWill);
        } catch (IllegalStateException e) {
            throw new IOException(e);
        }
        Journal begun = write(beginning);
        // Not before the journal stands: whatever is left by being killed here is found by it.
        if (!lock.shutOutOthers(patience)) {
            throw new BusyException();
        }
        return create(begun);
    }

    private synchronized Journal write(Beginning beginning) throws IOException {
        if (goingDown) {
            throw new IOException("going down");
        }
        Journal begun = beginning.begin();
        journal = begun;
        return begun;
    }

    private synchronized Journal create(Journal begun) throws IOException {
        if (goingDown) {
            throw new IOException("going down");
        }
        Journal created = journals.create(begun);
        journal = created;
        journals.place(created);
        placed = true;
        return created;
    }

    /** Notes what was made; from here on it stays. */
    synchronized void succeed(Map<String, String> variables) throws IOException {
        Journal made = journal;
        if (goingDown || made == null) {
            throw new IOException("going down");
        }
        journal = journals.proved(made);
        journals.giveToCaller(made, variables);
        over = true;
        forgetWill();
    }

    /** Takes all back; null where nothing had been written. */
    synchronized @Nullable Undone takeBack() {
        if (over || journal == null) {
            forgetWill();
            return null;
        }
        over = true;
        forgetWill();
        return Undo.locked(journals, journal, true);
    }

    /** Whether what was made ever stood in its place. */
    synchronized boolean placed() {
        return placed;
    }

    private void forgetWill() {
        if (!goingDown) {
            try {
                Runtime.getRuntime().removeShutdownHook(lastWill);
            } catch (IllegalStateException e) {
                goingDown = true;
            }
        }
    }

    private synchronized void goDown() {
        goingDown = true;
        takeBack();
        try {
            // Whoever tries comes to no end any more that would do it.
            lock.close();
        } catch (IOException e) {
            // The next one takes what is left of it.
            return;
        }
    }
}
