package tiryaq.treatment.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.Machine;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.Start;
import tiryaq.python.VirtualEnvironment;
import tiryaq.treatment.Pythons;

/** What a project's own files say of an environment elsewhere. */
class PointedTest {
    @TempDir
    Path room;

    private Path project;
    private String prefix;

    @BeforeEach
    void furnish() throws IOException {
        Path real = room.toRealPath();
        project = Files.createDirectory(real.resolve("my project"));
        prefix = real + "/tools";
        Files.createDirectories(Path.of(prefix, "bin"));
        Files.writeString(Path.of(prefix, "pyvenv.cfg"), "home = /usr/bin\nversion = 3.11.2\n");
        Files.createSymbolicLink(
                Path.of(prefix, "bin/python"), Path.of(Pythons.any().executable()));
    }

    private boolean pointed() {
        Machine machine = Pythons.machine(Map.of("HOME", "/nowhere", "PATH", "/usr/bin"));
        VirtualEnvironment environment = VirtualEnvironment.at(prefix, machine).orElseThrow();
        PythonEnvironment seen =
                new PythonEnvironment(Pythons.describe(Path.of(prefix, "bin/python")), Start.plain(null, "/"), machine);
        return Pointed.to(machine, project.toString(), environment, seen);
    }

    private boolean saying(String text) throws IOException {
        Files.writeString(project.resolve(".envrc"), text);
        return pointed();
    }

    @Test
    void aLongerNameIsAnother() throws IOException {
        assertThat(pointed()).isFalse();
        for (String text : List.of(
                "source " + prefix + "/bin/activate\n",
                "VIRTUAL_ENV=" + prefix,
                "{\"python\": \"" + prefix + "\"}",
                "layout python ./../tools\n",
                "PATH=" + prefix + "2/bin:" + prefix + "/bin")) {
            assertThat(saying(text)).as(text).isTrue();
        }
        for (String text : List.of(
                "source " + prefix + "2/bin/activate\n",
                "VIRTUAL_ENV=" + prefix + "-old",
                "VIRTUAL_ENV=" + prefix + ".old",
                "layout python ../tools2\n",
                "layout python ../../tools\n")) {
            assertThat(saying(text)).as(text).isFalse();
        }
    }

    /** An address quotes what a path may hold (RFC 8089), as pip does. */
    @Test
    void anInstalledProjectIsKnownByItsAddress() throws IOException, InterruptedException {
        String python = prefix + "/bin/python";
        String address = asked(python, "import pathlib, sys; print(pathlib.Path(sys.argv[1]).as_uri())");
        String packages = asked(python, "import sysconfig; print(sysconfig.get_path('purelib'))");
        Path metadata = Files.createDirectories(Path.of(packages, "zqown-1.dist-info"));
        Files.writeString(metadata.resolve("METADATA"), "Metadata-Version: 2.1\nName: zqown\nVersion: 1\n");
        for (boolean own : List.of(true, false)) {
            String url = own ? address : address + "2";
            Files.writeString(
                    metadata.resolve("direct_url.json"),
                    "{\"dir_info\": {\"editable\": true}, \"url\": \"" + url + "\"}");
            assertThat(pointed()).as(url).isEqualTo(own);
        }
    }

    private String asked(String python, String code) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(python, "-I", "-c", code, project.toString()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
