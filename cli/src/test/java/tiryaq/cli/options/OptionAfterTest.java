package tiryaq.cli.options;

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
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;

/** Options that stand behind the command: told of as ours only where nothing speaks for the program. */
class OptionAfterTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void program() throws IOException {
        Files.writeString(folder.resolve("app.py"), "import nowhere\n");
        Files.writeString(folder.resolve("tool.py"), "def main(dry_run, yes): pass\nadd('-q')\n");
    }

    private Optional<String> near(String verb, String... words) {
        return OptionAfter.in(
                        new Options(verb, Map.of("--quiet", ""), List.of(words)),
                        Command.of(List.of(words), folder.toString()),
                        new LiveMachine(Map.of(), new Platform("linux", "x86_64")))
                .map(Say::places)
                .map(places -> places.get("near"));
    }

    @Test
    void goesBeforeTheCommand() {
        assertThat(near("fix", "python", "app.py", "--yes")).contains("tiryaq fix --yes -- python app.py");
        assertThat(near("run", "python", "app.py", "a", "--lang", "ar", "--fix", "b"))
                .contains("tiryaq run --lang ar --fix -- python app.py a b");
        assertThat(near("diagnose", "python", "-v", "app.py", "--format=json", "-v"))
                .contains("tiryaq diagnose --format=json -v -- python -v app.py");
    }

    @Test
    void isTheProgramsOwnWhereItMayBe() {
        assertThat(near("fix", "python", "-q", "-v", "app.py", "x", "-", "--")).isEmpty();
        assertThat(near("diagnose", "python", "app.py", "--yes", "--help", "-q"))
                .isEmpty();
        assertThat(near("fix", "python", "tool.py", "--yes", "--dry-run")).isEmpty();
        assertThat(near("fix", "pytest", "-v", "--yes")).isEmpty();
        assertThat(near("fix", "python", "gone.py", "--yes")).isEmpty();
    }
}
