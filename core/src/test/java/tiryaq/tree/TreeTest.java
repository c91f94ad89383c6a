package tiryaq.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed, and what must never be touched on the way. */
class TreeTest {
    @TempDir
    Path room;

    private void permissions(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** As when a folder was exchanged for a link after it had been looked at. */
    @Test
    void aLinkInThePlaceOfAFolderOpensNothing() throws IOException {
        Path other = Files.createDirectory(room.resolve("other"));
        permissions(other, "r-xr-x---");
        Path link = Files.createSymbolicLink(room.resolve("link"), other);
        assertThatThrownBy(() -> Tree.permit(link)).isInstanceOf(IOException.class);
        assertThat(permissions(other)).isEqualTo("r-xr-x---");
    }

    @Test
    void foldersThatTheirOwnerMayNotWriteAreRemoved() throws IOException {
        for (String closed : new String[] {"---------", "r-xr-xr-x", "-wx------"}) {
            Path inner = Files.createDirectories(room.resolve("root/inner"));
            Path deep = Files.createDirectory(inner.resolve("deep"));
            Files.writeString(deep.resolve("f"), "");
            permissions(deep, closed);
            permissions(inner, closed);
            Tree.remove(room.resolve("root"));
            assertThat(room.resolve("root")).doesNotExist();
        }
    }

    @Test
    void whatALinkLeadsToStays() throws IOException {
        Path other = Files.createDirectory(room.resolve("other"));
        Files.writeString(other.resolve("f"), "");
        permissions(other, "r-xr-x---");
        Path root = Files.createDirectory(room.resolve("root"));
        Files.createSymbolicLink(root.resolve("link"), other);
        Tree.remove(root);
        assertThat(root).doesNotExist();
        assertThat(other.resolve("f")).exists();
        assertThat(permissions(other)).isEqualTo("r-xr-x---");
    }
}
