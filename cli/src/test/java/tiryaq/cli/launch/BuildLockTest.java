package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the system has no {@code flock}: a builder that was killed must not stop those after it. */
@Tag("process")
class BuildLockTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "dead"})
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aKilledBuilderIsNotWaitedForForEver(String holder) throws Exception {
        Files.createDirectories(folder.resolve("tmp"));
        InstalledLauncher.Ended ended = new InstalledLauncher(folder)
                .run(
                        folder,
                        List.of("bash", "-c", """
                        mkdir -p tools root/cli/src root/.build/image.1/bin root/.build/lock.d
                        for tool in /bin/* /usr/bin/*; do [ "${tool##*/}" = flock ] || ln -sf "$tool" tools/; done
                        cp -R "$PRODUCT" root/cli/src/product
                        sh -c 'exit 0' & dead=$!; wait
                        [ -z "$HOLDER" ] || echo $dead >root/.build/lock.d/pid
                        printf '#!/bin/sh\\n' >root/.build/image.1/bin/java && chmod +x root/.build/image.1/bin/java
                        sleep 0.02; echo image.1 >root/.build/current
                        PATH=$PWD/tools TIRYAQ_SOURCES=cli/src/product timeout 40 sh root/cli/src/product/build "$PWD/root"
                        echo $?; ls root/.build
                        """),
                        Map.of(
                                "HOLDER",
                                holder,
                                "PRODUCT",
                                Path.of("src/product").toAbsolutePath().toString(),
                                "JAVA_HOME",
                                System.getProperty("java.home")));
        assertThat(ended.out()).as(ended.err()).isEqualTo("0\ncurrent\nimage.1\n");
    }
}
