package tiryaq.python;

import java.util.Set;

/**
 * Source text that only Python 2 reads, by forms that Python 3 has no meaning for: the statements {@code print x} and
 * {@code exec x}, {@code except E, e}, {@code raise E, x}, backticks, {@code <>}, {@code 0777}, {@code 10L},
 * {@code ur""}, and parameters in parentheses.
 */
public final class Python2Code {
    /** After a name they go on with an expression, or give it another name. */
    private static final Set<String> OPERATORS = Set.of("if", "in", "is", "and", "or", "else", "for", "as");

    private Python2Code() {}

    /** Whether one of the lines has such a form outside of strings and comments. */
    public static boolean in(String text) {
        for (String line : CodeLines.of(text)) {
            if (!line.isBlank() && (marks(line) || numbers(line) || statements(line))) {
                return true;
            }
        }
        return false;
    }

    private static boolean marks(String line) {
        return line.indexOf('`') >= 0 || line.contains("<>") || unicodeRaw(line) || tupleParameter(line);
    }

    /** {@code ur""}, in any case of its letters. */
    private static boolean unicodeRaw(String line) {
        for (int at = line.indexOf(CodeLines.STRING, 2); at >= 0; at = line.indexOf(CodeLines.STRING, at + 2)) {
            boolean prefix = (line.charAt(at - 1) | 0x20) == 'r' && (line.charAt(at - 2) | 0x20) == 'u';
            if (prefix && (at == 2 || (!part(line.charAt(at - 3)) && line.charAt(at - 3) != '"'))) {
                return true;
            }
        }
        return false;
    }

    /** {@code def f(a, (b, c)):} and {@code lambda (a, b):}. */
    private static boolean tupleParameter(String line) {
        int lambda = line.indexOf("lambda ");
        if (lambda >= 0
                && (lambda == 0 || !part(line.charAt(lambda - 1)))
                && line.substring(lambda + "lambda ".length()).stripLeading().startsWith("(")) {
            return true;
        }
        int from = line.stripLeading().startsWith("def ") ? line.indexOf('(') : -1;
        int depth = 0;
        char before = ' ';
        for (int i = Math.max(from, 0); from >= 0 && i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '(' && depth == 1 && (before == ',' || before == '(')) {
                return true;
            }
            depth += Statement.step(c);
            if (depth == 0) {
                return false;
            }
            before = c == ' ' ? before : c;
        }
        return false;
    }

    /**
     * Octal numbers without their {@code o} and long ones; where a number is none in Python 2 either, nothing is told.
     */
    private static boolean numbers(String line) {
        boolean found = false;
        int i = 0;
        while (i < line.length()) {
            if (!part(line.charAt(i)) && line.charAt(i) != '.') {
                i++;
                continue;
            }
            int end = i;
            while (end < line.length() && (part(line.charAt(end)) || line.charAt(end) == '.')) {
                end++;
            }
            String word = line.substring(i, end);
            if (isDigit(word.charAt(0))) {
                if (malformed(word)) {
                    return false;
                }
                found |= ofPython2(word);
            }
            i = end;
        }
        return found;
    }

    /** {@code 08} is no number in any Python. */
    private static boolean malformed(String word) {
        return word.length() > 1
                && word.charAt(0) == '0'
                && digits(word, 0, '9') == word.length()
                && digits(word, 0, '7') < word.length();
    }

    private static boolean ofPython2(String word) {
        boolean isLong = (word.charAt(word.length() - 1) | 0x20) == 'l';
        String number = isLong ? word.substring(0, word.length() - 1) : word;
        boolean octal = number.length() > 1
                && number.charAt(0) == '0'
                && digits(number, 0, '7') == number.length()
                && digits(number, 0, '0') < number.length();
        boolean hexadecimal = number.length() > 2 && number.charAt(0) == '0' && (number.charAt(1) | 0x20) == 'x';
        return octal || (isLong && (hexadecimal || digits(number, 0, '9') == number.length()));
    }

    private static int digits(String word, int at, char most) {
        int i = at;
        while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= most) {
            i++;
        }
        return i;
    }

    /** A statement begins where the line does, behind a semicolon, or behind the colon of what it is the body of. */
    private static boolean statements(String line) {
        if (statement(line.strip())) {
            return true;
        }
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ';' || line.charAt(i) == ':') {
                int start = i + 1;
                while (start < line.length() && line.charAt(start) == ' ') {
                    start++;
                }
                boolean word = line.startsWith("print", start)
                        || line.startsWith("exec", start)
                        || line.startsWith("raise ", start);
                if (word && statement(line.substring(start))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean statement(String code) {
        if (code.startsWith("print")) {
            return applies(code.substring("print".length()), true);
        }
        if (code.startsWith("exec")) {
            return applies(code.substring("exec".length()), false);
        }
        if (code.startsWith("raise ")) {
            return comma(code, ';') > 0;
        }
        return code.startsWith("except ") && bindsByComma(code);
    }

    /** Whether a word is followed by what it is a statement for, and is no name in an expression. */
    private static boolean applies(String rest, boolean stream) {
        String operand = rest.stripLeading();
        if (operand.isEmpty() || (operand.length() == rest.length() && !operand.startsWith(CodeLines.STRING))) {
            return false;
        }
        char first = operand.charAt(0);
        if (!Character.isJavaIdentifierStart(first)) {
            return first == '"' || isDigit(first) || (stream && (first == '{' || operand.startsWith(">>")));
        }
        int end = 0;
        while (end < operand.length() && part(operand.charAt(end))) {
            end++;
        }
        String word = operand.substring(0, end);
        String next = operand.substring(end).strip();
        return word.equals("not") ? !next.startsWith("in ") : !OPERATORS.contains(word);
    }

    /** {@code except E, e:}; names of classes begin with a capital, and since 3.14 several may stand so. */
    private static boolean bindsByComma(String code) {
        int last = comma(code, ':');
        int end = last < 0 ? -1 : code.indexOf(':', last);
        String name = end < 0 ? "" : code.substring(last + 1, end).strip();
        return Identifier.is(name) && !Character.isUpperCase(name.charAt(0));
    }

    /** Where the last comma outside of brackets stands before {@code end}; -1 without one. */
    private static int comma(String code, char end) {
        int depth = 0;
        int last = -1;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += Statement.step(c);
            if (depth == 0 && c == end) {
                break;
            }
            last = depth == 0 && c == ',' ? i : last;
        }
        return last;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean part(char c) {
        return Character.isJavaIdentifierPart(c);
    }
}
