package tiryaq.cli.fix;

import java.time.Duration;

/** Tells once, after a while, that a program which runs as the last proof has not ended. */
public final class LivesOn implements AutoCloseable {
    private final Thread watch;
    private volatile boolean told;

    private LivesOn(Duration patience, Runnable tells) {
        this.watch = Thread.ofPlatform().daemon().name("lives-on").unstarted(() -> {
            try {
                Thread.sleep(patience);
            } catch (InterruptedException e) {
                return;
            }
            told = true;
            tells.run();
        });
    }

    /** From now on; tells unless it is closed before. */
    public static LivesOn after(Duration patience, Runnable tells) {
        LivesOn watching = new LivesOn(patience, tells);
        watching.watch.start();
        return watching;
    }

    /** Whether it had to tell. */
    public boolean told() {
        return told;
    }

    @Override
    public void close() {
        watch.interrupt();
        try {
            // What is being told stands before what is told next.
            watch.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
