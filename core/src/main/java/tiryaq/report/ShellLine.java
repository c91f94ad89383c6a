package tiryaq.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tiryaq.command.Command;
import tiryaq.command.masking.Secrets;
import tiryaq.machine.OsText;
import tiryaq.report.messages.Inert;

/**
 * A command as one line for a new shell. POSIX quoting; bytes that are no valid UTF-8, control and bidirectional
 * characters in the {@code $'…'} form of bash, ksh and zsh (POSIX 2024).
 *
 * @param masked whether a secret was replaced, so that the line does not work until it is put back
 */
public record ShellLine(String line, boolean masked) {
    /** {@code cd FOLDER && env -u GONE NAME=value program argument…}; no {@code cd} to where the reader is. */
    public static ShellLine of(Command command) {
        StringBuilder out = new StringBuilder();
        if (!command.folder().isEmpty() && !command.folder().equals(".")) {
            out.append("cd ").append(quoted(command.folder())).append(" && ");
        }
        boolean masked = false;
        if (!command.set().isEmpty() || !command.unset().isEmpty()) {
            out.append("env ");
            for (String name : command.unset()) {
                out.append("-u ").append(quoted(name)).append(' ');
            }
            for (Map.Entry<String, String> variable : command.set().entrySet()) {
                String value = Secrets.maskVariable(variable.getKey(), variable.getValue());
                masked |= !value.equals(variable.getValue());
                out.append(quoted(variable.getKey()))
                        .append('=')
                        .append(quoted(value))
                        .append(' ');
            }
        }
        ShellLine words = of(command.argv());
        return new ShellLine(out.append(words.line).toString(), masked || words.masked);
    }

    /** The words alone, in the shell's own folder and environment. */
    public static ShellLine of(List<String> argv) {
        List<String> safe = Secrets.maskWords(argv);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < safe.size(); i++) {
            String word = safe.get(i);
            // A first word with = in it would be taken for an assignment.
            boolean assignment = i == 0 && word.indexOf('=') >= 0 && plain(word);
            out.append(i == 0 ? "" : " ").append(assignment ? "'" + word + "'" : quoted(word));
        }
        return new ShellLine(out.toString(), !safe.equals(argv));
    }

    /**
     * Lines of commands with {@code PATH="FOLDER:$PATH"} where a command only has a folder in front of what
     * {@code PATH} holds for the reader.
     *
     * @param path that; empty where it is not known
     */
    static String before(String lines, String path) {
        if (path.isEmpty() || !plain(path)) {
            return lines;
        }
        String assigned = " PATH=";
        String rest = ":" + path + " ";
        StringBuilder out = new StringBuilder(lines.length());
        int from = 0;
        for (int at = lines.indexOf(rest); at >= 0; at = lines.indexOf(rest, from)) {
            int assignment = lines.lastIndexOf(assigned, at);
            int value = assignment + assigned.length();
            // The blank before it may end what another variable was given.
            boolean whole = assignment >= 0 && assignment + 1 >= from && plain(lines.substring(value, at));
            out.append(lines, from, whole ? value : at + rest.length());
            if (whole) {
                out.append('"').append(lines, value, at).append(":$PATH\" ");
            }
            from = at + rest.length();
        }
        return out.append(lines, from, lines.length()).toString();
    }

    /**
     * The words for a shell that is not known: POSIX quoting, but the double quotes of {@code cmd.exe} and PowerShell
     * as well where that is the same word to each of them.
     */
    static ShellLine anywhere(List<String> argv) {
        ShellLine posix = of(argv);
        if (posix.masked) {
            return posix;
        }
        StringJoiner line = new StringJoiner(" ");
        for (String word : argv) {
            line.add(plain(word) || !same(word) ? of(List.of(word)).line : '"' + word + '"');
        }
        return new ShellLine(line.toString(), false);
    }

    /** Whether every shell takes it between double quotes as it stands. */
    private static boolean same(String word) {
        return word.codePoints().noneMatch(c -> Inert.active(c) || "\"$`\\!%^".indexOf(c) >= 0);
    }

    /** One word, quoted where it needs to be. */
    static String quoted(String word) {
        if (plain(word)) {
            return word;
        }
        for (int i = 0; i < word.length(); ) {
            int c = word.codePointAt(i);
            i += Character.charCount(c);
            if (Inert.active(c)) {
                return dollarQuoted(word);
            }
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean plain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "_@%+=:,./-".indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static String dollarQuoted(String word) {
        StringBuilder out = new StringBuilder("$'");
        for (int i = 0; i < word.length(); ) {
            int c = word.codePointAt(i);
            int size = Character.charCount(c);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\'' -> out.append("\\'");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (Inert.active(c)) {
                        bytes(out, word.substring(i, i + size));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
            i += size;
        }
        return out.append('\'').toString();
    }

    private static void bytes(StringBuilder out, String character) {
        boolean raw = character.charAt(0) >= 0xDC80 && character.charAt(0) <= 0xDCFF;
        byte[] encoded = raw ? OsText.encode(character) : character.getBytes(StandardCharsets.UTF_8);
        for (byte b : encoded) {
            out.append("\\x");
            out.append(Character.forDigit((b >> 4) & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
        }
    }
}
