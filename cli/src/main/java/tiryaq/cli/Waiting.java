package tiryaq.cli;

import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Progress;
import tiryaq.treatment.Treatment;

/**
 * Tells on stderr what takes a while: on a terminal in one line that counts the seconds and goes away, elsewhere in a
 * line for each step and, while it lasts, now and then another. What is soon done is not told, and nothing to a reader
 * of JSON or to one who wants quiet.
 */
final class Waiting implements Progress, AutoCloseable {
    /** Nobody asks what is going on before, in milliseconds. */
    private static final long PATIENCE = 800;

    /** Between two lines of a log, in milliseconds. */
    private static final long REMINDER = 15_000;

    private final Session session;
    private final @Nullable Treatment treatment;
    private final boolean told;
    private final boolean rewrites;
    private final Object lock = new Object();
    private @Nullable Say what;
    private long since;
    private boolean shown;
    private boolean over;
    private @Nullable Thread watch;
    private @Nullable Thread lastWill;

    private Waiting(Session session, @Nullable Treatment treatment) {
        this.session = session;
        this.treatment = treatment;
        this.told = !session.options().json() && !session.options().has("--quiet");
        this.rewrites = session.interactive()
                && !session.environment().getOrDefault("TERM", "").equals("dumb");
    }

    /** For the steps of a treatment; nothing is told before the first. */
    static Waiting during(Session session, Treatment treatment) {
        return new Waiting(session, treatment);
    }

    /** For one thing that begins now. */
    static Waiting during(Session session, Say what) {
        Waiting waiting = new Waiting(session, null);
        waiting.begin(what);
        return waiting;
    }

    @Override
    public void step(int number, Command command) {
        int installs = treatment == null ? 0 : treatment.installs().size();
        if (number == 1) {
            begin(Say.of("cli.progress.environment"));
        } else if (installs == 0) {
            begin(Say.of("cli.progress.declared"));
        } else {
            begin(Say.of("cli.progress.install", "count", String.valueOf(installs)));
        }
    }

    @Override
    public void proof(int count) {
        begin(Say.of("cli.progress.proof", "count", String.valueOf(count)));
    }

    /** Says something else where the line stands, which comes back below it when its time has come. */
    void aside(Runnable telling) {
        synchronized (lock) {
            wipe();
            telling.run();
        }
    }

    @Override
    public void close() {
        end();
        forgetLastWill();
    }

    private void begin(Say next) {
        // Pip is called more than once for what is one thing to whoever waits.
        if (!told || next.equals(what)) {
            return;
        }
        synchronized (lock) {
            wipe();
            what = next;
            since = System.nanoTime();
            shown = false;
            if (watch == null) {
                watch = Thread.ofPlatform().daemon().name("waiting").start(this::watch);
            }
            lock.notifyAll();
        }
    }

    private void watch() {
        synchronized (lock) {
            long pause = PATIENCE;
            long seen = since;
            while (!over) {
                try {
                    lock.wait(pause);
                } catch (InterruptedException e) {
                    return;
                }
                boolean another = seen != since;
                seen = since;
                if (!over && !another) {
                    show();
                }
                pause = another ? PATIENCE : rewrites ? 1000 : REMINDER;
            }
        }
    }

    private void show() {
        Say now = what;
        if (now == null || !leaveLastWill()) {
            return;
        }
        long seconds = (System.nanoTime() - since) / 1_000_000_000L;
        String line = session.line(now);
        if (seconds > 0 && (rewrites || shown)) {
            line += " " + session.line(Say.of("cli.progress.so-far", "seconds", String.valueOf(seconds)));
        }
        session.err().print(rewrites ? "\r\u001b[K" + line : line + "\n");
        session.err().flush();
        shown = true;
    }

    /** Who is ended by a signal is not to leave a line that still counts. False where we are being ended. */
    private boolean leaveLastWill() {
        if (rewrites && lastWill == null) {
            Thread wiping = new Thread(this::end, "wiping");
            try {
                Runtime.getRuntime().addShutdownHook(wiping);
            } catch (IllegalStateException e) {
                return false;
            }
            lastWill = wiping;
        }
        return true;
    }

    private void forgetLastWill() {
        Thread wiping = lastWill;
        if (wiping != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(wiping);
            } catch (IllegalStateException e) {
                // It runs already, and finds nothing to wipe.
                return;
            }
        }
    }

    private void end() {
        synchronized (lock) {
            over = true;
            wipe();
            lock.notifyAll();
        }
    }

    private void wipe() {
        if (rewrites && shown) {
            session.err().print("\r\u001b[K");
            session.err().flush();
            shown = false;
        }
    }
}
