package tiryaq.python;

import java.util.Comparator;

/** A version of Python itself, {@code sys.version_info} without its release level. */
public record PythonVersion(int major, int minor, int micro) implements Comparable<PythonVersion> {
    private static final Comparator<PythonVersion> ORDER = Comparator.comparingInt(PythonVersion::major)
            .thenComparingInt(PythonVersion::minor)
            .thenComparingInt(PythonVersion::micro);

    /** {@code 3.13}. */
    public String feature() {
        return major + "." + minor;
    }

    /** Whether this is {@code major.minor} or later. */
    public boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    @Override
    public int compareTo(PythonVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
