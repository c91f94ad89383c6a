package tiryaq.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version of a distribution (PEP 440). Numbers may be of any length, so they are kept as digits. Equal means equal in
 * order: {@code 1.0} equals {@code 1.0.0}.
 */
public final class Version implements Comparable<Version> {
    private static final int NO_PRE_BUT_DEV = 0;
    private static final int FINAL = 4;
    private static final String[] PRE_LABELS = {"", "a", "b", "rc"};

    private final String original;
    private final String epoch;
    private final String[] release;
    private final int preLabel;
    private final String preNumber;
    private final @Nullable String post;
    private final @Nullable String dev;
    private final String @Nullable [] local;

    Version(String original, VersionReader read) {
        this.original = original;
        this.epoch = read.epoch;
        this.release = read.release.toArray(new String[0]);
        this.preLabel = read.preLabel;
        this.preNumber = read.preNumber;
        this.post = read.post;
        this.dev = read.dev;
        this.local = read.local == null ? null : read.local.toArray(new String[0]);
    }

    private Version(Version whole, boolean keepSuffixes) {
        this.epoch = whole.epoch;
        this.release = whole.release;
        this.preLabel = keepSuffixes ? whole.preLabel : 0;
        this.preNumber = keepSuffixes ? whole.preNumber : "0";
        this.post = keepSuffixes ? whole.post : null;
        this.dev = keepSuffixes ? whole.dev : null;
        this.local = null;
        this.original = toString();
    }

    /** The version that a text names; empty when it is none by PEP 440. */
    public static Optional<Version> parse(String text) {
        return Optional.ofNullable(VersionReader.read(text));
    }

    /** The text that this was read from. */
    public String original() {
        return original;
    }

    /** The numbers of the release, as written without leading zeros: {@code 1}, {@code 0}. */
    public List<String> release() {
        return List.of(release);
    }

    /** The number of the release at a place; {@code "0"} beyond its end. */
    String release(int place) {
        return place < release.length ? release[place] : "0";
    }

    /** The epoch's digits, {@code "0"} when there is none. */
    public String epoch() {
        return epoch;
    }

    /** Whether this is an alpha, beta, candidate or development release. */
    public boolean isPrerelease() {
        return preLabel != 0 || dev != null;
    }

    /** Whether this is a post-release. */
    public boolean isPostrelease() {
        return post != null;
    }

    /** The local part in normal form, {@code cu121}; empty when there is none. */
    public Optional<String> local() {
        return local == null ? Optional.empty() : Optional.of(String.join(".", local));
    }

    /** The version without its local part. */
    public Version publicPart() {
        return local == null ? this : new Version(this, true);
    }

    /** Epoch and release only. */
    public Version base() {
        return new Version(this, false);
    }

    @Override
    public int compareTo(Version other) {
        int order = compareNumbers(epoch, other.epoch);
        for (int i = 0; order == 0 && i < Math.max(release.length, other.release.length); i++) {
            order = compareNumbers(release(i), other.release(i));
        }
        if (order == 0) {
            order = Integer.compare(preRank(), other.preRank());
        }
        if (order == 0) {
            order = compareNumbers(preNumber, other.preNumber);
        }
        if (order == 0) {
            order = compareOptional(post, other.post, -1);
        }
        if (order == 0) {
            order = compareOptional(dev, other.dev, 1);
        }
        return order == 0 ? compareLocal(local, other.local) : order;
    }

    private int preRank() {
        if (preLabel != 0) {
            return preLabel;
        }
        return post == null && dev != null ? NO_PRE_BUT_DEV : FINAL;
    }

    private static int compareNumbers(String one, String other) {
        return one.length() == other.length() ? one.compareTo(other) : Integer.compare(one.length(), other.length());
    }

    private static int compareOptional(@Nullable String one, @Nullable String other, int absent) {
        if (one == null || other == null) {
            return one == null ? (other == null ? 0 : absent) : -absent;
        }
        return compareNumbers(one, other);
    }

    private static int compareLocal(String @Nullable [] one, String @Nullable [] other) {
        if (one == null || other == null) {
            return one == null ? (other == null ? 0 : -1) : 1;
        }
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            boolean number = isNumber(one[i]);
            boolean otherNumber = isNumber(other[i]);
            int order = number != otherNumber
                    ? (number ? 1 : -1)
                    : number ? compareNumbers(one[i], other[i]) : one[i].compareTo(other[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.length, other.length);
    }

    static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        int end = release.length;
        while (end > 1 && release[end - 1].equals("0")) {
            end--;
        }
        int hash = epoch.hashCode();
        for (int i = 0; i < end; i++) {
            hash = hash * 31 + release[i].hashCode();
        }
        hash = hash * 31 + preLabel;
        hash = hash * 31 + preNumber.hashCode();
        hash = hash * 31 + (post == null ? 7 : post.hashCode());
        hash = hash * 31 + (dev == null ? 7 : dev.hashCode());
        return hash * 31 + Arrays.hashCode(local);
    }

    /** The canonical form: {@code 1!2.0rc1.post2.dev3+local.4}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!epoch.equals("0")) {
            text.append(epoch).append('!');
        }
        for (int i = 0; i < release.length; i++) {
            text.append(i == 0 ? "" : ".").append(release[i]);
        }
        if (preLabel != 0) {
            text.append(PRE_LABELS[preLabel]).append(preNumber);
        }
        if (post != null) {
            text.append(".post").append(post);
        }
        if (dev != null) {
            text.append(".dev").append(dev);
        }
        if (local != null) {
            text.append('+').append(String.join(".", local));
        }
        return text.toString();
    }
}
