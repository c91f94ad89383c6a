package tiryaq.symptom.words;

import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Failure.CommandMissing;
import tiryaq.symptom.lines.Scan;

/** What shells, {@code env}, shims, container runtimes and launchers say when a program cannot be started. */
public final class StarterWords {
    private static final String NOT_FOUND = ": command not found";
    private static final String NO_FILE = ": No such file or directory";
    private static final String LOADER = ": error while loading shared libraries: ";
    private static final String BAD_INTERPRETER = ": bad interpreter: ";

    private StarterWords() {}

    /** The meaning of a line that stands alone; null if it is none of these. */
    public static @Nullable Failure of(String line) {
        int loader = line.indexOf(LOADER);
        if (loader > 0) {
            String rest = line.substring(loader + LOADER.length());
            int end = rest.indexOf(": ");
            String library = end < 0 ? rest : rest.substring(0, end);
            return new Failure.NativeRefused(library, Failure.NativeRefused.Fault.LIBRARY_MISSING, library);
        }
        if (line.startsWith("pyenv: ")) {
            return pyenv(line);
        }
        int bad = line.indexOf(BAD_INTERPRETER);
        if (bad > 0) {
            return badInterpreter(line, bad);
        }
        if (line.endsWith(": cannot execute: required file not found")) {
            return speaker(line) == 0 ? null : new CommandMissing(beforeLast(line, ": cannot execute"), true);
        }
        if (line.startsWith("zsh: command not found: ")) {
            return new CommandMissing(line.substring(24), false);
        }
        if (line.startsWith("fish: Unknown command: ")) {
            return new CommandMissing(line.substring(23), false);
        }
        if (line.endsWith(NOT_FOUND) || line.endsWith(": Command not found")) {
            return speaker(line) == 0
                    ? null
                    : named(beforeLast(line, line.endsWith(NOT_FOUND) ? NOT_FOUND : ": Command not found"));
        }
        if (line.endsWith(": not found") && speaker(line) > 0 && line.contains(": ")) {
            return dash(line);
        }
        if (line.endsWith(NO_FILE) || line.endsWith(": no such file or directory")) {
            return noFile(line);
        }
        Failure launched = launched(line);
        return launched == null ? LauncherWords.of(line) : launched;
    }

    private static @Nullable CommandMissing pyenv(String line) {
        String version = quoted(line, "pyenv: version ");
        if (version != null && line.contains("is not installed")) {
            boolean number = !version.isEmpty() && Scan.isDigit(version.charAt(0));
            return new CommandMissing(number ? "python" + version : version, true);
        }
        return line.endsWith(NOT_FOUND) ? new CommandMissing(beforeLast(line, NOT_FOUND), true) : null;
    }

    /** bash: {@code script: interpreter: bad interpreter: …}; zsh: {@code script: bad interpreter: interpreter: …}. */
    private static @Nullable CommandMissing badInterpreter(String line, int bad) {
        String before = line.substring(0, bad);
        int colon = before.lastIndexOf(": ");
        String last = colon < 0 ? before : before.substring(colon + 2);
        if (line.startsWith("zsh: ")) {
            String after = line.substring(bad + BAD_INTERPRETER.length());
            int end = after.lastIndexOf(": ");
            return new CommandMissing((end < 0 ? after : after.substring(0, end)).strip(), true);
        }
        return colon < 0 ? null : new CommandMissing(interpreter(last), true);
    }

    private static @Nullable CommandMissing dash(String line) {
        String name = beforeLast(line, ": not found");
        return name.isEmpty() || name.indexOf(' ') >= 0 ? null : new CommandMissing(name, false);
    }

