package tiryaq.machine;

import java.util.Map;
import java.util.Optional;

/**
 * An unpacked root folder, examined as the machine that it would be: links are followed inside it, so that nothing of
 * the machine around it is ever seen.
 *
 * @param root an absolute folder of {@code around}
 */
public record Rooted(Machine around, String root, Platform platform, Map<String, String> variables) implements Machine {
    public Rooted {
        root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        variables = Map.copyOf(variables);
    }

    @Override
    public FileStatus stat(String path) {
        return inside(path).map(around::lstat).orElse(FileStatus.UNREADABLE);
    }

    @Override
    public FileStatus lstat(String path) {
        return below(path).map(around::lstat).orElse(FileStatus.UNREADABLE);
    }

    @Override
    public Listing list(String folder) {
        return inside(folder).map(around::list).orElse(Listing.of(Problem.UNREADABLE));
    }

    @Override
    public Optional<String> readLink(String path) {
        return below(path).flatMap(around::readLink);
    }

    @Override
    public Content read(String path, long position, int length) {
        return inside(path).map(found -> around.read(found, position, length)).orElse(Content.of(Problem.UNREADABLE));
    }

    /** Where a path lies in the machine around, its folder's links followed but not its own. */
    private Optional<String> below(String path) {
        String name = Paths.name(path);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return inside(path);
        }
        return inside(Paths.parent(path)).map(folder -> Paths.join(folder, name));
    }

    /**
     * The same, all links followed: a {@code ..} after one means the parent of where it leads, and stops at the root.
     */
    private Optional<String> inside(String path) {
        return Paths.followed(
                        path,
                        each -> around.lstat(root + each).kind() == FileStatus.Kind.LINK
                                ? around.readLink(root + each)
                                : Optional.empty())
                .map(found -> root + found);
    }
}
