package tiryaq.packaging;

/** Names of distributions, compared as PEP 503 says. */
public final class DistributionName {
    private DistributionName() {}

    /** The normal form: lower case, every run of {@code -}, {@code _} and {@code .} a single {@code -}. */
    public static String normalize(String name) {
        if (isNormal(name)) {
            return name;
        }
        StringBuilder normal = new StringBuilder(name.length());
        boolean inRun = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean separator = c == '-' || c == '_' || c == '.';
            if (!separator) {
                normal.append(Character.toLowerCase(c));
            } else if (!inRun) {
                normal.append('-');
            }
            inRun = separator;
        }
        return normal.toString();
    }

    /** Whether this can name a distribution at all (PEP 508); {@code ~name}, which pip leaves behind, cannot. */
    public static boolean valid(String name) {
        if (name.isEmpty() || !isAlphanumeric(name.charAt(0)) || !isAlphanumeric(name.charAt(name.length() - 1))) {
            return false;
        }
        for (int i = 1; i < name.length() - 1; i++) {
            char c = name.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether both name the same distribution. */
    public static boolean same(String one, String other) {
        return one.equals(other) || normalize(one).equals(normalize(other));
    }

    private static boolean isNormal(String name) {
        char previous = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && (c != '-' || previous == '-')) {
                return false;
            }
            previous = c;
        }
        return true;
    }
}
