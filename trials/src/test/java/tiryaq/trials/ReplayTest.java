package tiryaq.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tiryaq.catalogue.CaseRecording;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Replay;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Link;
import tiryaq.knowledge.ModuleTable;
import tiryaq.machine.Paths;
import tiryaq.machine.Recording;
import tiryaq.trials.casefile.CaseFile;
import tiryaq.trials.casefile.Filling;
import tiryaq.trials.casefile.Json;
import tiryaq.trials.casefile.Trial;
import tiryaq.trials.replay.Kept;
import tiryaq.trials.replay.Renaming;
import tiryaq.trials.replay.Verdict;

/**
 * Every case as it was recorded alive, examined again: as it was, with all names exchanged, and beside the healed
 * machine. {@code LiveTest} with {@code -Dtrials.record=true} takes the recordings.
 */
final class ReplayTest {
    private static final long SEED = Long.getLong("trials.seed", System.nanoTime());

    private static List<CaseFile> files() throws IOException {
        return Trial.all(Trial.FOLDER).stream()
                .filter(Trial::first)
                .map(Trial::file)
                .toList();
    }

    @TestFactory
    Stream<DynamicContainer> cases() throws IOException {
        return files().stream().map(file -> {
            List<DynamicTest> steps = new ArrayList<>();
            steps.add(DynamicTest.dynamicTest("replayed", () -> replayed(file)));
            steps.add(DynamicTest.dynamicTest("renamed", () -> renamed(file)));
            if (file.blocks().containsKey("Healed")) {
                steps.add(DynamicTest.dynamicTest("healed", () -> healed(file)));
            }
            return DynamicContainer.dynamicContainer(file.cause() + "/" + file.variant(), steps);
        });
    }

    private static Json expectation(CaseFile file, CaseRecording recording) {
        Json expected = Objects.requireNonNull(file.expectation("Expected"));
        return Filling.fill(expected, recording.machine().variables());
    }

    private static void replayed(CaseFile file) throws IOException {
        CaseRecording recording = new Kept(file).sick();
        try {
            Verdict.hold(Replay.examine(recording), expectation(file, recording), recording.output(), Kept.ROOM);
        } catch (AssertionError failure) {
            // Younger causes than the recording ask for more, and are told that nothing is there.
            throw new AssertionError(failure.getMessage() + "; not recorded: " + Replay.unanswered(recording), failure);
        }
    }

    /** No rule hangs on a name: packages bear others in the output, on the disk, in metadata and in what is known. */
    private static void renamed(CaseFile file) throws IOException {
        CaseRecording recording = new Kept(file).sick();
        List<String> old = names(file, recording);
        // Without a name this would be "replayed" once more, and nobody would see.
        assertThat(old.isEmpty())
                .as("%s are renamed; a case without any says `- names: none`", old)
                .isEqualTo(file.nameless());
        Renaming names = new Renaming(recording, old, new Random(SEED));
        CaseRecording renamed = names.recording();
        Json expected = expectation(file, recording).with(names::of);
        try {
            Verdict.hold(Replay.examine(renamed, table(names)), expected, renamed.output(), Kept.ROOM);
        } catch (AssertionError failure) {
            throw new AssertionError("seed " + SEED + ": " + failure.getMessage(), failure);
        }
    }

    /** What the shipped table knows, under the new names. */
    private static ModuleTable table(Renaming names) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ModuleTable.class.getResourceAsStream("/tiryaq/knowledge/modules.tsv"))) {
            return ModuleTable.parse(names.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /**
     * The names of the packages that the answer is about and its chain leads through, the standard library's left out.
     */
    private static List<String> names(CaseFile file, CaseRecording recording) {
        Map<String, String> variables = recording.machine().variables();
        Set<String> names = new TreeSet<>();
        file.names().forEach(each -> names.add(Objects.requireNonNull(variables.get(each))));
        Diagnosis answer = Replay.examine(recording).answer();
        if (answer.distribution() != null && answer.module() != null) {
            names.add(answer.distribution());
            names.add(answer.module().split("\\.", 2)[0]);
        }
        for (Link link : answer.chain()) {
            if (link.distribution() != null && link.module() != null) {
                names.add(link.distribution());
                names.add(link.module().split("\\.", 2)[0]);
            }
        }
        return List.copyOf(names);
    }

    /** What was printed does not make a diagnosis where the disk is in order. */
    private static void healed(CaseFile file) throws IOException {
        CaseRecording healed = new Kept(file).healed().orElseThrow();
        Examined examined = Replay.examine(healed);
        Json expected = expectation(file, healed);
        assertThat(examined.answer().cause())
                .as("%s", examined.answer())
                .isEqualTo(Objects.requireNonNullElse(expected.text("healed"), "unknown"));
        // A question that the recording cannot answer would heal anything.
        List<Link> chain = Replay.examine(new Kept(file).sick()).answer().chain();
        if (!chain.isEmpty()) {
            String fault = chain.getLast().file();
            assertThat(answered(healed.machine(), fault))
                    .as("what is now at %s", fault)
                    .isTrue();
        }
    }

    private static boolean answered(Recording machine, String path) {
        return machine.stats().containsKey(path)
                || machine.lstats().containsKey(path)
                || machine.listings().containsKey(Paths.parent(path))
                || machine.contents().keySet().stream()
                        .anyMatch(span -> span.path().equals(path));
    }

    @Test
    void everyCaseIsRecordedAndNothingElseIs() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (CaseFile file : files()) {
            expected.add(file.cause() + "/" + file.variant() + ".json.gz");
            if (file.blocks().containsKey("Healed")) {
                expected.add(file.cause() + "/" + file.variant() + ".healed.json.gz");
            }
        }
        try (Stream<Path> kept = Files.walk(Kept.FOLDER)) {
            Set<String> found = kept.filter(Files::isRegularFile)
                    .map(path -> Kept.FOLDER.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void noRecordingTellsWhereItWasTaken() throws IOException {
        for (CaseFile file : files()) {
            CaseRecording recording = new Kept(file).sick();
            Set<String> paths = new TreeSet<>(recording.machine().stats().keySet());
            paths.addAll(recording.machine().lstats().keySet());
            paths.addAll(recording.machine().listings().keySet());
            paths.addAll(recording.machine().links().keySet());
            recording.machine().contents().keySet().forEach(span -> paths.add(span.path()));
            assertThat(paths).as("%s", file.path()).isNotEmpty().allMatch(Kept::neutral);
            assertThat(recording.output()).as("%s", file.path()).doesNotContain("/root/", "/trial", "crates.io");
            // What was printed may tell where a wheel was built, elsewhere.
            CaseRecording silent = new CaseRecording(
                    recording.machine(), recording.interpreters(), recording.ran(), "", recording.index());
            assertThat(silent.text().replace(Kept.ROOM + "/", ""))
                    .as("%s", file.path())
                    .doesNotContain("/root/", "/home/", "/Users/", "/tmp/", "/work/", "/target/");
        }
    }
}
