package tiryaq.trials.wheels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.trials.room.Pythons;
import tiryaq.trials.room.Ran;
import tiryaq.trials.room.Shell;

final class LoopbackIndexTest {
    @Test
    void everyPinNamesAWheel() throws IOException {
        List<Pin> pins = Wheelhouse.read(Path.of("wheelhouse.txt"));
        assertThat(pins).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        assertThat(pins).allSatisfy(pin -> assertThat(pin.file()).endsWith(".whl"));
        assertThat(pins)
                .filteredOn(pin -> pin.project().equals("cffi"))
                .extracting(Pin::python)
                .containsExactlyInAnyOrder("3.11", "3.12", "3.13");
        assertThat(pins)
                .filteredOn(pin -> pin.project().equals("cryptography"))
                .extracting(Pin::python)
                .containsOnly("");
    }

    @Test
    void servesPartsAndRefusesWhatIsNotPinned(@TempDir Path folder) throws IOException, InterruptedException {
        Path wheels = Files.createDirectories(folder.resolve("own"));
        Files.writeString(wheels.resolve("some_thing-1.0-py3-none-any.whl"), "0123456789");
        try (LoopbackIndex index = new LoopbackIndex(new Wheelhouse(folder, List.of()));
                HttpClient client = HttpClient.newHttpClient()) {
            String shelf = index.shelf("one", wheels);
            assertThat(get(client, shelf + "some-thing/", "").body())
                    .contains("some_thing-1.0-py3-none-any.whl#sha256=84d89877f0d4041efb6bf91a16f0248f2fd573e6af05");
            String file = shelf.replace("/simple/", "/files/some_thing-1.0-py3-none-any.whl");
            assertThat(get(client, file, "").body()).isEqualTo("0123456789");
            HttpResponse<String> part = get(client, file, "bytes=2-4");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("234");
            assertThat(get(client, file, "bytes=-3").body()).isEqualTo("789");
            assertThat(index.refused("one")).isEmpty();
            assertThat(get(client, shelf + "requests/", "").statusCode()).isEqualTo(404);
            assertThat(index.refused("one")).containsExactly("/one/simple/requests/");
        }
    }

    @Test
    void pipInstallsFromItAlone(@TempDir Path folder) throws IOException, InterruptedException {
        String python = Pythons.withPip().orElse("");
        assumeTrue(!python.isEmpty(), "an interpreter with pip");
        Path wheels = Files.createDirectories(folder.resolve("own"));
        Path source = Files.createDirectories(folder.resolve("source/qatemu"));
        Files.writeString(source.resolve("__init__.py"), "value = 7\n");
        String forge = Path.of("tools/forge.py").toAbsolutePath().toString();
        run(python, folder, "", forge, wheels.toString(), "py3-none-any", "qatemu-kit", "1.0", folder + "/source");
        try (LoopbackIndex index = new LoopbackIndex(new Wheelhouse(folder, List.of()))) {
            String shelf = index.shelf("one", wheels);
            Ran ran = run(python, folder, shelf, "-m", "pip", "install", "-t", folder + "/t", "qatemu-kit==1.0");
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(folder.resolve("t/qatemu/__init__.py")).hasContent("value = 7\n");
            assertThat(folder.resolve("t/qatemu_kit-1.0.dist-info/RECORD")).exists();
            assertThat(run(python, folder, shelf, "-m", "pip", "download", "requests")
                            .exit())
                    .isNotZero();
            assertThat(index.refused("one")).contains("/one/simple/requests/");
        }
    }

    private static Ran run(String python, Path folder, String index, String... words)
            throws IOException, InterruptedException {
        List<String> argv = new java.util.ArrayList<>(List.of(python, "-I"));
        argv.addAll(List.of(words));
        Map<String, String> environment = Map.of(
                "PIP_INDEX_URL",
                index,
                "PIP_CONFIG_FILE",
                "/dev/null",
                "PIP_NO_CACHE_DIR",
                "1",
                "PATH",
                "/usr/bin:/bin");
        return Shell.run(argv, folder, environment, Duration.ofMinutes(2));
    }

    private static HttpResponse<String> get(HttpClient client, String address, String range)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
