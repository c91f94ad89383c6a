package tiryaq.treatment.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.command.Command;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;
import tiryaq.python.Interpreter;
import tiryaq.treatment.Plans;
import tiryaq.treatment.Pythons;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/** Real installers whose configured index is a socket that counts who comes. */
class OfflineTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path room;

    private final AtomicInteger visits = new AtomicInteger();

    private static RunResult run(Command command, Map<String, String> variables) {
        return CommandRun.run(command, variables, LIMIT);
    }

    private void count(ServerSocket index) {
        Thread counting = new Thread(() -> {
            while (!index.isClosed()) {
                try (Socket visitor = index.accept()) {
                    visits.incrementAndGet();
                    visitor.getOutputStream()
                            .write("HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    return;
                }
            }
        });
        counting.setDaemon(true);
        counting.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pip", "uv"})
    void nobodyIsAskedAndWhatLiesHereIsStillInstalled(String name) throws IOException {
        Path root = room.toRealPath();
        Interpreter python = Pythons.any();
        String here = TinyWheel.freshName();
        String nowhere = TinyWheel.freshName();
        TinyWheel.pure(root.resolve("wheels"), here, "1.0", List.of());
        try (ServerSocket index = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            count(index);
            String address = "http://127.0.0.1:" + index.getLocalPort() + "/simple";
            Map<String, String> variables = new HashMap<>();
            variables.put("PATH", "/usr/bin:/bin");
            variables.put("HOME", Files.createDirectories(root.resolve("home")).toString());
            variables.put("PIP_INDEX_URL", address);
            variables.put("UV_DEFAULT_INDEX", address);
            variables.put("PIP_FIND_LINKS", root.resolve("wheels").toString());
            variables.put("UV_FIND_LINKS", root.resolve("wheels").toString());
            Engine online = Plans.engine(name, python, variables);
            Offline engine = new Offline(online);
            String environment = root.resolve("made").toString();
            EnginesTest.make(engine, environment, python, variables);
            Path declared = Files.writeString(
                    root.resolve("requirements.txt"),
                    "--extra-index-url " + address + "\n" + nowhere + "\n" + nowhere + "x @ http://127.0.0.1:"
                            + index.getLocalPort() + "/" + nowhere + "x-1.0-py3-none-any.whl\n");
            for (List<String> words : List.of(List.of(nowhere), List.of("-r", declared.toString()))) {
                Command install = engine.install(environment, words, root.toString(), variables);
                RunResult failed = run(install, variables);
                assertThat(failed.passed()).isFalse();
                assertThat(Offline.reason(install, EngineFailure.of(failed)).kind())
                        .as(failed.out() + failed.err())
                        .isEqualTo(EngineFailure.Kind.OFFLINE);
            }
            RunResult local = run(engine.install(environment, List.of(here), root.toString(), variables), variables);
            assertThat(local.passed()).as(local.err()).isTrue();
            Machine machine = new LiveMachine(variables, new Platform("linux", "x86_64"));
            assertThat(engine.mayHave(List.of(here + ">=1"), root.toString(), machine))
                    .isTrue();
            for (List<String> words :
                    List.of(List.of(nowhere), List.of(here, nowhere), List.of("-r", declared.toString()))) {
                assertThat(engine.mayHave(words, root.toString(), machine))
                        .as("uv may have it in its cache: %s", words)
                        .isEqualTo(name.equals("uv"));
            }
            assertThat(visits).hasValue(0);
            run(online.install(environment, List.of(nowhere), root.toString(), variables), variables);
            assertThat(visits.get())
                    .as("the index is the one that would be asked")
                    .isPositive();
        }
    }
}
