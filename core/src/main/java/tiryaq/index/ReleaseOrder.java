package tiryaq.index;

import java.util.List;
import java.util.Optional;

/** The order of final releases, as far as it takes to find the nearest of one. Pre-releases are never proposed. */
final class ReleaseOrder {
    private ReleaseOrder() {}

    /** The lowest of the versions above the wanted one, else the highest below it. */
    static Optional<String> nearest(String wanted, List<String> versions) {
        String above = null;
        String below = null;
        for (String version : versions) {
            if (!isFinal(version)) {
                continue;
            }
            int order = compare(version, wanted);
            if (order > 0 && (above == null || compare(version, above) < 0)) {
                above = version;
            } else if (order < 0 && (below == null || compare(version, below) > 0)) {
                below = version;
            }
        }
        return Optional.ofNullable(above != null ? above : below);
    }

    /** Whether both name one release: {@code 1.0} and {@code 1.0.0} do. */
    static boolean same(String one, String other) {
        return one.equals(other) || (isFinal(one) && isFinal(other) && compare(one, other) == 0);
    }

    private static boolean isFinal(String version) {
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c != '.' && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !version.isEmpty();
    }

    /** By release numbers alone; a suffix ({@code rc1}, {@code .post1}) counts only where these are equal. */
    static int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() || j < other.length()) {
            int iEnd = digits(one, i);
            int jEnd = digits(other, j);
            if ((iEnd == i && i < one.length()) || (jEnd == j && j < other.length())) {
                break;
            }
            int order = compareNumbers(one.substring(i, iEnd), other.substring(j, jEnd));
            if (order != 0) {
                return order;
            }
            i = iEnd < one.length() && one.charAt(iEnd) == '.' ? iEnd + 1 : iEnd;
            j = jEnd < other.length() && other.charAt(jEnd) == '.' ? jEnd + 1 : jEnd;
        }
        return Integer.compare(rank(one.substring(i)), rank(other.substring(j)));
    }

    private static int rank(String suffix) {
        if (suffix.isEmpty()) {
            return 0;
        }
        return suffix.startsWith("post") || suffix.startsWith("+") ? 1 : -1;
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String one, String other) {
        String a = stripped(one);
        String b = stripped(other);
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }

    private static String stripped(String number) {
        int i = 0;
        while (i < number.length() && number.charAt(i) == '0') {
            i++;
        }
        return number.substring(i);
    }
}