    private static @Nullable CommandMissing noFile(String line) {
        String name = interpreter(beforeLast(line, line.endsWith(NO_FILE) ? NO_FILE : ": no such file or directory"));
        if (line.startsWith("env: ") || line.startsWith("/usr/bin/env: ")) {
            return name.isEmpty() ? null : new CommandMissing(unquoted(name), true);
        }
        if (line.contains("failed to run command") && !line.startsWith(" ")) {
            // The name itself may hold what else parts the words.
            int said = line.indexOf("command", line.indexOf("failed to run command")) + "command".length();
            int end = Math.max(said, line.lastIndexOf(": "));
            String command = unquoted(line.substring(said, end).strip());
            return command.isEmpty() ? null : new CommandMissing(command, false);
        }
        int speaker = speaker(line);
        boolean runs = name.indexOf('/') >= 0 ? looksRun(name) : line.startsWith("make") || line.startsWith("xargs");
        return speaker > 0 && runs && name.indexOf(' ') < 0 ? new CommandMissing(unquoted(name), false) : null;
    }

    /** A redirection of a shell fails in the same words, so a file that is plainly data is none. */
    private static boolean looksRun(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0
                || path.contains("/bin/")
                || name.startsWith("python")
                || name.endsWith(".py")
                || name.endsWith(".sh");
    }

    private static @Nullable CommandMissing launched(String line) {
        int at = line.indexOf("Unable to create process using ");
        if (at >= 0 && (at == 0 || line.startsWith("Fatal error in launcher"))) {
            String command = Scan.between(line, "\"", "\"", at);
            return command == null ? null : new CommandMissing(command, true);
        }
        at = line.indexOf("exec: \"");
        if (at >= 0 && (line.contains("executable file not found") || line.contains("no such file or directory"))) {
            String command = Scan.between(line, "\"", "\"", at);
            return command == null || !containerSpeaks(line) ? null : new CommandMissing(command, false);
        }
        return null;
    }

    private static boolean containerSpeaks(String line) {
        return line.startsWith("exec: ")
                || line.startsWith("docker: ")
                || line.startsWith("OCI runtime")
                || line.startsWith("Error");
    }

    private static @Nullable CommandMissing named(String name) {
        return name.isEmpty() || name.indexOf(' ') >= 0 ? null : new CommandMissing(name, false);
    }

    /** How long the name of the program is that speaks, if it is one that starts others; 0 if it is none. */
    private static int speaker(String line) {
        int colon = line.indexOf(": ");
        if (colon <= 0) {
            return 0;
        }
        String path = line.substring(0, colon);
        int slash = path.lastIndexOf('/');
        int bracket = path.indexOf('[', slash + 1);
        String name = path.substring(slash + 1, bracket > 0 && path.endsWith("]") ? bracket : path.length());
        boolean known = switch (name.startsWith("-") ? name.substring(1) : name) {
            case "bash",
                    "sh",
                    "dash",
                    "zsh",
                    "ksh",
                    "ash",
                    "fish",
                    "busybox",
                    "make",
                    "gmake",
                    "env",
                    "xargs",
                    "nohup",
                    "timeout",
                    "sudo",
                    "exec" -> true;
            default -> name.endsWith(".sh") || line.startsWith(": line ", colon);
        };
        return known ? colon : 0;
    }

    /** The part between the last colon before {@code tail} and {@code tail}. */
    private static String beforeLast(String line, String tail) {
        int end = line.lastIndexOf(tail);
        int start = line.lastIndexOf(": ", end - 1);
        return line.substring(start < 0 ? 0 : start + 2, end).strip();
    }

    /** A carriage return in a script's first line is shown as {@code ^M}. */
    private static String interpreter(String text) {
        return text.endsWith("^M") ? text.substring(0, text.length() - 2) : text;
    }

    private static @Nullable String quoted(String line, String start) {
        if (!line.startsWith(start)) {
            return null;
        }
        int end = line.indexOf('\'', start.length() + 1);
        return end < 0 ? null : line.substring(start.length() + 1, end);
    }

    private static String unquoted(String name) {
        boolean quotes = name.length() > 2 && "'\u2018`\"".indexOf(name.charAt(0)) >= 0;
        return quotes ? name.substring(1, name.length() - 1) : name;
    }
}
