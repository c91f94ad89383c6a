package tiryaq.treatment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tiryaq.tree.Tree;

/** A folder that is removed and made anew, and is given the inode that it had. */
public final class SameInode {
    private static final int MOST = 100;

    private SameInode() {}

    /** Device and inode. */
    public static String of(Path folder) throws IOException {
        var seen = Files.readAttributes(folder, "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
        return seen.get("dev") + ":" + seen.get("ino");
    }

    /** Puts a person's folder, with work in it, into the place of one; false where it is another inode. */
    public static boolean replace(Path folder) throws IOException {
        String inode = of(folder);
        List<Path> others = new ArrayList<>();
        Tree.remove(folder);
        Path mine = Files.createDirectory(folder);
        while (!of(mine).equals(inode) && others.size() < MOST) {
            others.add(mine);
            mine = Files.createDirectory(folder.resolveSibling("try-" + others.size()));
        }
        for (Path each : others) {
            Files.delete(each);
        }
        if (!mine.equals(folder)) {
            Files.move(mine, folder);
        }
        Files.writeString(folder.resolve("mine"), "work");
        return of(folder).equals(inode);
    }
}
