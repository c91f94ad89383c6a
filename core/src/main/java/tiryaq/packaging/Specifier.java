package tiryaq.packaging;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version specifier (PEP 440): {@code >=1.2}.
 *
 * @param operator {@code ~=}, {@code ==}, {@code !=}, {@code <=}, {@code >=}, {@code <}, {@code >} or {@code ===}
 * @param text what stands behind the operator, without white space around it
 * @param version the version in it, without {@code .*}; absent only for a {@code ===} that names none
 * @param prefix whether it ends in {@code .*}
 */
public record Specifier(String operator, String text, Optional<Version> version, boolean prefix) {
    private static final String[] OPERATORS = {"===", "==", "~=", "!=", "<=", ">=", "<", ">"};

    /** The specifier that a text is; empty when it is none. */
    public static Optional<Specifier> parse(String text) {
        String trimmed = strip(text);
        String operator = operator(trimmed);
        if (operator == null) {
            return Optional.empty();
        }
        String wanted = strip(trimmed.substring(operator.length()));
        if (operator.equals("===")) {
            return isArbitrary(wanted)
                    ? Optional.of(new Specifier(operator, wanted, Version.parse(wanted), false))
                    : Optional.empty();
        }
        boolean equality = operator.equals("==") || operator.equals("!=");
        boolean prefix = equality && wanted.endsWith(".*");
        String plain = prefix ? wanted.substring(0, wanted.length() - 2) : wanted;
        Version version = VersionReader.read(plain);
        if (version == null
                || (!equality && version.local().isPresent())
                || (prefix && !isReleaseOnly(version, plain))
                || (operator.equals("~=") && version.release().size() < 2)) {
            return Optional.empty();
        }
        return Optional.of(new Specifier(operator, wanted, Optional.of(version), prefix));
    }

    static @Nullable String operator(String text) {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator)) {
                return operator;
            }
        }
        return null;
    }

    private static boolean isReleaseOnly(Version version, String plain) {
        return !plain.isEmpty()
                && Version.isNumber(plain.substring(plain.length() - 1))
                && !version.isPrerelease()
                && !version.isPostrelease()
                && version.local().isEmpty();
    }

    private static boolean isArbitrary(String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            if (c == ';' || c == ')' || VersionReader.isSpace(c)) {
                return false;
            }
        }
        return true;
    }

    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && VersionReader.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && VersionReader.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Whether this specifier itself names a pre-release, and so admits them. */
    public boolean namesPrerelease() {
        return !operator.equals("!=") && version.isPresent() && version.get().isPrerelease();
    }

    /** Whether a version satisfies this, pre-releases included. */
    public boolean contains(Version candidate) {
        if (operator.equals("===")) {
            return candidate.toString().equalsIgnoreCase(text);
        }
        Version wanted = version.orElseThrow();
        return switch (operator) {
            case "==" -> equal(candidate, wanted);
            case "!=" -> !equal(candidate, wanted);
            case "<=" -> candidate.publicPart().compareTo(wanted) <= 0;
            case ">=" -> candidate.publicPart().compareTo(wanted) >= 0;
            case "<" ->
                candidate.compareTo(wanted) < 0
                        && (wanted.isPrerelease() || !candidate.isPrerelease() || !sameBase(candidate, wanted));
            case ">" ->
                candidate.compareTo(wanted) > 0
                        && (wanted.isPostrelease() || !candidate.isPostrelease() || !sameBase(candidate, wanted))
                        && (candidate.local().isEmpty() || !sameBase(candidate, wanted));
            default ->
                candidate.publicPart().compareTo(wanted) >= 0
                        && startsWith(candidate, wanted, wanted.release().size() - 1);
        };
    }

    private boolean equal(Version candidate, Version wanted) {
        if (prefix) {
            return startsWith(candidate, wanted, wanted.release().size());
        }
        return (wanted.local().isPresent() ? candidate : candidate.publicPart()).equals(wanted);
    }

    private static boolean sameBase(Version one, Version other) {
        return one.base().equals(other.base());
    }

    private static boolean startsWith(Version candidate, Version wanted, int places) {
        boolean same = candidate.epoch().equals(wanted.epoch());
        for (int i = 0; same && i < places; i++) {
            same = candidate.release(i).equals(wanted.release(i));
        }
        return same;
    }

    @Override
    public String toString() {
        return operator + text;
    }
}
