package tiryaq.trials.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeSnapshotTest {
    @Test
    void seesEveryKindOfChange(@TempDir Path tree) throws IOException {
        Files.writeString(tree.resolve("altered"), "a");
        Files.writeString(tree.resolve("gone"), "a");
        Files.writeString(tree.resolve("mode"), "a");
        Files.writeString(tree.resolve("same"), "a");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("same"));
        Files.createSymbolicLink(tree.resolve("loop"), Path.of("loop"));
        TreeSnapshot before = TreeSnapshot.of(tree);
        Files.writeString(tree.resolve("altered"), "b");
        Files.delete(tree.resolve("gone"));
        Files.setPosixFilePermissions(tree.resolve("mode"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(tree.resolve("same"), "a");
        Files.delete(tree.resolve("link"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("mode"));
        Files.createDirectory(tree.resolve("new"));
        assertThat(before.changesTo(TreeSnapshot.of(tree)))
                .containsExactly("! altered", "- gone", "! link", "! mode", "+ new");
        assertThat(before.changesTo(before)).isEmpty();
    }
}
