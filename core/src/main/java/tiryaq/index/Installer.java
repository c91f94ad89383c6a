package tiryaq.index;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The installer through which the index is asked, as the user has it configured.
 *
 * @param uv uv's path; empty to ask the interpreter's own pip
 * @param python the interpreter for which wheels are wanted
 * @param platform what tells its wheels from those of others ({@code cpython-313-x86_64-linux-gnu})
 * @param folder where the questions are asked: a project's own settings count
 * @param unset variables that would redirect it
 */
public record Installer(String uv, String python, String platform, String folder, SortedSet<String> unset) {
    public Installer {
        unset = Collections.unmodifiableSortedSet(new TreeSet<>(unset));
    }

    /** Whether this is uv. */
    public boolean isUv() {
        return !uv.isEmpty();
    }
}
