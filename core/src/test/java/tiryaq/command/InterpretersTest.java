package tiryaq.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.Machine;

class InterpretersTest {
    @TempDir
    Path folder;

    private List<Environment> found(Path in, Map<String, String> set) {
        return Interpreters.candidates(in.toString(), null, Pythons.machine(set));
    }

    @Test
    void everyInstallationOnceAndNoShim() throws IOException {
        List<Environment> found = found(folder, Map.of());
        Set<Path> real = new HashSet<>();
        for (Environment each : found) {
            assertThat(each.executable()).doesNotContain("/shims/");
            if (each.kind() != Environment.Kind.VENV) {
                assertThat(real.add(Path.of(each.executable()).toRealPath()))
                        .as(each.executable())
                        .isTrue();
            }
        }
        for (String python : Pythons.all()) {
            assertThat(real).contains(Path.of(python).toRealPath());
        }
    }

    @Test
    void theProjectsOwnEnvironmentFirst() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("project/.venv"));
        Path outside = Pythons.venv(Pythons.three(), folder.resolve("venv"));
        Path below = Files.createDirectories(folder.resolve("project/src/deep"));
        Files.createDirectories(folder.resolve("project/.git"));
        List<Environment> found = found(below, Map.of());
        assertThat(found.getFirst())
                .isEqualTo(
                        new Environment(venv.resolve("bin/python").toString(), venv.toString(), Environment.Kind.VENV));
        assertThat(found).extracting(Environment::prefix).doesNotContain(outside.toString());
        assertThat(found(below, Map.of("VIRTUAL_ENV", outside.toString()))
                        .getFirst()
                        .prefix())
                .isEqualTo(outside.toString());
        List<Environment> beside =
                Interpreters.candidates("/", folder.resolve("x.py").toString(), Pythons.machine(Map.of()));
        assertThat(beside.getFirst().prefix()).isEqualTo(outside.toString());
    }

    /** What lies beside an interpreter came with that, and not with a project whose environments link to it. */
    @Test
    void aCommandOfTheInstallationHasNoProjectThere() throws IOException {
        Path base = Path.of(Pythons.three()).toRealPath();
        Path project = Files.createDirectories(folder.toRealPath().resolve("project"));
        String venv = Pythons.venv(base.toString(), project.resolve(".venv"))
                .resolve("bin/python")
                .toString();
        Machine machine = Pythons.machine(Map.of());
        String tool = base.resolveSibling("tool").toString();
        String script = Interpreters.ofProject(tool, base.toString(), machine);
        assertThat(script).isNull();
        assertThat(Interpreters.startable(project.toString(), script, machine, machine))
                .extracting(Environment::executable)
                .contains(venv);
        assertThat(Interpreters.ofProject("/p/run", base.toString(), Pythons.machine(Map.of("PATH", "/bin:/p"))))
                .isNull();
        // Near misses: a project's own file, and a command of an environment, which may lie in one.
        assertThat(Interpreters.ofProject("/p/run.py", base.toString(), Pythons.machine(Map.of("PATH", "/bin:/p"))))
                .isEqualTo("/p/run.py");
        String own = project.resolve(".venv/bin/tool").toString();
        assertThat(Interpreters.ofProject(own, venv, machine)).isEqualTo(own);
    }

    @Test
    void environmentsOfAnyNameInTheProjectAndBesideIt() throws IOException {
        Path inside = Pythons.venv(Pythons.three(), folder.resolve("project/env3.11"));
        Path beside = Pythons.venv(Pythons.three(), folder.resolve("myenv"));
        Path deeper = Pythons.venv(Pythons.three(), folder.resolve("project/tools/theirs"));
        Files.createDirectories(folder.resolve("project/data"));
        List<Environment> found = found(folder.resolve("project"), Map.of());
        assertThat(found.subList(0, 2))
                .extracting(Environment::prefix)
                .containsExactly(inside.toString(), beside.toString());
        assertThat(found).extracting(Environment::prefix).doesNotContain(deeper.toString());
        Files.createDirectories(folder.resolve("project/.git"));
        assertThat(found(folder.resolve("project"), Map.of()))
                .extracting(Environment::prefix)
                .contains(inside.toString())
                .doesNotContain(beside.toString());
    }

    @Test
    void whatToolsKeep() throws IOException {
        Path conda = folder.resolve("miniconda3");
        Files.createDirectories(conda.resolve("conda-meta"));
        Pythons.script(conda.resolve("bin/python3.11"), "\u007fELF");
        Files.createSymbolicLink(conda.resolve("bin/python"), Path.of("python3.11"));
        Path poetry = Pythons.venv(Pythons.three(), folder.resolve(".cache/pypoetry/virtualenvs/app-x"));
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("bin")).resolve("python"), folder.resolve("bin/python"));
        Files.createDirectories(folder.resolve("bin/python3"));
        List<Environment> found =
                found(folder, Map.of("HOME", folder.toString(), "PATH", folder.resolve("bin") + ":relative::"));
        assertThat(found)
                .contains(
                        new Environment(
                                conda.resolve("bin/python").toString(), conda.toString(), Environment.Kind.CONDA),
                        new Environment(
                                poetry.resolve("bin/python").toString(), poetry.toString(), Environment.Kind.VENV));
        assertThat(found).extracting(Environment::prefix).doesNotContain(folder.toString());
    }

    private List<String> startable(Path in, Map<String, String> set) {
        return Interpreters.startable(in.toString(), null, Pythons.machine(set), Pythons.machine(set)).stream()
                .map(Environment::executable)
                .toList();
    }

    @Test
    void whatCameWithTheProjectIsNotAsked() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Path good = Pythons.venv(Pythons.three(), project.resolve(".venv"));
        Path copy = Pythons.venv(Pythons.three(), project.resolve("venv"));
        Path python = copy.resolve("bin/python");
        Path real = python.toRealPath();
        Files.delete(python);
        Files.copy(real, python);
        Path linked = Pythons.venv(Pythons.three(), project.resolve("env"));
        Files.delete(linked.resolve("bin/python"));
        Files.createSymbolicLink(linked.resolve("bin/python"), python);
        Path tools = Files.createDirectories(project.resolve("tools"));
        Files.copy(real, tools.resolve("python3"));
        Map<String, String> set = Map.of("PATH", tools + ":" + System.getenv("PATH"), "VIRTUAL_ENV", copy.toString());
        assertThat(found(project, set))
                .extracting(Environment::executable)
                .contains(python.toString(), linked + "/bin/python", tools + "/python3");
        assertThat(startable(project, set))
                .contains(good + "/bin/python")
                .doesNotContain(python.toString(), linked + "/bin/python", tools + "/python3");
        Path below = Files.createDirectories(project.resolve("src/deep"));
        assertThat(startable(below, Map.of()))
                .contains(good + "/bin/python")
                .doesNotContain(python.toString(), linked + "/bin/python");
    }

    @Test
    void anEnvironmentMayNotBringItsStandardLibrary() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("project/.venv"));
        Path project = folder.resolve("project");
        assertThat(startable(project, Map.of())).contains(venv + "/bin/python");
        String settings = Files.readString(venv.resolve("pyvenv.cfg"));
        for (String home : List.of(project + "/evil/bin", "../evil/bin")) {
            Files.writeString(venv.resolve("pyvenv.cfg"), settings.replaceAll("(?m)^home = .*$", "HOME= " + home));
            assertThat(startable(project, Map.of())).doesNotContain(venv + "/bin/python");
        }
        Files.writeString(venv.resolve("pyvenv.cfg"), settings);
        assertThat(startable(project, Map.of())).contains(venv + "/bin/python");
        Files.writeString(venv.resolve("pyvenv.cfg"), settings + "x = y\n".repeat(20_000) + "home = /usr/bin\n");
        assertThat(startable(project, Map.of())).doesNotContain(venv + "/bin/python");
        Files.writeString(venv.resolve("pyvenv.cfg"), settings);
        Files.writeString(venv.resolve("bin/python._pth"), project + "/evil\n");
        assertThat(startable(project, Map.of())).doesNotContain(venv + "/bin/python");
    }

    @Test
    void aFolderAboveTheHomeIsNoProject() {
        String home = Pythons.machine(Map.of()).variable("HOME").orElse("/");
        for (String in : List.of("/", home)) {
            assertThat(startable(Path.of(in), Map.of())).hasSameSizeAs(found(Path.of(in), Map.of()));
        }
    }
}
