package tiryaq.index;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.packaging.Version;

/** The nearest of a release, by PEP 440's order. Pre-releases are never proposed. */
final class ReleaseOrder {
    private ReleaseOrder() {}

    /** The lowest of the versions above the wanted one, else the highest below it. */
    static Optional<String> nearest(String wanted, List<String> versions) {
        Version sought = Version.parse(wanted).orElse(null);
        Version above = null;
        Version below = null;
        for (String each : versions) {
            Version version = Version.parse(each).orElse(null);
            if (version == null || version.isPrerelease()) {
                continue;
            }
            int order = compare(version, sought);
            if (order > 0 && (above == null || version.compareTo(above) < 0)) {
                above = version;
            } else if (order < 0 && (below == null || version.compareTo(below) > 0)) {
                below = version;
            }
        }
        return Optional.ofNullable(above != null ? above : below).map(Version::original);
    }

    /** What is no version by PEP 440 comes after all that are: the highest of these is then the nearest. */
    private static int compare(Version version, @Nullable Version sought) {
        return sought == null ? -1 : version.compareTo(sought);
    }

    /** Whether both name one release: {@code 1.0} and {@code 1.0.0} do. */
    static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Version first = Version.parse(one).orElse(null);
        return first != null && first.equals(Version.parse(other).orElse(null));
    }
}
