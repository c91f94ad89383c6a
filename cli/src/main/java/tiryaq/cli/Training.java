package tiryaq.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tiryaq.cli.launch.RunFolder;

/** What the build runs, so that the classes that a start needs lie ready in a cache of the image. */
public final class Training {
    private static final String LOG = """
            Traceback (most recent call last):
              File "/usr/lib/python3.13/site-packages/a/__init__.py", line 1, in <module>
                import yaml
            ModuleNotFoundError: No module named 'yaml'
            """;

    private Training() {}

    /**
     * Runs the usual commands in this one process. With the word {@code reading}, only those that neither start a
     * command nor cure: a start loads all classes of its cache, needed or not, at ten microseconds each.
     */
    public static void main(String[] args) throws IOException {
        Rehearsal.play();
        if (!List.of(args).contains("reading")) {
            RunFolder.rehearse();
            CureRehearsal.play();
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("TIRYAQ_"));
        for (List<String> usual : List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("explain", "unknown"),
                List.of("diagnose", "--log", "-"),
                List.of("diagnose", "--log", "-", "--format", "json"))) {
            InputStream in = new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8));
            PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Main.execute(usual, environment, in, nowhere, nowhere);
        }
    }
}
