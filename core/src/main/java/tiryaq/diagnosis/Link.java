package tiryaq.diagnosis;

import java.util.Objects;
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
        @Nullable String version) {
    @Override
    public boolean equals(@Nullable Object other) {
        // The generated method is put together at its first use, in milliseconds that no AOT cache saves.
        return other instanceof Link that
                && line == that.line
                && file.equals(that.file)
                && Objects.equals(module, that.module)
                && Objects.equals(distribution, that.distribution)
                && Objects.equals(version, that.version);
    }

    @Override
    public int hashCode() {
        return file.hashCode() * 31 + line;
    }
}
