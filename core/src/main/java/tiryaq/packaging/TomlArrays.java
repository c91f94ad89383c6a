package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads from TOML the one array of strings, or the one string, that is asked for, and steps over all the rest. A file
 * that is no TOML gives what could be read.
 */
public final class TomlArrays {
    private final String text;
    private int at;

    private TomlArrays(String text) {
        this.text = text;
    }

    /**
     * The strings of an array, or a single string as one.
     *
     * @param table dotted, empty for the top
     */
    public static Optional<List<String>> strings(String text, String table, String key) {
        return new TomlArrays(text).find(table.isEmpty() ? key : table + "." + key);
    }

    private Optional<List<String>> find(String wanted) {
        String table = "";
        while (at < text.length()) {
            space(true);
            if (at >= text.length()) {
                break;
            }
            char c = text.charAt(at);
            if (c == '[') {
                boolean many = text.startsWith("[[", at);
                at += many ? 2 : 1;
                table = key() + ".";
                line();
            } else {
                int before = at;
                String name = table + key();
                space(false);
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    space(false);
                    List<String> found = new ArrayList<>();
                    value(found);
                    if (name.equals(wanted)) {
                        return Optional.of(found);
                    }
                } else {
                    at = Math.max(at, before + 1);
                    line();
                }
            }
        }
        return Optional.empty();
    }

    private String key() {
        StringBuilder name = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                name.append(string());
            } else if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '=' || c == ']' || c == '\n' || c == '\r' || c == '#') {
                break;
            } else {
                name.append(c);
                at++;
            }
        }
        return name.toString();
    }

    private void value(List<String> found) {
        if (at >= text.length()) {
            return;
        }
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            found.add(string());
        } else if (c == '[' || c == '{') {
            group(found);
        } else {
            while (at < text.length() && ",]}#\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
    }

    /** An array or inline table, however deep; strings inside an inner one belong to nobody. */
    private void group(List<String> found) {
        int depth = 0;
        boolean array = text.charAt(at) == '[';
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                String each = string();
                if (array && depth == 1) {
                    found.add(each);
                }
                continue;
            }
            if (c == '#') {
                line();
                continue;
            }
            at++;
            if (c == '[' || c == '{') {
                depth++;
            } else if ((c == ']' || c == '}') && --depth == 0) {
                return;
            }
        }
    }

    private String string() {
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        boolean longForm = text.startsWith(triple, at);
        String end = longForm ? triple : String.valueOf(quote);
        at += end.length();
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !text.startsWith(end, at)) {
            char c = text.charAt(at);
            if (!longForm && c == '\n') {
                return value.toString();
            }
            if (c == '\\' && quote == '"' && at + 1 < text.length()) {
                at++;
                char escaped = text.charAt(at);
                value.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else {
                value.append(c);
            }
            at++;
        }
        at = Math.min(text.length(), at + end.length());
        return value.toString();
    }

    private void space(boolean lines) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' && lines) {
                line();
            } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
                at++;
            } else {
                return;
            }
        }
    }

    private void line() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }
}
