package tiryaq.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.engine.PipSettings;
import tiryaq.treatment.engine.Uv;
import tiryaq.treatment.engine.VenvPip;
import tiryaq.treatment.journal.Journals;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

class TreatmentsTest {
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir
    Path room;

    private Program app(String... words) {
        return new Program(List.of(), List.of(words), room.toString(), room.toString(), Map.of(), new TreeSet<>());
    }

    private Applied apply(Treatment treatment, Map<String, String> variables) {
        return Plans.apply(treatment, Conditions.of(new Journals(room.resolve("state")), variables, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8", "3.13"})
    void leavesOutOneEntryAndKeepsTheOthers(String feature) throws IOException {
        Interpreter python = Pythons.python(feature);
        Path guilty = Files.createDirectory(room.resolve("guilty"));
        Path good = Files.createDirectory(room.resolve("good"));
        String module = TinyWheel.freshName();
        Files.writeString(guilty.resolve(module + ".py"), "raise BaseException('panic')");
        Files.writeString(good.resolve(module + ".py"), "");
        Files.writeString(room.resolve("app.py"), "import " + module + "; print(" + module + ".__file__)");
        String value = guilty + "/:" + good;
        Map<String, String> variables = Map.of("PATH", "/bin", "PYTHONPATH", value);
        LoadChain chain = new LoadChain(List.of(module), List.of(), true);

        Treatment treatment = Treatments.leaveOutEntry(
                app("app.py"), python.executable(), "PYTHONPATH", value, guilty.toString(), chain);

        assertThat(apply(treatment, variables)).isInstanceOf(Applied.Done.class);
        Command cured = java.util.Objects.requireNonNull(treatment.cured());
        assertThat(cured.set()).isEqualTo(Map.of("PYTHONPATH", good.toString()));
        assertThat(CommandRun.run(cured, variables, Duration.ofSeconds(20)).out())
                .isEqualTo(good.resolve(module + ".py") + "\n");
        Treatment wrong = Treatments.leaveOutEntry(
                app("app.py"), python.executable(), "PYTHONPATH", value, good.toString(), chain);
        assertThat(apply(wrong, variables))
                .as("a panic is no Exception, and yet no cure")
                .isInstanceOf(Applied.Failed.class);
        assertThat(room.resolve("__pycache__")).doesNotExist();
        assertThat(room.resolve("state")).doesNotExist();
    }

    @Test
    void theOnlyEntryTakesTheVariableAlong() {
        assertThat(VariableChange.without("V", "/a/", List.of("/a")).unset()).containsExactly("V");
        assertThat(VariableChange.without("V", "/a:/b:", List.of("/b")).set()).isEqualTo(Map.of("V", "/a:"));
        assertThat(VariableChange.without("V", "/a", List.of("/c"))).isEqualTo(VariableChange.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8", "3.13"})
    void startsAScriptWithoutItsOwnFolder(String feature) throws IOException {
        Interpreter python = Pythons.python(feature);
        Files.writeString(room.resolve("string.py"), "raise SystemExit('shadow')");
        Files.writeString(room.resolve("app.py"), "import sys, string\nprint(string.digits, sys.argv, __name__)");
        boolean hasOption = python.version().atLeast(3, 11);
        Treatment treatment = Treatments.safePath(
                app("app.py", "--x", "y z"),
                python.executable(),
                hasOption,
                room.toString(),
                new LoadChain(List.of("string"), List.of(), true));
        assertThat(apply(treatment, PATH)).isInstanceOf(Applied.Done.class);
        RunResult run =
                CommandRun.run(java.util.Objects.requireNonNull(treatment.cured()), PATH, Duration.ofSeconds(20));
        assertThat(run.out()).isEqualTo("0123456789 ['app.py', '--x', 'y z'] __main__\n");
    }

    @Test
    void theIdIsTheContent() {
        LoadChain chain = new LoadChain(List.of("m"), List.of("d"), false);
        Treatment one = Treatments.otherInterpreter(app("app.py"), "/p", "3.11.7", VariableChange.NONE, chain);
        Treatment same = Treatments.otherInterpreter(app("app.py"), "/p", "3.11.7", VariableChange.NONE, chain);
        Treatment other = Treatments.otherInterpreter(app("app.py", ""), "/p", "3.11.7", VariableChange.NONE, chain);
        assertThat(one.id()).isEqualTo(same.id()).isNotEqualTo(other.id()).matches("[0-9a-f]{12}");
    }

    @Test
    void anotherTitleChangesNothingElse() {
        LoadChain chain = new LoadChain(List.of("m"), List.of("d"), false);
        Treatment made = Treatments.newEnvironment(
                app("app.py"),
                new Making(new Place(room.toString(), ".venv"), new Uv("/uv", false), "/p", "3"),
                new Filling(List.of("zq==1.0"), List.of()),
                VariableChange.NONE,
                chain,
                Map.of());
        Treatment titled = made.withTitle(Say.of("another"));
        assertThat(titled.installs()).containsExactly("zq==1.0");
        assertThat(titled.id()).isNotEqualTo(made.id());
        assertThat(titled.withTitle(made.title())).isEqualTo(made);
    }

    @Test
    void withoutAHomeNoFolderThatAllShareIsTaken() {
        for (Map<String, String> variables :
                List.of(Map.<String, String>of(), Map.of("HOME", "home", "XDG_DATA_HOME", "data"))) {
            assertThat(Place.choose(Pythons.machine(variables), "/proc/self", "3.13"))
                    .isEmpty();
        }
    }

    @Test
    void ordersTheLeastInvasiveFirst() {
        LoadChain chain = new LoadChain(List.of("m"), List.of(), false);
        Say say = Say.of("s");
        Treatment byHand = Treatments.byHand(say, Scope.ENVIRONMENT, say, null, List.of());
        Treatment made = new Draft(Treatments.NEW_ENVIRONMENT, say, Scope.ISOLATED).identified();
        Treatment left = Treatments.leaveOutEntry(app("a"), "/p", "PYTHONPATH", "/x", "/x", chain);
        Treatment other = Treatments.otherInterpreter(app("a"), "/q", "3", VariableChange.NONE, chain);
        assertThat(Planner.order(new ArrayList<>(List.of(byHand, made, left, other, left))))
                .containsExactly(other, left, made, byHand);
        assertThat(apply(byHand, PATH)).isInstanceOf(Applied.Failed.class);
    }

    /** To leave the project's own environment is more than to make another one. */
    @Test
    void whoRunsInAnEnvironmentOfTheProjectIsNotLedOutOfIt() {
        LoadChain chain = new LoadChain(List.of("m"), List.of(), false);
        Say say = Say.of("s");
        Treatment byHand = Treatments.byHand(say, Scope.ENVIRONMENT, say, null, List.of());
        Treatment made = new Draft(Treatments.NEW_ENVIRONMENT, say, Scope.ISOLATED).identified();
        Treatment named = made.asNamesake();
        Treatment other = Treatments.otherInterpreter(app("a"), "/q", "3", VariableChange.NONE, chain);
        Treatment own = Treatments.projectEnvironment(app("a"), "/p/v", "/p/v/b", VariableChange.NONE, chain);
        assertThat(Planner.order(List.of(byHand, named, other, made, own), true))
                .containsExactly(own, made, other, named, byHand);
        assertThat(Planner.order(List.of(byHand, named, other, made, own), false))
                .containsExactly(own, other, made, named, byHand);
    }

    @Test
    void knowsWhatItsCommandsInstall() {
        LoadChain chain = new LoadChain(List.of("m"), List.of("d"), false);
        Set<String> words = Set.of("zq==1.0", "-r", "/p/requirements.txt");
        for (Engine engine : List.of(new Uv("/uv", true), new VenvPip(new PipSettings(Set.of()), null))) {
            Treatment made = Treatments.newEnvironment(
                    app("app.py"),
                    new Making(new Place(room.toString(), ".venv"), engine, "/p", "3"),
                    new Filling(List.copyOf(words), List.of()),
                    VariableChange.NONE,
                    chain,
                    Map.of());
            assertThat(made.installed()).containsExactlyInAnyOrder("zq==1.0", "/p/requirements.txt");
        }
        Treatment left = Treatments.leaveOutEntry(app("a"), "/p", "PYTHONPATH", "/x", "/x", chain);
        assertThat(left.installed()).isEmpty();
    }

    @Test
    void aPlaceIsNeverOneThatIsTaken() throws IOException {
        Machine machine = Pythons.machine(Map.of("HOME", room.toString()));
        assertThat(Place.choose(machine, room.toString(), "3.13").orElseThrow().name())
                .isEqualTo(".venv");
        Files.createSymbolicLink(room.resolve(".venv"), Path.of("dangling"));
        assertThat(Place.choose(machine, room.toString(), "3.13").orElseThrow().name())
                .isEqualTo(".venv-3.13");
        Files.writeString(room.resolve(".venv-3.13"), "");
        assertThat(Place.choose(machine, room.toString(), "3.13").orElseThrow().name())
                .isEqualTo(".venv-3.13-2");
        Place elsewhere = Place.choose(machine, "/proc/self", "3.13").orElseThrow();
        assertThat(elsewhere.project()).startsWith(room + "/.local/share/tiryaq/environments/self-");
    }

    @Test
    void whatAFileSaysIsAPartOfThePlan() {
        List<String> ids = List.of("aa", "bb", "aa").stream()
                .map(content -> Treatments.newEnvironment(
                                app("app.py"),
                                new Making(new Place(room.toString(), ".venv"), new Uv("/uv", false), "/p", "3"),
                                new Filling(List.of("-r", "/r.txt"), List.of(), content),
                                VariableChange.NONE,
                                new LoadChain(List.of("m"), List.of(), false),
                                Map.of())
                        .withTitle(Say.of("titled"))
                        .id())
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1));
    }
}
