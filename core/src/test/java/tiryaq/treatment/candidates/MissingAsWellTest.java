package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.diagnosis.Providers;
import tiryaq.index.Availability;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.process.RunResult;

/** One module of a library needs several distributions that it does not require; its failure names the first. */
class MissingAsWellTest {
    private static final int BOUND = 4;

    @TempDir
    Path room;

    private final String library = TinyWheel.freshName();
    private final String first = TinyWheel.freshName();
    private final String second = TinyWheel.freshName();
    private final String third = TinyWheel.freshName();
    private OfflineProject project;
    private NewEnvironments environments;

    @BeforeEach
    void furnish() throws IOException {
        project = OfflineProject.in(room, "project");
        for (String each : List.of(first, second, third)) {
            TinyWheel.pure(project.wheels(), each, "1.0", List.of());
        }
        Files.writeString(project.folder().resolve("app.py"), "import " + library + "\nprint('works')\n");
        environments = new NewEnvironments(
                project.machine(),
                (interpreter, engine) -> (distribution, version) -> new Availability.Unknown("not asked"),
                null,
                false);
    }

    private void installed(String source, List<String> requires) {
        TinyWheel.make(
                project.wheels(), library, "3.0", "py3-none-any", requires, Map.of(library + "/__init__.py", source));
        assertThat(project.run(project.command(project.python(), "-I", "-m", "venv", ".venv")))
                .matches(RunResult::passed);
        assertThat(project.run(project.command(".venv/bin/python", "-m", "pip", "install", "-q", library)))
                .matches(RunResult::passed);
    }

    private Treatment offered() {
        Command command = project.command(".venv/bin/python", "app.py");
        Providers namesakes = (distributions, module) -> Optional.of(new Providers.Provided(module, "index"));
        return Candidates.of(project.examined(command, namesakes), command, environments).stream()
                .filter(each -> each.kind().equals(Treatments.NEW_ENVIRONMENT))
                .findFirst()
                .orElseThrow();
    }

    /** What the proof of a treatment printed as it failed; null where all of it passed. */
    private @Nullable RunResult refuted(Treatment treatment) {
        project.run(project.command(
                "rm",
                "-rf",
                Objects.requireNonNull(treatment.changes()).getFirst().path()));
        for (Step step : treatment.steps()) {
            assertThat(project.run(((Step.Run) step).command())).matches(RunResult::passed);
        }
        return treatment.proof().stream()
                .map(project::run)
                .filter(each -> !each.passed())
                .findFirst()
                .orElse(null);
    }

    private List<String> addedUntilItHolds(Treatment treatment) {
        List<String> added = new ArrayList<>();
        Treatment now = treatment;
        for (RunResult failed = refuted(now); failed != null && added.size() < BOUND; failed = refuted(now)) {
            Optional<Treatment> next = environments.completed(now, failed.tail());
            assertThat(next).as(String.join("\n", failed.tail())).isPresent();
            now = next.orElseThrow();
            added.add(now.title().places().getOrDefault("distribution", ""));
        }
        assertThat(project.run(Objects.requireNonNull(now.cured())).out()).isEqualTo("works\n");
        return added;
    }

    /** A new environment is for what the program imports; what its documentation shows is none of that. */
    @Test
    void onlyWhatStatementsImportIsBrought() throws IOException {
        String quotes = "\"".repeat(3);
        Files.writeString(
                project.folder().resolve("app.py"),
                String.join(
                        "\n",
                        quotes + "Reads.",
                        "",
                        "    import " + third,
                        quotes,
                        "import json, \\",
                        "    " + library + ", \\",
                        "    " + second,
                        "print('works')",
                        ""));
        installed("import " + first + "\n", List.of());
        assertThat(offered().installed()).contains(first, second).doesNotContain(third);
    }

    @Test
    void eachFurtherModuleBringsItsDistribution() {
        installed("import " + first + "\nimport " + second + "\nimport " + third + "\n", List.of());
        assertThat(addedUntilItHolds(offered())).containsExactly(second, third);
    }

    /** The library catches that a further module is missing, and fails of that later: only its extra tells. */
    @Test
    void whatIsCaughtComesWithTheExtraThatAsksForTheFirst() {
        String source = "import " + first + "\ntry:\n    import " + second
                + " as b\nexcept ImportError:\n    b = None\n" + "x = b.value\n";
        installed(source, List.of(first + "; extra == 'more'\nProvides-Extra: more", second + "; extra == 'more'"));
        assertThat(addedUntilItHolds(offered())).containsExactly(library + "[more]");
    }

    /** An extra comes only with who asks for it: with the library alone the same line would fail again. */
    @Test
    void whatOnlyAnExtraAsksForIsNotDeclared() throws IOException {
        Path declared = project.folder().resolve("requirements.txt");
        installed("import " + first + "\n", List.of(first + "; extra == 'more'\nProvides-Extra: more"));
        Files.writeString(declared, library + "\n");
        Treatment both = offered();
        assertThat(both.title().key()).isEqualTo("treatment.new-environment.declared.and");
        assertThat(both.title().places()).containsEntry("distribution", first);
        assertThat(addedUntilItHolds(both)).isEmpty();
        Files.writeString(declared, library + "[more]==3.0 --hash=sha256:00\n");
        assertThat(offered().title().key()).isEqualTo("treatment.new-environment.declared");
    }

    /** A requirement for another Python is not brought either. */
    @Test
    void whatIsRequiredElsewhereIsNotDeclared() throws IOException {
        installed(
                "import " + first + "\n",
                List.of(
                        first + "; python_version < '3'",
                        second + "[more]; extra == 'b'\nProvides-Extra: b",
                        library + "[b]; extra == 'a'\nProvides-Extra: a"));
        Files.writeString(project.folder().resolve("requirements.txt"), library + "[A]\n");
        assertThat(offered().title().places()).containsEntry("distribution", first);
        Files.writeString(project.folder().resolve("app.py"), "import " + library + "\nimport " + second + "\n");
        assertThat(offered().title().places()).containsEntry("distribution", first);
    }

    /** Nothing is added twice, and a failure that is no lack of a module adds nothing. */
    @Test
    void whatIsNoLackAddsNothing() {
        installed("import " + first + "\nraise ValueError('own')\n", List.of());
        Treatment treatment = offered();
        RunResult failed = Objects.requireNonNull(refuted(treatment));
        assertThat(environments.completed(treatment, failed.tail())).isEmpty();
        assertThat(environments.completed(treatment, List.of("ModuleNotFoundError: No module named '" + first + "'")))
                .isEmpty();
    }
}
