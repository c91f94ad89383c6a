package tiryaq.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import tiryaq.trials.casefile.Trial;
import tiryaq.trials.product.Product;
import tiryaq.trials.wheels.LoopbackIndex;
import tiryaq.trials.wheels.Wheelhouse;

/** Every case, made for real, held against Python itself and then against tiryaq. */
@Tag("live")
final class LiveTest {
    private static final long SEED = Long.getLong("trials.seed", System.nanoTime());
    private static final boolean STRICT = Boolean.getBoolean("trials.strict");
    private static final Path STEPS = Path.of("target/live-steps.txt");
    private static final String DIAGNOSED = "is diagnosed";
    private static final String CURED = "is cured and undone";
    private static final String FROM_LOG = "is cured from its log and undone";
    private static final String HEALED = "is healed";
    private static final List<String> EXECUTED = new ArrayList<>();
    private static final List<String> SKIPPED = new ArrayList<>();
    private static final Map<String, List<String>> PASSED = new TreeMap<>();
    private static List<Trial> trials = List.of();
    private static String wheels = "";
    private static Optional<Path> launcher = Optional.empty();
    private static LoopbackIndex index;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        List<String> only = List.of(System.getProperty("trials.only", "").split(",", -1));
        trials = Trial.all(Trial.FOLDER).stream()
                .filter(trial -> only.stream().anyMatch(trial.name()::contains))
                .toList();
        Wheelhouse wheelhouse = Wheelhouse.committed();
        wheels = wheelhouse.fill();
        Files.deleteIfExists(STEPS);
        index = new LoopbackIndex(wheelhouse);
        // Recordings are taken in this process; the product itself is not needed.
        launcher = Live.RECORD ? Optional.empty() : Product.launcher();
        if (STRICT) {
            assertThat(trials).as("cases whose name contains one of " + only).isNotEmpty();
            assertThat(launcher).as("the launcher").isPresent();
        }
    }

    @AfterAll
    static void count() {
        index.close();
        assertThat(EXECUTED.size() + SKIPPED.size())
                .as("cases met, seed " + SEED)
                .isEqualTo(trials.size());
        if (STRICT) {
            assertThat(SKIPPED).as("skipped").isEmpty();
        }
        if (launcher.isPresent()) {
            List<String> healed = trials.stream()
                    .filter(trial -> trial.file().blocks().containsKey("Healed"))
                    .map(Trial::name)
                    .filter(EXECUTED::contains)
                    .toList();
            assertThat(passed(DIAGNOSED)).as("diagnosed").containsExactlyElementsOf(EXECUTED);
            assertThat(passed(CURED)).as("cured and undone").containsExactlyElementsOf(EXECUTED);
            List<String> logged = trials.stream()
                    .filter(trial -> !trial.file().setting("log").isEmpty())
                    .map(Trial::name)
                    .filter(EXECUTED::contains)
                    .toList();
            assertThat(passed(FROM_LOG)).as("cured from their logs").containsExactlyElementsOf(logged);
            assertThat(passed(HEALED)).as("healthy once healed").containsExactlyElementsOf(healed);
        }
    }

    private static List<String> passed(String step) {
        return PASSED.getOrDefault(step, List.of());
    }

    @TestFactory
    Stream<DynamicContainer> cases() {
        return trials.stream().map(LiveTest::container);
    }

    private static DynamicContainer container(Trial trial) {
        Stay stay = new Stay(trial);
        List<DynamicTest> steps = new ArrayList<>();
        steps.add(named(trial, "fails as described", () -> {
            skipUnlessPossible(trial);
            EXECUTED.add(trial.name());
            Live.failsAsDescribed(stay.enter());
        }));
        steps.add(step(stay, "is replayed", () -> Live.isReplayed(stay.sick())));
        steps.add(withProduct(stay, DIAGNOSED, path -> Live.isDiagnosed(stay.sick(), path, "Expected")));
        steps.add(withProduct(stay, CURED, path -> Live.isCuredAndUndone(stay.sick(), path)));
        if (!trial.file().setting("log").isEmpty()) {
            steps.add(withProduct(stay, FROM_LOG, path -> Live.isCuredFromItsLog(stay.sick(), path)));
        }
        if (trial.file().blocks().containsKey("Healed")) {
            steps.add(step(stay, "heals", () -> Live.heals(stay.sick())));
            steps.add(step(stay, "is replayed healed", () -> Live.isReplayedHealed(stay.sick())));
            steps.add(withProduct(stay, HEALED, path -> Live.isHealthy(stay.sick(), path)));
        }
        steps.add(DynamicTest.dynamicTest("is cleared away", stay::leave));
        if (trial.file().blocks().containsKey("Near miss") && !Live.RECORD) {
            steps.add(named(trial, "near miss", () -> {
                skipUnlessMade(trial);
                Stay again = new Stay(trial);
                try {
                    Live.nearMiss(again.enter());
                    if (launcher.isPresent()) {
                        Live.isDiagnosed(again.sick(), launcher.get(), "Near miss expected");
                    }
                } finally {
                    again.leave();
                }
            }));
        }
        return DynamicContainer.dynamicContainer(trial.name(), steps);
    }

    private static void skipUnlessPossible(Trial trial) {
        String lacking = wheels.isEmpty() ? SickEnvironment.lacking(trial).orElse("") : wheels;
        if (!lacking.isEmpty()) {
            SKIPPED.add(trial.name() + ": " + lacking);
        }
        assumeTrue(lacking.isEmpty(), () -> trial.name() + " needs " + lacking);
    }

    private static void skipUnlessMade(Trial trial) {
        assumeTrue(EXECUTED.contains(trial.name()), "was skipped");
    }

    private static DynamicTest step(Stay stay, String name, Executable body) {
        return named(stay.trial, name, () -> {
            assumeTrue(stay.made(), "the environment was not made");
            body.execute();
        });
    }

    /** A step whose failure says which case it was, and the seed that gives the same names again. */
    private static DynamicTest named(Trial trial, String name, Executable body) {
        return DynamicTest.dynamicTest(name, () -> {
            long start = System.nanoTime();
            String where = trial.name() + " " + name;
            try {
                body.execute();
                note(where, start, "passed");
            } catch (AssertionError | IOException failure) {
                note(where, start, "failed: " + failure.getMessage());
                throw new AssertionError(where + " (seed " + SEED + "): " + failure.getMessage(), failure);
            }
        });
    }

    /** Kept as it happens, for a run that is stopped before it can report. */
    private static void note(String where, long start, String how) throws IOException {
        String line = (System.nanoTime() - start) / 1_000_000 + " ms " + where + " " + how + "\n";
        Files.writeString(STEPS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static DynamicTest withProduct(Stay stay, String name, Body body) {
        return step(stay, name, () -> {
            assumeTrue(launcher.isPresent(), "the launcher is not there");
            assertThat(Files.isExecutable(launcher.get())).isTrue();
            body.run(launcher.get());
            PASSED.computeIfAbsent(name, step -> new ArrayList<>()).add(stay.trial.name());
        });
    }

    private interface Body {
        void run(Path launcher) throws IOException, InterruptedException;
    }

    /** The environment of one case, from its making to its end. */
    private static final class Stay {
        private final Trial trial;
        private Optional<SickEnvironment> made = Optional.empty();

        Stay(Trial trial) {
            this.trial = trial;
        }

        SickEnvironment enter() throws IOException, InterruptedException {
            SickEnvironment sick = SickEnvironment.make(trial, index, SEED);
            made = Optional.of(sick);
            return sick;
        }

        boolean made() {
            return made.isPresent();
        }

        SickEnvironment sick() {
            return made.orElseThrow();
        }

        void leave() throws IOException {
            if (made.isPresent()) {
                made.get().close();
            }
        }
    }
}
