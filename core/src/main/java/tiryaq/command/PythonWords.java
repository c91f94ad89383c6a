package tiryaq.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tiryaq.command.words.Situation;

/**
 * The arguments of an interpreter, taken apart as {@code Python/getopt.c} does.
 *
 * @param options its own options, those that were written together taken apart before {@code -c} and {@code -m}
 * @param rest what follows the target
 */
record PythonWords(Target target, Set<Invocation.Flag> flags, List<String> options, List<String> rest) {
    static PythonWords of(List<String> words, Situation situation) {
        EnumSet<Invocation.Flag> flags = EnumSet.noneOf(Invocation.Flag.class);
        List<String> options = new ArrayList<>();
        boolean shows = false;
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals("--")) {
                at++;
                break;
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                break;
            }
            if (word.startsWith("--")) {
                options.add(word);
                if (word.equals("--check-hash-based-pycs") && at + 1 < words.size()) {
                    options.add(words.get(++at));
                } else {
                    shows = shows || word.startsWith("--help") || word.equals("--version");
                }
                at++;
                continue;
            }
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                if (letter == 'c' || letter == 'm') {
                    return command(word, i, words.subList(at + 1, words.size()), flags, options);
                }
                if (OptionWords.WITH_VALUE.indexOf(letter) >= 0) {
                    if (i + 1 == word.length() && at + 1 < words.size()) {
                        options.add(word);
                        word = words.get(++at);
                    }
                    break;
                }
                shows = shows || letter == 'V' || letter == 'h' || letter == '?';
                note(letter, flags);
            }
            options.add(word);
            at++;
        }
        if (shows) {
            return new PythonWords(new Target.Other(), flags, options, words.subList(at, words.size()));
        }
        if (at == words.size() || words.get(at).equals("-")) {
            return new PythonWords(
                    new Target.Stdin(), flags, options, words.subList(Math.min(at + 1, words.size()), words.size()));
        }
        String script = words.get(at);
        return new PythonWords(
                new Target.Script(situation.absolute(script), script),
                flags,
                options,
                words.subList(at + 1, words.size()));
    }

    private static PythonWords command(
            String word, int letter, List<String> following, Set<Invocation.Flag> flags, List<String> options) {
        if (letter > 1) {
            options.add(word.substring(0, letter));
        }
        boolean attached = letter + 1 < word.length();
        String value = attached ? word.substring(letter + 1) : following.isEmpty() ? "" : following.get(0);
        int used = attached || following.isEmpty() ? 0 : 1;
        Target target = word.charAt(letter) == 'c' ? new Target.Code(value) : new Target.Module(value);
        return new PythonWords(target, flags, options, following.subList(used, following.size()));
    }

    private static void note(char letter, Set<Invocation.Flag> flags) {
        switch (letter) {
            case 'I' -> flags.add(Invocation.Flag.ISOLATED);
            case 'E' -> flags.add(Invocation.Flag.IGNORE_ENVIRONMENT);
            case 's' -> flags.add(Invocation.Flag.NO_USER_SITE);
            case 'S' -> flags.add(Invocation.Flag.NO_SITE);
            case 'P' -> flags.add(Invocation.Flag.SAFE_PATH);
            default -> {}
        }
    }
}
