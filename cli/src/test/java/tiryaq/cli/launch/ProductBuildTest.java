package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start from a fresh clone, good and bad. */
@Tag("process")
class ProductBuildTest {
    @TempDir
    private Path folder;

    private InstalledLauncher place = new InstalledLauncher(Path.of("."));

    @BeforeEach
    void freshClone() throws Exception {
        Files.createDirectories(folder.resolve("tmp"));
        place = new InstalledLauncher(folder);
        assertThat(bash("mkdir clone && cd '" + InstalledLauncher.source().getParent()
                                + "' && tar -cf - --exclude=target --exclude=.build --exclude=.git . | tar -xf - -C '"
                                + folder.resolve("clone") + "'")
                        .code())
                .isZero();
    }

    @Test
    void twoFirstStartsBuildOnce() throws Exception {
        InstalledLauncher.Ended ended = bash("""
                clone/tiryaq --version >one 2>one.err & clone/tiryaq --version >two 2>two.err; wait
                cmp one two && cat one && ls -d clone/.build/image.* | wc -l
                cat one.err two.err | grep -c 'tiryaq: built'
                touch clone/cli/src/main/java/tiryaq/cli/Main.java && sleep 0.02
                clone/tiryaq run -- true && clone/tiryaq --version 2>&1 | grep -c built
                clone/tiryaq --version 2>&1 | grep -c built
                """);
        assertThat(ended.out()).as(ended.err()).endsWith("\n1\n1\n1\n0\n").startsWith("tiryaq ");
    }

    @Test
    void saysThatItNeedsAJdk() throws Exception {
        InstalledLauncher.Ended ended = bash("""
                unshare -rm sh -c 'mkdir empty
                for hidden in /usr/lib/jvm /usr/lib64/jvm /opt; do [ ! -d $hidden ] || mount --bind empty $hidden || exit 99; done
                JAVA_HOME=/nowhere HOME=$PWD/empty PATH=/usr/sbin:/usr/bin:/sbin:/bin clone/tiryaq --version'
                """);
        assumeTrue(ended.code() != 99 && !ended.err().contains("unshare"), "needs user namespaces");
        assertThat(ended.code()).isEqualTo(70);
        assertThat(ended.err()).contains("JDK 25", "To install one:\n").doesNotContain("not found\n");
    }

    @Test
    void saysThatTheCloneIsReadOnly() throws Exception {
        InstalledLauncher.Ended ended = bash("""
                unshare -rm sh -c 'mount --bind clone clone && mount -o remount,ro,bind clone || exit 99
                clone/tiryaq --version'
                """);
        assumeTrue(ended.code() != 99 && !ended.err().contains("unshare"), "needs user namespaces");
        assertThat(ended.code()).isEqualTo(70);
        assertThat(ended.err()).contains("cannot be written to").hasLineCount(1);
    }

    @Test
    void saysThatTheNetworkIsMissing() throws Exception {
        InstalledLauncher.Ended ended = bash("""
                unshare -rn sh -c 'mkdir -p empty; HOME=$PWD/empty MAVEN_USER_HOME=$PWD/empty/.m2 clone/tiryaq --version'
                """);
        assumeTrue(!ended.err().contains("unshare"), "needs user namespaces");
        assertThat(ended.code()).isEqualTo(70);
        assertThat(ended.err()).contains("needs the network once");
    }

    private InstalledLauncher.Ended bash(String script) throws IOException, InterruptedException {
        return place.run(folder, List.of("bash", "-c", script), Map.of());
    }
}
