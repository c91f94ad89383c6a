package tiryaq.catalogue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tiryaq.command.Pythons;

/**
 * A program that an environment of its own runs in vain.
 *
 * @param folder that both lie in
 * @param python of the environment
 * @param packages where the environment keeps what is installed
 */
public record FailingProgram(Path folder, String python, Path packages) {
    /** With an environment that an interpreter makes in an empty folder. */
    public static FailingProgram in(Path room, String interpreter) throws IOException, InterruptedException {
        Path folder = room.toRealPath();
        Pythons.venv(interpreter, folder.resolve("venv"));
        String python = folder.resolve("venv/bin/python").toString();
        return new FailingProgram(folder, python, Pythons.packages(python, folder));
    }

    /** With an interpreter that has its library and what is installed under one folder, as images of containers do. */
    public static FailingProgram inBase(Path room, String interpreter) throws IOException, InterruptedException {
        Path folder = room.toRealPath();
        List<String> where = List.of(interpreter, "-c", "import os; print(os.path.dirname(os.__file__))");
        Path library = Path.of(RealRun.of(where, folder, Map.of()).printed().strip());
        Path own = Files.createDirectories(folder.resolve("base/lib").resolve(library.getFileName()));
        try (Stream<Path> all = Files.list(library)) {
            for (Path each : all.toList()) {
                if (!each.endsWith("site-packages")) {
                    Files.createSymbolicLink(own.resolve(each.getFileName()), each);
                }
            }
        }
        Path packages = Files.createDirectories(own.resolve("site-packages"));
        Path python = Files.createDirectories(folder.resolve("base/bin")).resolve("python3");
        Files.copy(Path.of(interpreter).toRealPath(), python);
        return new FailingProgram(folder, python.toString(), packages);
    }

    /** A file of these lines among what is installed. */
    public void library(String file, String... lines) throws IOException {
        Path path = packages.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
    }

    /** What a program of these lines is found to have failed of. */
    public Examined examined(String... lines) throws IOException, InterruptedException {
        return run(String.join("\n", lines) + "\n").examined();
    }

    public RealRun run(String text) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("ask.py"), text);
        RealRun run = RealRun.of(List.of(python, script.toString()), folder, Map.of("PYTHONNOUSERSITE", "1"));
        assumeTrue(run.code() != 0, "the program did not fail: " + run.printed());
        return run;
    }
}
