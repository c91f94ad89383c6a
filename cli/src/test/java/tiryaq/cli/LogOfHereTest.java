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
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.cli.options.Options;

/** A log of this machine that tells neither which Python ran nor which search path was set is read with the disk. */
class LogOfHereTest {
    @TempDir
    private Path folder;

    private Path python = Path.of("/");
    private Path project = Path.of("/");

    @BeforeEach
    void findPython() throws IOException {
        folder = folder.toRealPath();
        Optional<Path> found = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(each -> each.startsWith("/") && !each.contains("shims"))
                .map(each -> Path.of(each, "python3"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "no python3 is on PATH");
        python = found.get();
        project = Files.createDirectories(folder.resolve("project"));
    }

    private Path log(String program, Map<String, String> set) throws IOException, InterruptedException {
        Path app = Files.writeString(project.resolve("app.py"), program);
        Path log = folder.resolve("a.log");
        ProcessBuilder start = new ProcessBuilder(python.toString(), app.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        start.environment().remove("PYTHONPATH");
        start.environment().putAll(set);
        assertThat(start.start().waitFor()).isEqualTo(1);
        return log;
    }

    private record Said(int code, String out) {}

    private Said diagnose(Path log, Map<String, String> more) throws IOException {
        Map<String, String> options = new HashMap<>(Map.of("--offline", ""));
        options.putAll(more);
        boolean piped = options.containsKey("piped");
        options.remove("piped");
        if (!piped) {
            options.put("--log", log.toString());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = new Session(
                new Options("diagnose", options, List.of()),
                Map.of(
                        "HOME",
                        folder.toString(),
                        "XDG_CACHE_HOME",
                        folder + "/cache",
                        "PATH",
                        String.valueOf(python.getParent())),
                Optional.empty(),
                new ByteArrayInputStream(piped ? Files.readAllBytes(log) : new byte[0]),
                to,
                to,
                "");
        int code = DiagnoseCommand.run(session).number();
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theFolderThatOnlyThatRunHadOnItsPathIsSearched() throws IOException, InterruptedException {
        Path libs = Files.createDirectories(folder.resolve("libs/zqclient"));
        Files.writeString(libs.resolve("__init__.py"), "import _zqback\n");
        Path back = libs.resolveSibling("_zqback.cpython-32-x86_64-linux-gnu.so");
        Files.copy(Path.of("/proc/self/exe"), back);
        Path log = log("import zqclient\n", Map.of("PYTHONPATH", folder + "/libs"));
        Said said = diagnose(log, Map.of());
        assertThat(said.out()).contains("[abi-tag-mismatch]", "_zqback.cpython-32", "PYTHONPATH", "likely, not proved");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out().strip().lines().toList().getLast())
                .startsWith("tiryaq diagnose --python ")
                .contains(" --offline ", " --log ");
        assertThat(diagnose(log, Map.of("piped", "")).out())
                .as("what came through a pipe is run again, with that folder")
                .contains("env PYTHONPATH=" + folder + "/libs tiryaq diagnose -- ", project + "/app.py");
    }

    private Path environment(String name) throws IOException, InterruptedException {
        Path made = project.resolve(name);
        ProcessBuilder venv = new ProcessBuilder(python.toString(), "-m", "venv", "--without-pip", made.toString());
        assertThat(venv.inheritIO().start().waitFor()).isZero();
        return made;
    }

    @Test
    void aPythonThatTheLogDoesNotNameIsAssumed() throws IOException, InterruptedException {
        environment(".venv");
        try (Stream<Path> libraries = Files.list(environment("tools").resolve("lib"))) {
            Files.writeString(libraries.findFirst().orElseThrow().resolve("site-packages/zqtool.py"), "");
        }
        Path log = log("import zqtool\n", Map.of());
        String said = diagnose(log, Map.of("piped", "")).out().replaceAll("\\s+", " ");
        assertThat(said)
                .contains("[other-interpreter]", "which seems to have run", "the likeliest one here")
                .doesNotContain("python) ran.");
        assertThat(diagnose(log, Map.of("--python", python.toString())).out())
                .contains("[other-interpreter]")
                .doesNotContain("seems to have run", "the likeliest one here");
    }

    private Path packages(Path environment) throws IOException {
        try (Stream<Path> libraries = Files.list(environment.resolve("lib"))) {
            return libraries.findFirst().orElseThrow().resolve("site-packages");
        }
    }

    /** The log of a program in an environment, and another state of that since. */
    private String diagnosedLater(String inner, String added) throws IOException, InterruptedException {
        Path environment = environment(".venv");
        Path client = Files.createDirectories(packages(environment).resolve("zqclient"));
        Files.writeString(client.resolve("__init__.py"), inner);
        Files.createDirectories(client.resolve("_core"));
        Path ran = python;
        python = environment.resolve("bin/python");
        Path log = log("import zqclient\n", Map.of());
        python = ran;
        Said before = diagnose(log, Map.of());
        assertThat(before.out()).as("it may have run").contains(environment + "/bin/python");
        Files.writeString(packages(environment).resolve(added), "thing = 1\n");
        Path healed = folder.resolve("healed.txt");
        ProcessBuilder again = new ProcessBuilder(environment + "/bin/python", project + "/app.py");
        assertThat(again.redirectErrorStream(true)
                        .redirectOutput(healed.toFile())
                        .start()
                        .waitFor())
                .as("Python itself finds it now")
                .isZero();
        return diagnose(log, Map.of()).out().replaceAll("\\s+", " ");
    }

    @Test
    void aPythonThatHasWhatIsMissingDidNotPrintIt() throws IOException, InterruptedException {
        String said = diagnosedLater("import zqlater\n", "zqlater.py");
        assertThat(said)
                .contains(project + "/.venv/bin/python is not taken for the Python that printed this")
                .doesNotContain("--python " + project + "/.venv/bin/python", "may have run");
    }

    @Test
    void norDidOneThatHasAFileWhereTheOutputTellsOfAFolder() throws IOException, InterruptedException {
        String said = diagnosedLater("from zqclient._core import thing\n", "zqclient/_core.py");
        assertThat(said)
                .contains(
                        project + "/.venv/bin/python is not taken for the Python that printed this",
                        "zqclient/_core.py")
                .doesNotContain("--python " + project + "/.venv/bin/python", "may have run");
    }

    /** Where every Python here has it, the words alone are read. */
    @Test
    void whatEachPythonHereHasIsToldOfNone() throws IOException {
        Files.writeString(project.resolve("app.py"), "import email.mime\n");
        Path log = Files.writeString(folder.resolve("a.log"), """
                Traceback (most recent call last):
                  File "%s/app.py", line 1, in <module>
                    import email.mime
                ModuleNotFoundError: No module named 'email.mime'
                """.formatted(project));
        Said said = diagnose(log, Map.of());
        assertThat(said.out().replaceAll("\\s+", " "))
                .contains("is not taken for the Python that printed this")
                .doesNotContain("may have run", "the likeliest one here", "tiryaq diagnose --python");
    }

    /** What nothing provides is no missing distribution, whatever is known of the Python. */
    @Test
    void theSameFactsHaveTheSameCode() throws IOException, InterruptedException {
        Path log = log("import zqnobody_has_it\n", Map.of());
        Said guessed = diagnose(log, Map.of());
        Said named = diagnose(log, Map.of("--python", python.toString()));
        Files.delete(project.resolve("app.py"));
        Said elsewhere = diagnose(log, Map.of());
        for (Said each : List.of(guessed, named, elsewhere)) {
            assertThat(each.code()).isEqualTo(4);
            assertThat(each.out()).contains("[unknown]", "nothing proves which");
        }
    }
}
