package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.Ran;
import tiryaq.command.Command;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.process.RunResult;

/** A real environment that was moved with its project: its commands and its activation still mean the old place. */
class MovedEnvironmentTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private OfflineProject place;
    private Path old;
    private Path moved;

    @BeforeEach
    void makeProject() throws IOException {
        place = OfflineProject.in(room, "project");
        TinyWheel.pure(place.wheels(), name, "1.0", List.of());
        Files.writeString(place.folder().resolve("app.py"), "import " + name + "\nprint('works')\n");
        old = place.folder().resolve(".venv");
        moved = place.folder().resolveSibling("moved");
        passes(place.python(), "-I", "-m", "venv", ".venv");
        passes(".venv/bin/python", "-I", "-m", "pip", "install", "-q", name);
        place.variables().put("PATH", Path.of(place.python()).getParent() + ":/usr/bin:/bin");
    }

    private void passes(String... words) {
        assertThat(place.run(place.command(words))).matches(RunResult::passed);
    }

    private void move() throws IOException {
        Files.move(place.folder(), moved);
    }

    private void tool(Path environment, Path python, String text) throws IOException {
        Path tool = Files.writeString(environment.resolve("bin/tool"), "#!" + python + "\n" + text);
        assertThat(tool.toFile().setExecutable(true)).isTrue();
    }

    private Command here(String... words) {
        return Command.of(List.of(words), moved.toString());
    }

    private Examined unstarted(Command command) {
        return place.examined("", new Ran(command, 127, null, null), Providers.NONE);
    }

    @Test
    void itsCommandRunsByThePythonBesideIt() throws IOException {
        String entry =
                "import sys\nfrom os.path import basename\nif __name__ == '__main__':\n    sys.exit(basename())\n";
        tool(old, old.resolve("bin/python"), "import sys\nimport " + name + "\nprint(sys.argv[1:])\n");
        move();
        Command command = here(".venv/bin/tool", "a b");
        Examined examined = unstarted(command);
        Diagnosis answer = examined.answer();
        assertThat(answer.cause()).isEqualTo("venv-broken");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.summary().places())
                .containsEntry("environment", moved.resolve(".venv").toString())
                .containsEntry("made", old.toString())
                .containsEntry("command", old.resolve("bin/python").toString());
        List<Treatment> found = Candidates.of(examined, command, request -> List.of());
        Treatment first = found.getFirst();
        assertThat(first.automatic()).isTrue();
        assertThat(Treatments.onlyRunProves(first)).isTrue();
        assertThat(place.run(Objects.requireNonNull(first.cured())).out()).isEqualTo("['a b']\n");
        tool(moved.resolve(".venv"), old.resolve("bin/python"), entry);
        Treatment installed =
                Candidates.of(unstarted(command), command, request -> List.of()).getFirst();
        assertThat(installed.proof()).hasSize(1);
        assertThat(place.run(installed.proof().getFirst()).passed()).isTrue();
    }

    /** What lies in an environment and is none of its own says nothing of where that was made. */
    @Test
    void aScriptOfAnotherEnvironmentDoesNotSayThatThisOneWasMoved() throws IOException {
        tool(old, room.resolve("elsewhere/.venv/bin/python"), "print(1)\n");
        move();
        assertThat(unstarted(here(".venv/bin/tool")).answer().cause()).isEqualTo("unknown");
        tool(moved.resolve(".venv"), room.resolve("project/.venv-2/bin/python"), "print(1)\n");
        assertThat(unstarted(here(".venv/bin/tool")).answer().cause()).isEqualTo("unknown");
    }

    private Examined dead(Command command) {
        return place.examined(command, OfflineProject.onlyIn(name));
    }

    private void activate(Path environment) {
        place.variables().put("VIRTUAL_ENV", environment.toString());
        place.variables()
                .put(
                        "PATH",
                        environment.resolve("bin") + ":" + place.variables().get("PATH"));
    }

    @Test
    void aShellThatIsSetUpForTheOldPlaceIsTold() throws IOException {
        move();
        activate(old);
        Command command = here("python3", "app.py");
        Examined examined = dead(command);
        Diagnosis answer = examined.answer();
        assertThat(answer.cause()).isEqualTo("venv-broken");
        assertThat(answer.contributing()).containsExactly("other-interpreter");
        assertThat(answer.summary().places())
                .containsEntry("environment", moved.resolve(".venv").toString())
                .containsEntry("made", old.toString());
        Treatment first = Candidates.of(examined, command, request -> List.of()).getFirst();
        assertThat(place.run(Objects.requireNonNull(first.cured())).out()).isEqualTo("works\n");
    }

    @Test
    void whatWasNotLookedForOnPathDidNotMissTheEnvironment() throws IOException {
        move();
        activate(old);
        assertThat(dead(here(place.python(), "app.py")).answer().cause()).isEqualTo("other-interpreter");
    }

    @Test
    void aShellThatIsNotSetUpForItIsToldOfNothing() throws IOException {
        move();
        Diagnosis answer = dead(here("python3", "app.py")).answer();
        assertThat(answer.cause()).isEqualTo("other-interpreter");
        assertThat(notes(answer)).doesNotContain("note.activation-gone");
    }

    @Test
    void anEnvironmentThatIsGoneAltogetherIsTold() throws IOException {
        move();
        activate(room.resolve("other/.venv"));
        Diagnosis answer = dead(here("python3", "app.py")).answer();
        assertThat(answer.cause()).isEqualTo("other-interpreter");
        assertThat(notes(answer)).contains("note.activation-gone");
        Files.createDirectories(room.resolve("other/.venv/bin"));
        assertThat(notes(dead(here("python3", "app.py")).answer())).doesNotContain("note.activation-gone");
    }

    @Test
    void anEnvironmentWhosePythonIsALinkToNothingIsTold() throws IOException {
        move();
        Path bin = Files.createDirectories(room.resolve("other/.venv/bin"));
        Files.createSymbolicLink(bin.resolve("python3"), room.resolve("base/bin/python3"));
        activate(room.resolve("other/.venv"));
        Diagnosis answer = dead(here("python3", "app.py")).answer();
        assertThat(notes(answer)).contains("note.activation-baseless");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        Files.delete(bin.resolve("python3"));
        assertThat(notes(dead(here("python3", "app.py")).answer())).doesNotContain("note.activation-baseless");
    }

    private static List<String> notes(Diagnosis answer) {
        return answer.notes().stream().map(Say::key).toList();
    }
}
