package tiryaq.symptom.lines;

/**
 * What names the process that a line is of, where one log has the lines of several: a container, a pod, a rank, a
 * number.
 */
final class ProcessLabel {
    private static final int LONGEST = 128;
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private ProcessLabel() {}

    /** Where a label ends that begins at {@code at}; {@code at} where there is none. */
    static int end(String line, int at) {
        char c = line.charAt(at);
        if (c == '[') {
            return bracket(line, at);
        }
        if (c == '(') {
            return parentheses(line, at);
        }
        int stamp = c >= 'A' && c <= 'Z' ? syslogStamp(line, at) : at;
        int end = stamp > at ? daemon(line, word(line, stamp)) : at;
        return end > word(line, stamp) ? end : at;
    }

    /** The same behind a stamp: {@code app[web.1]: }, {@code host app[123]: }. */
    static int afterStamp(String line, int at) {
        int end = daemon(line, at);
        int second = end == at ? word(line, at) : at;
        int behind = end == at ? daemon(line, second) : end;
        return behind > second ? behind : at;
    }

    private static int daemon(String line, int at) {
        int open = at;
        while (open < line.length() && open - at < LONGEST && Scan.isNamePart(line.charAt(open))) {
            open++;
        }
        if (open == at || open >= line.length() || line.charAt(open) != '[') {
            return at;
        }
        int close = open + 1;
        while (close < line.length() && Scan.isNamePart(line.charAt(close))) {
            close++;
        }
        return close > open + 1 && line.startsWith("]: ", close) ? close + 3 : at;
    }

    /** {@code [rank0]: } of torch, {@code [default0]:} of torchrun, {@code [1,0]<stderr>:} of mpirun. */
    private static int bracket(String line, int at) {
        int close = at + 1;
        while (close < line.length() && (Scan.isNamePart(line.charAt(close)) || line.charAt(close) == ',')) {
            close++;
        }
        if (close == at + 1 || close >= line.length() || line.charAt(close) != ']') {
            return at;
        }
        for (String stream : new String[] {"]<stderr>:", "]<stdout>:", "]:"}) {
            boolean numbered = Scan.isDigit(line.charAt(close - 1));
            if (numbered && line.startsWith(stream, close)) {
                int end = close + stream.length();
                // Python itself indents by even numbers.
                int indent = Scan.indent(line.substring(end));
                return indent % 2 == 1 ? end + 1 : end;
            }
        }
        return at;
    }

    /** {@code (train pid=123, ip=10.0.0.1) } of Ray. */
    private static int parentheses(String line, int at) {
        int close = line.indexOf(") ", at);
        int pid = line.indexOf("pid=", at);
        boolean named = close > 0
                && close - at < LONGEST
                && pid > at
                && pid + 4 < close
                && "( ".indexOf(line.charAt(pid - 1)) >= 0
                && Scan.isDigit(line.charAt(pid + 4));
        return named ? close + 2 : at;
    }

    /** {@code May  1 10:00:00 }. */
    private static int syslogStamp(String line, int at) {
        boolean stamp = line.length() > at + 16
                && MONTHS.contains(line.substring(at, at + 3))
                && line.charAt(at + 3) == ' '
                && line.charAt(at + 9) == ':'
                && line.charAt(at + 12) == ':'
                && line.charAt(at + 15) == ' ';
        return stamp ? at + 16 : at;
    }

    /** Where the word after the next one begins. */
    private static int word(String line, int at) {
        int end = line.indexOf(' ', at);
        return end < 0 ? line.length() : end + 1;
    }
}
