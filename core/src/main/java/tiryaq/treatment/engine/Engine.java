package tiryaq.treatment.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;

/** An installer that can make an environment. It only words the commands; who runs them is another matter. */
public interface Engine {
    /**
     * A command that makes a part of an environment.
     *
     * @param otherwise what makes it where that fails; null for nothing
     */
    record Make(Command command, @Nullable Command otherwise) {}

    /** {@code pip} or {@code uv}. */
    String name();

    /** Whether it may ask an index. */
    default boolean network() {
        return true;
    }

    /**
     * Makes an environment with nothing but what installs into it, at a path where nothing but perhaps an empty folder
     * stands.
     *
     * @param python the interpreter that it is made with
     * @param folder where the command runs
     * @param variables the caller's environment: what in it would redirect the command is unset
     */
    List<Make> create(String environment, String python, String folder, Map<String, String> variables);

    /**
     * Installs into an environment of {@link #create}, wheels only.
     *
     * @param what requirements (PEP 508), or {@code -r} and a file
     */
    Command install(String environment, List<String> what, String folder, Map<String, String> variables);
}
