package tiryaq.catalogue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tiryaq.command.Pythons;

/**
 * A program that an environment of its own runs in vain.
 *
 * @param folder that both lie in
 * @param python of the environment
 * @param packages where the environment keeps what is installed
 */
record FailingProgram(Path folder, String python, Path packages) {
    /** With an environment that an interpreter makes in an empty folder. */
    static FailingProgram in(Path room, String interpreter) throws IOException, InterruptedException {
        Path folder = room.toRealPath();
        Pythons.venv(interpreter, folder.resolve("venv"));
        String python = folder.resolve("venv/bin/python").toString();
        return new FailingProgram(folder, python, Pythons.packages(python, folder));
    }

    /** What a program of this text is found to have failed of. */
    Examined examined(String text) throws IOException, InterruptedException {
        return run(text).examined();
    }

    RealRun run(String text) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("ask.py"), text);
        RealRun run = RealRun.of(List.of(python, script.toString()), folder, Map.of("PYTHONNOUSERSITE", "1"));
        assumeTrue(run.code() != 0, "the program did not fail: " + run.printed());
        return run;
    }
}
