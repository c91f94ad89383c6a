package tiryaq.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an interpreter is started, as far as {@code sys.path} depends on it.
 *
 * @param first what stands first on the path: the script's folder or the working folder; null for none ({@code -P})
 * @param ignoreEnvironment {@code -E} or {@code -I}
 * @param noUserSite {@code -s} or {@code -I}
 * @param noSite {@code -S}
 * @param folder the working folder, against which relative entries are meant
 * @param lifted how it would be started without what keeps folders off the path, least first
 */
public record Start(
        @Nullable String first,
        boolean ignoreEnvironment,
        boolean noUserSite,
        boolean noSite,
        String folder,
        List<Lifted> lifted) {
    /**
     * The same without some of what was said.
     *
     * @param without options ({@code -S}) and variables ({@code PYTHONNOUSERSITE})
     */
    public record Lifted(List<String> without, Start start) {
        public Lifted {
            without = List.copyOf(without);
        }
    }

    public Start {
        lifted = List.copyOf(lifted);
    }

    /** Started without options in a folder, {@code first} before all else. */
    public static Start plain(@Nullable String first, String folder) {
        return new Start(first, false, false, false, folder, List.of());
    }
}
