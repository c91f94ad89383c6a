package tiryaq.index;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The installer through which the index is asked, as the user has it configured.
 *
 * @param uv uv's path; empty to ask pip
 * @param pip the words that start a pip which works for that interpreter
 * @param python the interpreter for which wheels are wanted
 * @param platform what tells its wheels from those of others ({@code cpython-313-x86_64-linux-gnu})
 * @param folder where the questions are asked: a project's own settings count
 * @param unset variables that would redirect it
 */
public record Installer(
        String uv, List<String> pip, String python, String platform, String folder, SortedSet<String> unset) {
    public Installer {
        pip = List.copyOf(pip);
        unset = Collections.unmodifiableSortedSet(new TreeSet<>(unset));
    }

    /** One that asks by the interpreter's own pip, unless by uv. */
    public Installer(String uv, String python, String platform, String folder, SortedSet<String> unset) {
        this(uv, List.of(python, "-I", "-B", "-m", "pip"), python, platform, folder, unset);
    }

    /** Whether this is uv. */
    public boolean isUv() {
        return !uv.isEmpty();
    }
}
