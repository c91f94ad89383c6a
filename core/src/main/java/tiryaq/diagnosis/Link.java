package tiryaq.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * One link of the chain from the user's own line to the file at fault.
 *
 * @param line 0 for a native file, or where unknown
 * @param module the dotted module, if it is one
 * @param distribution whose file it is, if a distribution's
 */
public record Link(
        String file,
        int line,
        @Nullable String module,
        @Nullable String distribution,
        @Nullable String version) {}
