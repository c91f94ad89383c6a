package tiryaq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.fix.Choice;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.Output;
import tiryaq.cli.options.Options;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Outcome;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** The id of a plan stands for what was shown, whatever the index has said since. */
class PlanTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path room;

    private Path project;
    private final Map<String, String> variables = new HashMap<>();

    /** A file for another Python, of a release that the index does not have any more. */
    @BeforeEach
    void makeProject() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON))
                        && new ProcessBuilder(PYTHON, "-m", "pip", "--version")
                                        .redirectErrorStream(true)
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor()
                                == 0,
                "needs a Python 3 with pip");
        project = Files.createDirectories(room.toRealPath().resolve("project"));
        Path tools = Files.createDirectories(room.toRealPath().resolve("tools"));
        Files.writeString(tools.resolve("zqnative.cpython-31-x86_64-linux-gnu.so"), "");
        Path info = Files.createDirectory(tools.resolve("zqnative-1.0.dist-info"));
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: zqnative\nVersion: 1.0\n");
        Files.writeString(info.resolve("RECORD"), "zqnative.cpython-31-x86_64-linux-gnu.so,,\n");
        Files.writeString(project.resolve("app.py"), "import zqnative\n");
        Path wheels = Files.createDirectories(room.resolve("wheels"));
        Files.writeString(wheels.resolve("zqnative-1.1-py3-none-any.whl"), "");
        variables.putAll(Map.of(
                "HOME", room.toString(),
                "PATH", "/usr/bin:/bin",
                "PYTHONPATH", tools.toString(),
                "PIP_NO_INDEX", "1",
                "PIP_FIND_LINKS", wheels.toString()));
    }

    private Session session(String... options) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Session(
                new Options("fix", all, List.of()),
                variables,
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                "");
    }

    private static Treatment made(List<Treatment> treatments) {
        return treatments.stream()
                .filter(each -> each.kind().equals(Treatments.NEW_ENVIRONMENT))
                .findFirst()
                .orElseThrow();
    }

    private Fix.Offers offers(Session session) {
        Command command = Command.of(List.of(PYTHON, "app.py"), project.toString());
        Consultation consultation = new Consultation(session);
        String printed = """
                Traceback (most recent call last):
                  File "app.py", line 1, in <module>
                    import zqnative
                ModuleNotFoundError: No module named 'zqnative'
                """;
        Output output = new Output(printed.getBytes(StandardCharsets.UTF_8), new byte[0], false);
        Consulted sick = consultation.examine(command, new Finished(1, 0, output));
        return FixCommand.offers(session, consultation, Objects.requireNonNull(sick.examined()), command);
    }

    @Test
    void itIsFoundAgainAfterTheIndexHasAnswered() {
        Treatment cold = made(offers(session("--treatment", "1")).seen().treatments());
        assertThat(cold.installs()).containsExactly("zqnative==1.0");
        Fix.Offers warm = offers(session("--treatment", "1"));
        Treatment now = made(warm.seen().treatments());
        assertThat(now.installs()).containsExactly("zqnative==1.1");
        assertThat(now.id()).isNotEqualTo(cold.id());
        for (Treatment shown : List.of(cold, now)) {
            Session named = session("--plan", shown.id());
            Fix.Offers offers = offers(named);
            assertThat(Choice.of(
                            named.options(),
                            offers.seen().treatments(),
                            offers.now().treatments()))
                    .isInstanceOfSatisfying(
                            Choice.Made.class,
                            made -> assertThat(made.treatments()).containsExactly(shown));
        }
        Session mistyped = session("--plan", "0123456789ab");
        Fix.Offers none = offers(mistyped);
        assertThat(Choice.of(
                        mistyped.options(), none.seen().treatments(), none.now().treatments()))
                .isInstanceOf(Choice.None.class);
    }

    /**
     * What is left of the new environments that were offered first, after one failed for want of a wheel.
     *
     * @param file whether that was the one of what is declared
     */
    private List<Treatment> left(String declared, boolean file, String requirement) throws IOException {
        Files.writeString(project.resolve("requirements.txt"), declared);
        Offering.Offer cold = offers(session("--offline", "")).seen();
        List<Treatment> made = environments(cold.treatments());
        assertThat(made).hasSize(2);
        Treatment failed = made.stream()
                .filter(each -> each.installs().isEmpty() == file)
                .findFirst()
                .orElseThrow();
        Say why =
                Say.of("treatment.failed.no-wheel", "requirement", requirement).as(Say.Sense.NO_WHEEL);
        Outcome.Tried tried = new Outcome.Tried(failed.id(), Outcome.Result.FAILED, why);
        Outcome outcome = new Outcome(Outcome.Status.NOT_CURED, null, List.of(), null, List.of(), List.of(tried));
        List<Treatment> left = environments(new Fix.Offers(cold, cold).after(outcome));
        assertThat(left).as("what was tried is still told").contains(failed);
        return left;
    }

    private static List<Treatment> environments(List<Treatment> treatments) {
        return treatments.stream()
                .filter(each -> each.kind().equals(Treatments.NEW_ENVIRONMENT))
                .toList();
    }

    @Test
    void whatAsksForAWheelThatIsNotThereIsOfferedNoMore() throws IOException {
        assertThat(left("zqnative == 1.0  # pinned\n", true, "zqnative==1.0")).hasSize(1);
        assertThat(left("zqnative==1.0\n", false, "zqnative==1.0")).hasSize(1);
        assertThat(left("zqnative==1.0\n", false, "zqrequired>=2"))
                .as("asks for the same")
                .hasSize(1);
        assertThat(left("zqnative==1.0\nzqother\n", false, "zqrequired>=2"))
                .as("and more")
                .hasSize(1);
    }

    @Test
    void whatAsksForLessOrElsewhereIsStillOffered() throws IOException {
        assertThat(left("zqnative==1.0\nzqother\n", true, "zqother")).hasSize(2);
        String elsewhere = "--extra-index-url https://index.example/simple\nzqnative==1.0\n";
        assertThat(left(elsewhere, false, "zqnative==1.0")).hasSize(2);
    }
}
