package tiryaq.trials.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tiryaq.trials.room.Ran;
import tiryaq.trials.room.Shell;

/** The launcher at the root of the repository, or the one that {@code TIRYAQ} names. */
public final class Product {
    private static final Duration BUILD = Duration.ofMinutes(10);

    private Product() {}

    /** The launcher, built and answering; empty when there is none yet. */
    public static Optional<Path> launcher() throws IOException, InterruptedException {
        String named = System.getenv().getOrDefault("TIRYAQ", "");
        Path launcher = named.isEmpty() ? Path.of("../tiryaq").toAbsolutePath().normalize() : Path.of(named);
        if (!Files.isExecutable(launcher) || Files.isDirectory(launcher)) {
            return Optional.empty();
        }
        Ran ran = Shell.run(List.of(launcher.toString(), "--version"), Path.of("."), System.getenv(), BUILD);
        if (ran.exit() != 0) {
            throw new IOException("tiryaq --version ended with " + ran.exit() + ": " + ran.out() + ran.err());
        }
        return Optional.of(launcher);
    }
}
