package tiryaq.python;

/** A version of Python itself, {@code sys.version_info} without its release level. */
public record PythonVersion(int major, int minor, int micro) implements Comparable<PythonVersion> {
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
        if (major != other.major) {
            return Integer.compare(major, other.major);
        }
        return minor == other.minor ? Integer.compare(micro, other.micro) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
