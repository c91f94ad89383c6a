package tiryaq.treatment.engine;

import java.util.ArrayList;
import java.util.List;
import tiryaq.treatment.process.RunResult;

/**
 * Why an engine failed.
 *
 * @param what the distribution, requirement or system package in question, empty if none
 */
public record EngineFailure(Kind kind, String what) {
    /** The failures that are told apart. */
    public enum Kind {
        /** The interpreter cannot make environments: {@code ensurepip} or {@code venv} is packaged apart. */
        NO_ENSUREPIP,
        /** The index has no wheel of that requirement for this interpreter. */
        NO_WHEEL,
        /** The requirements cannot all hold at once. */
        CONFLICT,
        /** The index does not answer. */
        UNREACHABLE,
        /** It may not use the network, and what it needs is not on this machine. */
        OFFLINE,
        DISK_FULL,
        NOT_WRITABLE,
        TIMED_OUT,
        INTERRUPTED,
        NOT_STARTED,
        OTHER
    }

    /** The reason, read from how the engine ended and what it printed. */
    public static EngineFailure of(RunResult run) {
        return switch (run.ending()) {
            case TIMED_OUT -> new EngineFailure(Kind.TIMED_OUT, "");
            case INTERRUPTED -> new EngineFailure(Kind.INTERRUPTED, "");
            case NOT_STARTED -> new EngineFailure(Kind.NOT_STARTED, "");
            // uv breaks its lines where a terminal would end.
            case EXITED -> printed(oneLine(run.out() + "\n" + run.err()));
        };
    }

    private static EngineFailure printed(String text) {
        if (text.contains("ensurepip is not") || text.contains("No module named venv")) {
            return new EngineFailure(Kind.NO_ENSUREPIP, word(text, "apt install "));
        }
        if (text.contains("No module named ensurepip") || text.contains("No module named 'ensurepip'")) {
            return new EngineFailure(Kind.NO_ENSUREPIP, "");
        }
        if (text.contains("No space left on device")) {
            return new EngineFailure(Kind.DISK_FULL, "");
        }
        if (text.contains("Permission denied") || text.contains("Read-only file system")) {
            return new EngineFailure(Kind.NOT_WRITABLE, "");
        }
        // A dead index also ends in "No matching distribution"; its evidence stands earlier.
        if (text.contains("connectivity is disabled") || text.contains("network was disabled")) {
            return new EngineFailure(Kind.OFFLINE, "");
        }
        if (unreachable(text)) {
            return new EngineFailure(Kind.UNREACHABLE, "");
        }
        if (text.contains("ResolutionImpossible") || text.contains("conflicting dependencies")) {
            return new EngineFailure(Kind.CONFLICT, word(text, "The user requested "));
        }
        if (text.contains("No matching distribution found for ")) {
            return new EngineFailure(Kind.NO_WHEEL, word(text, "No matching distribution found for "));
        }
        if (text.contains("no usable wheels") || text.contains("there is no version of")) {
            return new EngineFailure(Kind.NO_WHEEL, uvRequirement(text));
        }
        if (text.contains("No solution found")) {
            return new EngineFailure(Kind.CONFLICT, lastRequired(text));
        }
        return new EngineFailure(Kind.OTHER, "");
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean blank = Character.isWhitespace(text.charAt(i));
            if (!blank || (!line.isEmpty() && line.charAt(line.length() - 1) != ' ')) {
                line.append(blank ? ' ' : text.charAt(i));
            }
        }
        return line.toString();
    }

    /** uv's reasoning ends with the requirement that cannot hold. */
    private static String lastRequired(String text) {
        int at = text.lastIndexOf("you require ");
        String found = at < 0 ? "" : word(text.substring(at), "you require ");
        String bare = found.endsWith(",") ? found.substring(0, found.length() - 1) : found;
        return bare.contains("==") ? bare : "";
    }

    static boolean unreachable(String text) {
        for (String words : List.of(
                "Temporary failure in name resolution",
                "Name or service not known",
                "Failed to establish a new connection",
                "CERTIFICATE_VERIFY_FAILED",
                "ProxyError",
                "Cannot connect to proxy",
                "error sending request",
                "Failed to fetch",
                "dns error")) {
            if (text.contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static String uvRequirement(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals("has") && words.get(i - 1).contains("==")) {
                return words.get(i - 1);
            }
        }
        return word(text, "there is no version of ");
    }

    /** The word that follows {@code before}, empty where that is not said. */
    private static String word(String text, String before) {
        int at = text.indexOf(before);
        if (at < 0) {
            return "";
        }
        int start = at + before.length();
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }
}
