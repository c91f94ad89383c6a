package tiryaq.trials;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.trials.casefile.Json;
import tiryaq.trials.room.Ran;

/** What Python itself, not tiryaq, says about a sick environment. */
final class Oracle {
    private Oracle() {}

    /** What contradicts an expectation in the failing command's own surroundings, in words; empty when all holds. */
    static String objections(SickEnvironment sick, Json expected) throws IOException, InterruptedException {
        String cause = expected.text("cause");
        if (cause == null) {
            return "";
        }
        if (cause.equals("path-polluted")) {
            Ran without = sick.room().sh(sick.line("env -u PYTHONPATH -u PYTHONHOME "), Duration.ofMinutes(1));
            return without.exit() == 0 ? "" : "leaving the variables out is not enough: " + without.err();
        }
        Path root = sick.room().root();
        String file = expected.object("last").text("file");
        Path last = file == null ? root : root.resolve(file);
        String first = expected.object("first").text("file");
        Path scripts =
                first == null ? root.resolve("work") : root.resolve(first).resolveSibling("");
        String elsewhere = expected.text("elsewhere");
        List<String> words = List.of(
                Path.of("tools/oracle.py").toAbsolutePath().toString(),
                cause,
                known(expected.text("module")),
                known(expected.text("distribution")),
                last.toString(),
                scripts.toString(),
                elsewhere == null ? "" : root.resolve(elsewhere).toString());
        String interpreter = expected.text("interpreter");
        StringBuilder script = new StringBuilder(sick.surroundings());
        String added = expected.text("added");
        if (added != null) {
            // What the program does itself before it imports, the oracle has to be told.
            script.append("export PYTHONPATH=")
                    .append(quoted(root.resolve(added).toString()))
                    .append('\n');
        }
        script.append("exec ")
                .append(
                        interpreter == null
                                ? "\"$PYTHON\""
                                : quoted(root.resolve(interpreter).toString()));
        words.forEach(word -> script.append(' ').append(quoted(word)));
        Ran ran = sick.room().sh(script.toString(), Duration.ofMinutes(1));
        return ran.exit() == 0 ? ran.out() : "the oracle itself failed: " + ran.err();
    }

    private static String known(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
