package tiryaq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.machine.Machine;

/** Editable installs as the installers write them, in an environment of a real interpreter. */
class EditablesTest {
    @TempDir
    Path folder;

    private Path packages;
    private PythonEnvironment seen;
    private Machine machine;

    @BeforeEach
    void environment() throws IOException {
        folder = folder.toRealPath();
        String python = Pythons.venv(Pythons.three(), folder.resolve("venv"))
                .resolve("bin/python")
                .toString();
        try (var found = Files.list(folder.resolve("venv/lib"))) {
            packages = found.findFirst().orElseThrow().resolve("site-packages");
        }
        machine = Pythons.machine(Map.of());
        Interpreter interpreter = ((Probed.Answered) new Probe(machine).probe(python)).interpreter();
        seen = new PythonEnvironment(interpreter, Start.plain(null, folder.toString()), machine);
    }

    private Optional<Editables.Lost> lost(String module) {
        return Editables.of(new PythonEnvironment(seen.interpreter(), seen.start(), machine), machine, module);
    }

    private void installed(String name, String topLevel, String file, String text) throws IOException {
        Path info = Files.createDirectories(packages.resolve(name.replace('-', '_') + "-1.0.dist-info"));
        Files.writeString(info.resolve("RECORD"), file + ",,\n");
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n");
        Files.writeString(info.resolve("top_level.txt"), topLevel);
        Files.writeString(packages.resolve(file), text);
    }

    @Test
    void aPathFileThatNamesAFolderThatIsGone() throws IOException {
        String place = folder + "/gone/src";
        installed("acme-tools", "acme\n", "__editable__.acme_tools-1.0.pth", place + "\n");
        String file = packages.resolve("__editable__.acme_tools-1.0.pth").toString();
        assertThat(lost("acme")).contains(new Editables.Lost(file, place, true));
        assertThat(lost("acmetools")).contains(new Editables.Lost(file, place, true));
        assertThat(lost("other")).contains(new Editables.Lost(file, place, false));
        // The folder is there again, and the package in it is not.
        Files.createDirectories(folder.resolve("gone/src"));
        assertThat(lost("acme")).contains(new Editables.Lost(file, place + "/acme", true));
        assertThat(lost("other")).isEmpty();
        Files.createDirectories(folder.resolve("gone/src/acme"));
        assertThat(lost("acme")).isEmpty();
    }

    @Test
    void aFinderAndAnEggLink() throws IOException {
        String place = folder + "/gone/flat";
        installed(
                "flat",
                "flat\n",
                "__editable___flat_1_0_finder.py",
                "import sys\n\nMAPPING: dict[str, str] = {'first': '/', 'flat': '" + place + "'}\nNAMESPACES = {}\n");
        assertThat(lost("flat"))
                .contains(new Editables.Lost(
                        packages.resolve("__editable___flat_1_0_finder.py").toString(), place, true));
        assertThat(lost("first")).isEmpty();
        Path link = Files.writeString(packages.resolve("old-pkg.egg-link"), folder + "/gone/old\n.");
        assertThat(lost("oldpkg")).contains(new Editables.Lost(link.toString(), folder + "/gone/old", true));
    }

    /** What setuptools and pip of this machine write. */
    @Test
    void whatTheInstallerWrites() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.createDirectories(project.resolve("quick"));
        Files.writeString(project.resolve("quick/__init__.py"), "");
        Files.writeString(
                project.resolve("setup.py"),
                "from setuptools import setup\nsetup(name='zq-quick', packages=['quick'])\n");
        Pythons.Ran made = Pythons.run(
                List.of(
                        Pythons.three(),
                        "-m",
                        "pip",
                        "install",
                        "-q",
                        "--target",
                        folder + "/libs",
                        "setuptools>=64",
                        "wheel"),
                folder,
                Map.of());
        org.junit.jupiter.api.Assumptions.assumeTrue(made.exit() == 0, "setuptools cannot be fetched: " + made.text());
        Pythons.Ran ran = Pythons.run(
                List.of(
                        Pythons.three(),
                        "-m",
                        "pip",
                        "--python",
                        folder + "/venv/bin/python",
                        "install",
                        "-q",
                        "--no-deps",
                        "--no-build-isolation",
                        "-e",
                        project.toString()),
                folder,
                Map.of("PYTHONPATH", folder + "/libs"));
        org.junit.jupiter.api.Assumptions.assumeTrue(ran.exit() == 0, "no editable install here: " + ran.text());
        assertThat(lost("quick")).isEmpty();
        Files.move(project, folder.resolve("moved"));
        assertThat(lost("quick")).hasValueSatisfying(found -> {
            assertThat(found.place()).startsWith(project.toString());
            assertThat(found.meant()).isTrue();
            assertThat(found.file()).startsWith(packages.toString());
        });
    }
}
