package tiryaq.command;

import java.util.List;

/** Programs that run another one and change nothing about which one that is. */
final class Prefixes {
    private Prefixes() {}

    /**
     * How many words stand before the program that is really meant; 0 when the first word already is it, -1 when an option
     * is not understood.
     */
    static int length(List<String> words) {
        return switch (tiryaq.machine.Paths.name(words.getFirst())) {
            case "nohup", "setsid", "exec", "command", "builtin" -> skip(words, "", "", 0);
            case "nice" -> skip(words, "n", "--adjustment", 0);
            case "ionice" -> skip(words, "cn", "--class --classdata", 0);
            case "stdbuf" -> skip(words, "ioe", "--input --output --error", 0);
            case "time" -> skip(words, "fo", "--format --output", 0);
            case "timeout" -> skip(words, "ks", "--kill-after --signal", 1);
            case "taskset" -> skip(words, "", "", 1);
            default -> 0;
        };
    }

    private static int skip(List<String> words, String lettersWithValue, String namesWithValue, int operands) {
        int at = 1;
        while (at < words.size()
                && words.get(at).startsWith("-")
                && words.get(at).length() > 1) {
            String word = words.get(at++);
            if (word.equals("--")) {
                break;
            }
            boolean takesNext = word.startsWith("--")
                    ? word.indexOf('=') < 0 && (" " + namesWithValue + " ").contains(" " + word + " ")
                    : lettersWithValue.indexOf(word.charAt(word.length() - 1)) >= 0
                            && !Character.isDigit(word.charAt(word.length() - 1));
            if (takesNext) {
                at++;
            }
        }
        at += operands;
        return at < words.size() ? at : -1;
    }
}
