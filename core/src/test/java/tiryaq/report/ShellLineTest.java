package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.machine.OsText;

/** Real shells read the lines back. */
class ShellLineTest {
    @TempDir
    Path folder;

    @Test
    void aPosixShellReadsBackTheSameWords() throws Exception {
        List<String> words = List.of(
                "plain",
                "",
                "two words",
                "it's",
                "\"",
                "$HOME",
                "`id`",
                "\\",
                "*",
                "~",
                "#x",
                "a=b",
                "-n",
                "!x",
                "é",
                "ترياق");
        assertThat(readBack("/bin/sh", words)).isEqualTo(words);
    }

    @Test
    void bashReadsBackEveryByteButNul() throws Exception {
        List<String> words = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (1 + random.nextInt(255));
            }
            words.add(OsText.decode(bytes));
        }
        words.add("a\nb\u202ec\u001b[31m'\\");
        assertThat(readBack("bash", words)).isEqualTo(words);
    }

    @Test
    void theLineGoesToTheFolderAndSetsTheEnvironment() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("my 'odd' folder"));
        Command command = new Command(
                List.of("/bin/sh", "-c", "pwd; echo \"$SET|${GONE-unset}\""),
                odd.toString(),
                Map.of("SET", "a b"),
                new TreeSet<>(List.of("GONE")));
        ShellLine line = ShellLine.of(command);
        assertThat(line.masked()).isFalse();
        String out = run("/bin/sh", line.line(), Map.of("GONE", "x"));
        assertThat(out).isEqualTo(odd + "\na b|unset\n");
    }

    @Test
    void aPlainCommandStaysPlain() {
        assertThat(ShellLine.of(Samples.COMMAND).line())
                .isEqualTo("cd /home/kim/project && python scripts/supabase/fetch.py");
    }

    /** What is only put in front of the reader's own search path is written so; every shell reads the same of it. */
    @Test
    void theReadersOwnSearchPathIsNotRepeated() throws Exception {
        String path = "/usr/local/bin:/usr/bin:/bin";
        String first = Files.createDirectory(folder.resolve("bin")).toString();
        Command command = new Command(
                List.of("/bin/sh", "-c", "echo \"$PATH\""),
                folder.toString(),
                Map.of("PATH", first + ":" + path, "A", "b:" + path),
                new TreeSet<>());
        String line = ShellLine.before(ShellLine.of(command).line(), path);
        assertThat(line).contains(" PATH=\"" + first + ":$PATH\" /bin/sh ").contains("A=b:" + path + " ");
        for (String shell : List.of("/bin/sh", "bash", "zsh")) {
            if (shell.startsWith("/") || Files.isExecutable(Path.of("/usr/bin", shell))) {
                assertThat(run(shell, line, Map.of("PATH", path))).isEqualTo(first + ":" + path + "\n");
                assertThat(run(shell, line, Map.of("PATH", "/usr/bin:/bin"))).isEqualTo(first + ":/usr/bin:/bin\n");
            }
        }
        String twice =
                ShellLine.of(command).line() + "\n" + ShellLine.of(command).line();
        assertThat(ShellLine.before(twice, path)).isEqualTo(line + "\n" + line);
        assertThat(ShellLine.before(twice, "/sbin:/usr/bin:/bin")).isEqualTo(twice);
        assertThat(ShellLine.before(twice, "")).isEqualTo(twice);
    }

    @Test
    void secretsAreMaskedAndToldSo() {
        Command command = new Command(
                List.of("pip", "install", "--index-url", "https://kim:hunter2@example.org/simple", "x"),
                "",
                Map.of("UV_INDEX_TOKEN", "hunter2", "PIP_INDEX_URL", "https://hunter2@example.org/"),
                new TreeSet<>());
        ShellLine line = ShellLine.of(command);
        assertThat(line.masked()).isTrue();
        assertThat(line.line())
                .isEqualTo("env PIP_INDEX_URL='https://****@example.org/' UV_INDEX_TOKEN='****' pip install"
                        + " --index-url 'https://kim:****@example.org/simple' x");
    }

    @Test
    void whatEveryShellReadsAlikeIsQuotedForEveryShell() {
        assertThat(ShellLine.anywhere(List.of("python", "-c", "import a, b; print(b.c[1])", "PIL"))
                        .line())
                .isEqualTo("python -c \"import a, b; print(b.c[1])\" PIL");
        assertThat(ShellLine.anywhere(List.of("a$b", "50% of it", "x'y z")).line())
                .isEqualTo("'a$b' '50% of it' \"x'y z\"");
    }

    private List<String> readBack(String shell, List<String> words) throws Exception {
        List<String> argv = new ArrayList<>(List.of("printf", "%s\\0"));
        argv.addAll(words);
        String out = run(shell, ShellLine.of(argv).line(), Map.of());
        List<String> back = new ArrayList<>(List.of(out.split("\0", -1)));
        back.removeLast();
        return back;
    }

    private String run(String shell, String line, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path script = folder.resolve("line.sh");
        Files.write(script, OsText.encode(line + "\n"));
        ProcessBuilder builder = new ProcessBuilder(shell, script.toString()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, shell + " is not on this machine");
            throw e;
        }
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as(new String(out, StandardCharsets.UTF_8))
                .isZero();
        return OsText.decode(out);
    }
}
