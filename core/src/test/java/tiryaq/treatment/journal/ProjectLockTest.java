package tiryaq.treatment.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.digest.Fnv1a;
import tiryaq.treatment.ClassPath;
import tiryaq.treatment.Pythons;

/** A lock's file is gone with its holder, and nobody is let in by a file that has no name any more. */
class ProjectLockTest {
    private static final String HOLDS = """
            import fcntl, os, sys
            f = open(sys.argv[1], 'w')
            fcntl.lockf(f, fcntl.LOCK_EX)
            print('held', flush=True)
            sys.stdin.readline()
            os.unlink(sys.argv[1])
            """;
    private static final String TRIES = """
            import fcntl, sys
            try:
                fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                sys.exit(7)
            """;

    @TempDir
    Path room;

    private Path project;
    private Path file;
    private Journals journals;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(room.resolve("project"));
        journals = new Journals(room.resolve("state"));
        file = room.resolve("state/locks/" + Fnv1a.hex(project.toString()) + ".lock");
    }

    private boolean isHeld() throws IOException, InterruptedException {
        return new ProcessBuilder(Pythons.any().executable(), "-c", TRIES, file.toString())
                        .start()
                        .waitFor()
                == 7;
    }

    @Test
    void itsFileIsThereOnlyWhileItIsHeld() throws IOException, InterruptedException {
        try (ProjectLock lock = journals.lock(project.toString(), Duration.ZERO).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(isHeld()).isTrue();
            // One more of this process that is refused lets go of nothing.
            assertThat(journals.lock(project.toString(), Duration.ZERO)).isEmpty();
            assertThat(isHeld()).isTrue();
        }
        assertThat(room.resolve("state/locks")).isEmptyDirectory();
    }

    @Test
    void whoWaitedForOneThatIsTakenAwayHoldsTheNext() throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Process holder = new ProcessBuilder(Pythons.any().executable(), "-c", HOLDS, file.toString()).start();
        try (BufferedReader out = holder.inputReader()) {
            assertThat(out.readLine()).isEqualTo("held");
            boolean[] held = new boolean[1];
            Thread waits = Thread.ofPlatform().start(() -> {
                try (ProjectLock lock = journals.lock(project.toString(), Duration.ofSeconds(30))
                        .orElseThrow()) {
                    held[0] = lock != null && Files.exists(file) && isHeld();
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            // It waits by now, most likely; if it does not, it only finds it easier.
            Thread.sleep(200);
            holder.outputWriter().close();
            waits.join();
            assertThat(held[0]).isTrue();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(room.resolve("state/locks")).isEmptyDirectory();
    }

    @Test
    void whatAKilledOneLeftIsTakenAndTakenAway() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        try (ProjectLock lock = journals.lock(project.toString(), Duration.ZERO).orElseThrow()) {
            assertThat(lock).isNotNull();
        }
        assertThat(room.resolve("state/locks")).isEmptyDirectory();
    }

    @Test
    void manyProcessesAreNeverInItTogether() throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            ClassPath.text(),
                            LockOften.class.getName(),
                            file.toString(),
                            "3000")
                    .redirectErrorStream(true)
                    .redirectOutput(room.resolve("printed" + i).toFile())
                    .start());
        }
        try {
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(room.resolve("printed" + i)).isEmptyFile();
                assertThat(all.get(i).exitValue()).isZero();
            }
        } finally {
            all.forEach(Process::destroyForcibly);
        }
        assertThat(room.resolve("state/locks")).isEmptyDirectory();
    }
}
