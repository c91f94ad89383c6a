package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dependency specifier (PEP 508): {@code requests[socks]>=2,<3; python_version < "3.12"}.
 *
 * @param name as written
 * @param extras as written, in their order
 * @param specifiers none for a direct reference
 * @param url the direct reference, or ""
 */
public record Requirement(
        String name, List<String> extras, Specifiers specifiers, String url, Optional<Marker> marker) {
    public Requirement {
        extras = List.copyOf(extras);
    }

    /** The requirement that a text is, also with the old form's parentheses; empty when it is none. */
    public static Optional<Requirement> parse(String text) {
        return Optional.ofNullable(new Reader(text).requirement());
    }

    /** The name by which distributions are compared (PEP 503). */
    public String normalizedName() {
        return DistributionName.normalize(name);
    }

    /** Whether this is required here, without an extra or with one of those. */
    public boolean applies(Map<String, String> environment, Set<String> extrasAskedFor) {
        return marker.isEmpty() || marker.get().evaluate(environment, extrasAskedFor);
    }

    private static final class Reader extends TextCursor {
        Reader(String text) {
            super(text, 0);
        }

        @Nullable
        Requirement requirement() {
            skipBlanks();
            String name = identifier();
            List<String> extras = name == null ? null : extras();
            if (name == null || extras == null) {
                return null;
            }
            return peek() == '@' ? direct(name, extras) : versioned(name, extras);
        }

        private @Nullable Requirement direct(String name, List<String> extras) {
            at++;
            skipBlanks();
            int start = at;
            while (at < text.length() && !isBlank(text.charAt(at))) {
                at++;
            }
            String url = text.substring(start, at);
            return url.isEmpty() ? null : withMarker(name, extras, Specifiers.ANY, url);
        }

        private @Nullable Requirement versioned(String name, List<String> extras) {
            boolean parenthesis = peek() == '(';
            if (parenthesis) {
                at++;
            }
            int start = at;
            while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != ')') {
                at++;
            }
            Specifiers specifiers = specifiers(text.substring(start, at));
            if (specifiers == null) {
                return null;
            }
            if (parenthesis) {
                if (peek() != ')') {
                    return null;
                }
                at++;
            }
            return withMarker(name, extras, specifiers, "");
        }

        private static @Nullable Specifiers specifiers(String written) {
            String trimmed = Specifier.strip(written);
            // A comma may end the list, but nothing else may be empty.
            if (trimmed.startsWith(",")) {
                return null;
            }
            Specifiers specifiers = Specifiers.parse(trimmed).orElse(null);
            if (specifiers == null) {
                return null;
            }
            int commas = 0;
            for (int i = 0; i < trimmed.length(); i++) {
                commas += trimmed.charAt(i) == ',' ? 1 : 0;
            }
            int allowed = specifiers.all().size() - (trimmed.endsWith(",") ? 0 : 1);
            return commas <= Math.max(0, allowed) ? specifiers : null;
        }

        private @Nullable Requirement withMarker(String name, List<String> extras, Specifiers specifiers, String url) {
            skipBlanks();
            if (at == text.length()) {
                return new Requirement(name, extras, specifiers, url, Optional.empty());
            }
            if (peek() != ';') {
                return null;
            }
            MarkerReader reader = new MarkerReader(text, at + 1);
            Marker marker = reader.marker();
            return marker == null || !reader.atEnd()
                    ? null
                    : new Requirement(name, extras, specifiers, url, Optional.of(marker));
        }

        private @Nullable List<String> extras() {
            skipBlanks();
            List<String> extras = new ArrayList<>(1);
            if (peek() != '[') {
                return extras;
            }
            do {
                at++;
                skipBlanks();
                String extra = peek() == ']' && extras.isEmpty() ? "" : identifier();
                if (extra == null) {
                    return null;
                }
                if (!extra.isEmpty()) {
                    extras.add(extra);
                }
                skipBlanks();
            } while (peek() == ',' && !extras.isEmpty());
            if (peek() != ']') {
                return null;
            }
            at++;
            skipBlanks();
            return extras;
        }

        private @Nullable String identifier() {
            int start = at;
            while (at < text.length() && isName(text.charAt(at))) {
                at++;
            }
            if (at == start || !isAlphanumeric(text.charAt(start))) {
                return null;
            }
            char last = text.charAt(at - 1);
            return last == '-' || last == '.' ? null : text.substring(start, at);
        }

        private static boolean isName(char c) {
            return isAlphanumeric(c) || c == '-' || c == '_' || c == '.';
        }

        private static boolean isAlphanumeric(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
    }
}
