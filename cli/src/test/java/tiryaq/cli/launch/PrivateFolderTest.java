package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else who can write to the folder for temporary files cannot make the launcher run or remove what is his. */
@Tag("process")
class PrivateFolderTest {
    private static final String FAILS = "§ sh -c 'echo err >&2; exit 3'";
    private static final String GUESSED = "01234567-89ab-4cde-8f01-23456789abcd";

    @TempDir
    private Path folder;

    /** A program that says where its folder is and has the command of the file {@code next} run. */
    private InstalledLauncher launcher(String next) throws IOException {
        return InstalledLauncher.in(folder, """
                read -r word nth code signal <"$TIRYAQ_RUN/to"
                echo "folder: $TIRYAQ_RUN" >&2
                %s
                read -r word nth code signal <"$TIRYAQ_RUN/to" || exit 1
                echo "done same" >"$TIRYAQ_RUN/from"
                """.formatted(next));
    }

    private static void replace(InstalledLauncher launcher, String what, String by) throws IOException {
        Path script = Path.of(launcher.command());
        String text = Files.readString(script);
        assertThat(text).contains(what);
        Files.writeString(script, text.replace(what, by));
    }

    private Path trap(Path at) throws IOException {
        Files.createDirectories(at);
        Files.writeString(at.resolve("next"), "echo >" + folder.resolve("trapped") + "; set -- true\n");
        Files.writeString(at.resolve("out.1.end"), "0 0\n");
        return at;
    }

    @Test
    void oneThatIsThereAlreadyIsNotUsed() throws Exception {
        InstalledLauncher launcher =
                launcher("echo 'set -- sh -c \"exit 6\"' >\"$TIRYAQ_RUN/next\"; echo next >\"$TIRYAQ_RUN/from\"");
        replace(launcher, "/proc/sys/kernel/random/uuid", folder.resolve("uuid").toString());
        Files.writeString(folder.resolve("uuid"), GUESSED + "\n");
        Path theirs = trap(folder.resolve("tmp/tiryaq." + GUESSED));
        InstalledLauncher.Ended ended = launcher.bash(FAILS, launcher.command() + " run --");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err())
                .startsWith("err\nfolder: " + folder.resolve("tmp/tiryaq."))
                .doesNotContain(GUESSED);
        assertThat(folder.resolve("trapped")).doesNotExist();
        assertThat(theirs).isDirectoryNotContaining(path -> !path.toString().matches(".*/(next|out\\.1\\.end)"));
        assertThat(launcher.leftovers()).containsExactly(theirs.toString());
    }

    @Test
    void aLinkThatIsThereAlreadyIsNotFollowed() throws Exception {
        InstalledLauncher launcher = launcher("echo 'done 9' >\"$TIRYAQ_RUN/from\"");
        replace(launcher, "/proc/sys/kernel/random/uuid", folder.resolve("uuid").toString());
        Files.writeString(folder.resolve("uuid"), GUESSED + "\n");
        Path link = Files.createSymbolicLink(folder.resolve("tmp/tiryaq." + GUESSED), folder.resolve("victim"));
        assertThat(launcher.bash(FAILS, launcher.command() + " run --").code()).isEqualTo(9);
        assertThat(folder.resolve("victim")).doesNotExist();
        assertThat(launcher.leftovers()).containsExactly(link.toString());
    }

    @Test
    void whereSomebodyWasQuickerTheCommandRunsUnwatched() throws Exception {
        InstalledLauncher launcher = launcher("echo next >\"$TIRYAQ_RUN/from\"");
        Path theirs = trap(folder.resolve("trap"));
        Path perl = Files.writeString(folder.resolve("quicker"), """
                #!/bin/sh
                [ "$8" != 1 ] || cp -R '%s' "$7" || exit
                [ "$(id -u)" != 0 ] || { echo $$ >"$7/out.1.pid" && chown -R 65534 "$7"; }
                exec /usr/bin/perl "$@"
                """.formatted(theirs));
        perl.toFile().setExecutable(true);
        replace(launcher, "/usr/bin/perl", perl.toString());
        InstalledLauncher.Ended ended = launcher.bash(FAILS, launcher.command() + " run --");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .startsWith("tiryaq: no temporary folder can be made (")
                .endsWith("unwatched\nerr\n");
        assertThat(launcher.bash("§ sh -c 'kill -KILL $$'", launcher.command() + " run --")
                        .code())
                .isEqualTo(137);
        assertThat(launcher.bash("§ true", launcher.command() + " run --").code())
                .isZero();
        assertThat(folder.resolve("trapped")).doesNotExist();
        List<String> left = launcher.leftovers();
        assertThat(left).hasSize(3);
        for (String their : left) {
            assertThat(Path.of(their, "next")).hasSameBinaryContentAs(theirs.resolve("next"));
            assertThat(Path.of(their)).isDirectoryNotContaining("glob:**argv");
        }
    }

    @Test
    void aNextCommandOfSomebodyElseIsNotRun() throws Exception {
        assumeTrue(
                Files.getOwner(folder).getName().equals("root"), "needs root, to make a file that is somebody else's");
        InstalledLauncher launcher = launcher("""
                cp %s/next "$TIRYAQ_RUN/next"; chown 65534 "$TIRYAQ_RUN/next"
                echo next >"$TIRYAQ_RUN/from\"""".formatted(trap(folder.resolve("trap"))));
        InstalledLauncher.Ended ended = launcher.bash(FAILS, launcher.command() + " run --");
        assertThat(ended.code()).isEqualTo(125);
        assertThat(folder.resolve("trapped")).doesNotExist();
        assertThat(launcher.leftovers()).isEmpty();
    }

    @Test
    void noFolderAtAllCostsTheDiagnosisOnly() throws Exception {
        InstalledLauncher launcher = launcher("exit 1");
        InstalledLauncher.Ended ended = launcher.run(
                folder,
                List.of(launcher.command(), "sh", "-c", "echo out; echo err >&2; exit 3"),
                Map.of("TMPDIR", folder.resolve("nowhere").toString()));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("out\n");
        assertThat(ended.err())
                .startsWith("tiryaq: no temporary folder can be made (")
                .endsWith("unwatched\nerr\n");
    }

    @Test
    void whereItIsIsToldWithoutTheFolderOfTheUser() throws Exception {
        InstalledLauncher launcher = InstalledLauncher.in(folder, "echo \"$TIRYAQ_LAUNCHER\"\n");
        String command = launcher.command();
        assertThat(launcher.bash(
                                "cd bin; ./tiryaq help; sh tiryaq help; ../bin/tiryaq help; PATH=.:$PATH; tiryaq help",
                                "")
                        .out())
                .isEqualTo(command + "\n" + command + "\n" + folder + "/bin/../bin/tiryaq\n" + command + "\n");
        // In the root folder it must not take the folder where the user is for its own.
        InstalledLauncher.Ended root =
                launcher.bash("cp -R share/tiryaq image; sh -c \"$(cat §)\" /tiryaq help", command);
        assertThat(root.code()).isEqualTo(70);
        assertThat(root.err()).contains("(beside /tiryaq)");
    }
}
