package tiryaq.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tiryaq.machine.OsText;

class ShellWordsTest {
    private static final List<String> WORDS = List.of(
            "printf",
            "%s\\0",
            "plain-1.0",
            "",
            "it's",
            "a b",
            "$HOME",
            "`x`",
            "~",
            "#",
            "!",
            "a\nb",
            "\"",
            "*",
            "a=b",
            "ü",
            "\udcff\udc80",
            "\\",
            "{a,b}",
            "-n");

    @Test
    void shellsReadTheSameBytesBack() throws Exception {
        String line = WORDS.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
        for (String shell : List.of("sh", "bash")) {
            Process process = new ProcessBuilder(shell).start();
            process.getOutputStream().write(OsText.encode(line));
            process.getOutputStream().close();
            byte[] out = process.getInputStream().readAllBytes();
            assertThat(OsText.decode(out)).isEqualTo(String.join("\0", WORDS.subList(2, WORDS.size())) + "\0");
        }
    }

    @Test
    void leavesPlainWordsAlone() {
        assertThat(ShellWords.quote("/usr/bin/python3.13")).isEqualTo("/usr/bin/python3.13");
    }

    @Test
    void aNameIsWhatAShellCanExport() throws Exception {
        for (String name : List.of("a", "_", "A_1", "éa", "a-b", "1a", "a.b", "a b", "BASH_FUNC_f%%", "٣", "")) {
            Process process = new ProcessBuilder("sh", "-c", "export " + ShellWords.quote(name + "=v"))
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            assertThat(ShellWords.isName(name)).as(name).isEqualTo(process.waitFor() == 0);
        }
    }
}
