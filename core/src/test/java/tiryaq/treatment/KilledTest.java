package tiryaq.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.python.Interpreter;
import tiryaq.treatment.journal.Journal;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.journal.Undo;
import tiryaq.treatment.journal.Undone;

/** A whole tiryaq, killed at some instant; what it leaves must be found and taken back. */
class KilledTest {
    private static final Random RANDOM = new Random();

    @TempDir
    Path room;

    private Process start(Path project, Interpreter python, String engine, String top) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.text(),
                ApplyOnce.class.getName(),
                room.toString(),
                project.toString(),
                python.executable(),
                engine.equals("uv") ? Plans.uv() : "",
                top));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(room.resolve("printed").toFile())
                .start();
    }

    @ParameterizedTest
    @CsvSource({"pip, 8, 6000", "uv, 6, 1500"})
    void isFoundAndTakenBackWheneverItWasKilled(String engine, int rounds, int longest)
            throws IOException, InterruptedException {
        Interpreter python = Pythons.any();
        Path wheels = room.resolve("wheels");
        String top = TinyWheel.freshName();
        TinyWheel.pure(wheels, top, "1.0", List.of());
        Path project = Files.createDirectories(room.resolve("project"));
        Files.createDirectories(room.resolve("home"));
        Files.writeString(project.resolve("app.py"), "import " + top + "\n");
        Map<String, String> before = TreePicture.of(project);
        Journals journals = new Journals(room.resolve("state"));
        int found = 0;
        for (int round = 0; round < rounds; round++) {
            Process child = start(project, python, engine, top);
            // Spread over the whole course, so that each run meets early and late instants.
            long instant = (long) longest * round / rounds + RANDOM.nextInt(longest / rounds);
            boolean ended = child.waitFor(200 + instant, TimeUnit.MILLISECONDS);
            child.destroyForcibly().waitFor();
            String when =
                    "killed after " + (200 + instant) + " ms; it printed " + Files.readString(room.resolve("printed"));
            List<Journal> left = journals.history();
            for (Journal each : left) {
                found++;
                if (!ended && each.unfinished()) {
                    assertThat(journals.unfinished())
                            .as(when)
                            .extracting(Journal::id)
                            .contains(each.id());
                }
                Undone undone = Undo.undo(journals, each, false);
                assertThat(undone).as(when).isInstanceOf(Undone.Restored.class);
            }
            assertThat(TreePicture.of(project)).as(when).isEqualTo(before);
            assertThat(journals.history()).as(when).isEmpty();
        }
        assertThat(found).as("runs that had begun").isPositive();
    }

    @Test
    void whatThePersonMadeInItsPlaceAfterItWasKilledStays() throws IOException, InterruptedException {
        Path project = Files.createDirectories(room.resolve("project"));
        Process child = startEnvironment(project);
        List<ProcessHandle> installers = child.descendants().toList();
        child.destroyForcibly().waitFor();
        for (ProcessHandle each : installers) {
            each.destroyForcibly();
            each.onExit().join();
        }
        Journals journals = new Journals(room.resolve("state"));
        assertThat(journals.unfinished()).hasSize(1);
        // Mostly with the same inode; it stays whichever it is.
        SameInode.replace(project.resolve(".venv"));
        Map<String, String> mine = TreePicture.of(project.resolve(".venv"));

        assertThat(Undo.undo(journals, null, null, false)).isInstanceOf(Undone.Drifted.class);
        assertThat(TreePicture.of(project.resolve(".venv"))).isEqualTo(mine);
        assertThat(Undo.undo(journals, null, null, true)).isInstanceOf(Undone.LeftAlone.class);
        assertThat(TreePicture.of(project.resolve(".venv"))).isEqualTo(mine);
        assertThat(project.resolve(".tiryaq")).doesNotExist();
    }

    @Test
    void takesAllBackByItselfWhenItIsAskedToEnd() throws IOException, InterruptedException {
        Path project = Files.createDirectories(room.resolve("project"));
        Files.writeString(project.resolve("app.py"), "");
        Map<String, String> before = TreePicture.of(project);
        Process child = startEnvironment(project);
        child.destroy();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(TreePicture.of(project)).isEqualTo(before);
        assertThat(new Journals(room.resolve("state")).history()).isEmpty();
        assertThat(room.resolve("state/locks")).isEmptyDirectory();
    }

    /** One that has begun to make an environment. */
    private Process startEnvironment(Path project) throws IOException, InterruptedException {
        String top = TinyWheel.freshName();
        TinyWheel.pure(room.resolve("wheels"), top, "1.0", List.of());
        Files.createDirectories(room.resolve("home"));
        Process child = start(project, Pythons.any(), "pip", top);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(project.resolve(".venv/pyvenv.cfg"))) {
            if (System.nanoTime() > end) {
                fail("no environment was begun: " + Files.readString(room.resolve("printed")));
            }
            Thread.sleep(5);
        }
        return child;
    }
}
