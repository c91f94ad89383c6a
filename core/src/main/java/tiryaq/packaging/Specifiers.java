package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Version specifiers that must all hold (PEP 440): {@code >=1.2,<2}. None at all admits every version. */
public record Specifiers(List<Specifier> all) {
    /** No condition. */
    public static final Specifiers ANY = new Specifiers(List.of());

    public Specifiers {
        all = List.copyOf(all);
    }

    /** The comma-separated specifiers in a text, empty ones ignored; empty when one of them is invalid. */
    public static Optional<Specifiers> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(ANY);
        }
        List<Specifier> all = new ArrayList<>(2);
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String part = Specifier.strip(text.substring(start, end));
            if (!part.isEmpty()) {
                Optional<Specifier> specifier = Specifier.parse(part);
                if (specifier.isEmpty()) {
                    return Optional.empty();
                }
                all.add(specifier.get());
            }
            start = end + 1;
        }
        return Optional.of(new Specifiers(all));
    }

    /** Whether a version satisfies all; pre-releases only if they are allowed or one of them names a pre-release. */
    public boolean contains(Version version, boolean allowPrereleases) {
        if (!allowPrereleases && version.isPrerelease() && !namesPrerelease()) {
            return false;
        }
        for (Specifier specifier : all) {
            if (!specifier.contains(version)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of them names a pre-release. */
    public boolean namesPrerelease() {
        for (Specifier specifier : all) {
            if (specifier.namesPrerelease()) {
                return true;
            }
        }
        return false;
    }

    /** As written, joined by commas. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Specifier specifier : all) {
            text.append(text.isEmpty() ? "" : ",").append(specifier);
        }
        return text.toString();
    }
}
