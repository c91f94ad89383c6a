package tiryaq.cli.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is given.
 *
 * @param out where the demo appears
 * @param environment the variables of the caller's shell, complete
 * @param launcher the absolute path of the {@code tiryaq} script; without it only the failure can be shown
 * @param language of the texts: {@code en}, {@code ar}, {@code hi}; others read English
 * @param colour whether {@code out} shows colours
 * @param quiet whether only how it ended is told, in one line
 * @param keep whether the throw-away folder stays
 * @param recording a file to which the demo is also written, as the one that is replayed where Python is missing
 * @param temporary the folder in which the throw-away folder is made
 */
public record DemoContext(
        PrintStream out,
        Map<String, String> environment,
        @Nullable String launcher,
        String language,
        boolean colour,
        boolean quiet,
        boolean keep,
        @Nullable Path recording,
        Path temporary) {
    public DemoContext {
        environment = Map.copyOf(environment);
    }
}
