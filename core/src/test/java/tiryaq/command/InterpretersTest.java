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
}
