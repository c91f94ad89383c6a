package tiryaq.catalogue.child;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.python.Statement;

/**
 * What may be commands in a Python text: lists of literal words, words in a row as arguments of a call, and lines for
 * a shell. Of a list whose end is no literal, the words before that.
 *
 * @param commands their words
 * @param texts all its string literals
 * @param plain whether no child is given an environment or a program file apart from its words
 */
record CommandLiterals(List<List<String>> commands, List<String> texts, boolean plain) {
    /** How many of its literals name something. */
    int naming(String subject) {
        return (int) texts.stream().filter(each -> each.contains(subject)).count();
    }

    /**
     * @param executable what {@code sys.executable} stands for
     */
    static CommandLiterals in(String text, String executable) {
        List<Token> tokens = Token.of(text);
        Reader reader = new Reader(tokens, executable);
        List<List<String>> commands = reader.commands();
        boolean plain = true;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            plain &= !(tokens.get(i).isName("env") || tokens.get(i).isName("executable"))
                    || !tokens.get(i + 1).is("=")
                    || tokens.get(Math.max(i - 1, 0)).is(".");
        }
        List<String> texts = tokens.stream()
                .filter(each -> each.kind() == Token.Kind.STRING)
                .map(Token::text)
                .toList();
        return new CommandLiterals(commands, texts, plain);
    }

    private static final class Reader {
        private final List<Token> tokens;
        private final String executable;
        private final List<List<String>> found = new ArrayList<>();

        Reader(List<Token> tokens, String executable) {
            this.tokens = tokens;
            this.executable = executable;
        }

        List<List<String>> commands() {
            for (int i = 0; i < tokens.size(); i++) {
                Token each = tokens.get(i);
                if (each.is("(") && i > 0 && starts(tokens.get(i - 1).text())) {
                    i = call(i, tokens.get(i - 1).text());
                } else if (each.is("[") || each.is("(")) {
                    add(words(i + 1));
                }
                if (each.kind() == Token.Kind.STRING && alone(i)) {
                    found.add(List.of("/bin/sh", "-c", each.text()));
                }
            }
            return found;
        }

        private static boolean starts(String function) {
            return (function.startsWith("exec") && function.length() > 4) || function.startsWith("spawn");
        }

        /** A file to run, and its words, the first of which is only a name; gives the place behind what was read. */
        private int call(int open, String function) {
            int at = open + 1;
            if (function.startsWith("spawn")) {
                while (at < tokens.size() && !tokens.get(at).is(",")) {
                    at++;
                }
                at++;
            }
            String file = word(at);
            if (file == null) {
                return end(open);
            }
            int next = at + length(at);
            boolean list = next + 1 < tokens.size()
                    && tokens.get(next).is(",")
                    && (tokens.get(next + 1).is("[") || tokens.get(next + 1).is("("));
            List<String> rest = words(list ? next + 2 : next + 1);
            if (!rest.isEmpty()) {
                List<String> all = new ArrayList<>(List.of(file));
                all.addAll(rest.subList(1, rest.size()));
                add(all);
            }
            return list ? next + 1 : next;
        }

        private int end(int open) {
            int depth = 0;
            for (int at = open; at < tokens.size(); at++) {
                Token each = tokens.get(at);
                depth += each.kind() == Token.Kind.SIGN
                        ? Statement.step(each.text().charAt(0))
                        : 0;
                if (depth == 0) {
                    return at;
                }
            }
            return tokens.size();
        }

        private void add(List<String> words) {
            if (words.size() > 1 || (words.size() == 1 && words.getFirst().indexOf(' ') < 0)) {
                found.add(List.copyOf(words));
            }
        }

        /** A line for a shell stands for itself: what is put together is not read. */
        private boolean alone(int at) {
            boolean before = at > 0
                    && (tokens.get(at - 1).is("(")
                            || tokens.get(at - 1).is("=")
                            || tokens.get(at - 1).is(",")
                            || tokens.get(at - 1).is("["));
            boolean after = at + 1 == tokens.size()
                    || tokens.get(at + 1).is(")")
                    || tokens.get(at + 1).is(",")
                    || tokens.get(at + 1).is("]")
                    || tokens.get(at + 1).kind() == Token.Kind.NAME;
            return before && after && tokens.get(at).text().strip().indexOf(' ') > 0;
        }

        private List<String> words(int from) {
            List<String> words = new ArrayList<>();
            int at = from;
            while (at < tokens.size()) {
                String word = word(at);
                if (word == null) {
                    break;
                }
                at += length(at);
                boolean ends = at >= tokens.size() || !tokens.get(at).is(",");
                if (ends
                        && at < tokens.size()
                        && !tokens.get(at).is("]")
                        && !tokens.get(at).is(")")) {
                    break;
                }
                words.add(word);
                if (ends) {
                    break;
                }
                at++;
            }
            return words;
        }

        private @Nullable String word(int at) {
            if (at >= tokens.size()) {
                return null;
            }
            if (tokens.get(at).kind() == Token.Kind.STRING) {
                return tokens.get(at).text();
            }
            boolean self = at + 2 < tokens.size()
                    && tokens.get(at).isName("sys")
                    && tokens.get(at + 1).is(".")
                    && tokens.get(at + 2).isName("executable");
            return self ? executable : null;
        }

        private int length(int at) {
            return tokens.get(at).kind() == Token.Kind.STRING ? 1 : 3;
        }
    }
}
