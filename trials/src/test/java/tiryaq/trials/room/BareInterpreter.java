package tiryaq.trials.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * An interpreter of this machine with nothing in its site-packages but pip: its own program copied, its standard
 * library linked. What somebody has installed into the real one, or lets it do at every start, does not reach the
 * trials.
 */
public final class BareInterpreter {
    private static final Path FOLDER = Path.of("target/pythons").toAbsolutePath();

    private BareInterpreter() {}

    /** The bare form of an interpreter, made once. */
    public static synchronized Path of(String interpreter, String version) throws IOException {
        Path real = Path.of(interpreter).toRealPath();
        Path home = FOLDER.resolve(version);
        Path program = home.resolve("bin/python" + version);
        if (Files.exists(program)) {
            return program;
        }
        Path library = real.resolveSibling("../lib/python" + version).normalize();
        Path include = real.resolveSibling("../include").normalize();
        Path own = home.resolve("lib/python" + version);
        Path packages = Files.createDirectories(own.resolve("site-packages"));
        linkAll(library, own, List.of("site-packages", "sitecustomize.py", "EXTERNALLY-MANAGED"));
        try (Stream<Path> pip = Files.list(library.resolve("site-packages"))) {
            for (Path each :
                    pip.filter(path -> isPip(path.getFileName().toString())).toList()) {
                Files.createSymbolicLink(packages.resolve(each.getFileName()), each);
            }
        }
        if (Files.isDirectory(include)) {
            Files.createSymbolicLink(home.resolve("include"), include);
        }
        Files.createDirectories(home.resolve("bin"));
        Path part = home.resolve("bin/part");
        Files.copy(real, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        return Files.move(part, program, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isPip(String name) {
        return name.equals("pip") || name.startsWith("pip-");
    }

    private static void linkAll(Path from, Path to, List<String> leftOut) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Path link = to.resolve(entry.getFileName());
                if (!leftOut.contains(entry.getFileName().toString()) && !Files.exists(link)) {
                    Files.createSymbolicLink(link, entry);
                }
            }
        }
    }
}
