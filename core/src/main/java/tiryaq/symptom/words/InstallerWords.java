package tiryaq.symptom.words;

import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure.InstallFailed;
import tiryaq.symptom.lines.Scan;

/** The plain forms in which pip, uv and conda say that an install failed. */
public final class InstallerWords {
    private static final String[] PIP = {
        "ERROR: Could not find a version that satisfies the requirement ",
        "ERROR: No matching distribution found for ",
        "ERROR: Could not install packages due to ",
        "ERROR: Could not build wheels for ",
        "ERROR: Failed building wheel for ",
        "ERROR: Failed to build ",
        "ERROR: Command errored out with exit status",
        "ERROR: Cannot install ",
        "ERROR: ResolutionImpossible",
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES",
        "ERROR: Hashes are required",
        "ERROR: Package '",
        "ERROR: Could not open requirements file",
        "ERROR: Invalid requirement",
        "ERROR: Ignored the following ",
        "ERROR: Exception:",
        "error: externally-managed-environment",
        "error: subprocess-exited-with-error",
        "error: metadata-generation-failed",
        "error: legacy-install-failure",
        "error: failed-wheel-build-for-install",
        "error: uninstall-no-record-file",
        "error: uninstall-distutils-installed-package",
        "error: resolution-too-deep",
        "error: invalid-installed-package",
        "  Could not find a version that satisfies the requirement ",
        "No matching distribution found for ",
    };
    private static final String[] UV = {
        "\u00d7 No solution found when resolving",
        "\u00d7 Failed to build ",
        "\u00d7 Failed to download ",
        "x No solution found when resolving",
        "error: No solution found when resolving",
        "error: The build backend returned an error",
        "error: Failed to build ",
        "error: Failed to fetch: ",
        "error: Failed to download ",
        "error: Failed to install: ",
        "error: Failed to prepare distributions",
        "error: Failed to inspect Python interpreter",
        "error: No virtual environment found",
        "error: No interpreter found for ",
        "error: The interpreter at ",
        "error: Distribution not found at: ",
    };

    private InstallerWords() {}

    /**
     * The meaning of a line that stands alone; null if it is none of these. The message is without its {@code ERROR:}.
     */
    public static @Nullable InstallFailed of(String line) {
        int indent = Scan.indent(line);
        if (indent <= 2) {
            if (beginsWithOne(line, indent, UV) && (indent > 0 || !line.startsWith("x "))) {
                return new InstallFailed("uv", message(line.substring(indent)));
            }
            if (beginsWithOne(line, indent == 2 && line.startsWith("  Could") ? 0 : indent, PIP)
                    && isPip(line, indent)) {
                return new InstallFailed("pip", message(line.strip()));
            }
        }
        return line.startsWith("PackagesNotFoundError: ") || line.startsWith("LibMambaUnsatisfiableError: ")
                ? new InstallFailed("conda", line)
                : null;
    }

    private static boolean isPip(String line, int indent) {
        return !line.startsWith("ERROR: Package '", indent) || line.contains(" requires a different Python");
    }

    private static boolean beginsWithOne(String line, int at, String[] beginnings) {
        for (String beginning : beginnings) {
            if (line.startsWith(beginning, at)) {
                return true;
            }
        }
        return false;
    }

    private static String message(String text) {
        if (text.startsWith("ERROR: ") || text.startsWith("error: ")) {
            return text.substring(7).strip();
        }
        return text.startsWith("\u00d7 ") ? text.substring(2).strip() : text.strip();
    }
}
