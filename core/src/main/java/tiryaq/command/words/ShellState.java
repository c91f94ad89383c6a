package tiryaq.command.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tiryaq.machine.Paths;

/** What a shell script has set so far and where it has gone. Each change says whether all is still known after it. */
final class ShellState {
    /** Begins a word of which nobody knows the text. */
    static final char UNKNOWN = '\u0000';

    private final boolean bash;
    private final ShellValues values;
    private final Set<String> exported = new HashSet<>();
    private final Set<String> fixed = new HashSet<>();
    private Situation now;

    ShellState(ShellValues values, Situation start, boolean bash) {
        this.values = values;
        this.now = start;
        this.bash = bash;
    }

    /** The same, to be changed apart, as a shell of its own does. */
    ShellState copy() {
        ShellState copy = new ShellState(values.copy(), now, bash);
        copy.exported.addAll(exported);
        copy.fixed.addAll(fixed);
        return copy;
    }

    Situation now() {
        return now;
    }

    /** Words as they are meant; what is not plain stays as it is written, after {@link #UNKNOWN}. */
    List<String> texts(List<String> written) {
        List<String> texts = new ArrayList<>();
        for (String word : written) {
            Optional<List<String>> all = values.all(word);
            if (all.isPresent()) {
                // Without quotes they are split again.
                boolean whole = word.startsWith("\"")
                        || all.get().stream()
                                .allMatch(each -> !each.isEmpty()
                                        && each.chars().noneMatch(c -> c <= ' ' || c == '*' || c == '?' || c == '['));
                texts.addAll(whole ? all.get() : List.of(UNKNOWN + word));
                continue;
            }
            String text = values.text(word, now).orElse(UNKNOWN + word);
            boolean gone = text.isEmpty() && word.indexOf('"') < 0 && word.indexOf('\'') < 0;
            if (!gone) {
                texts.add(text);
            }
        }
        return texts;
    }

    boolean enters(List<String> words) {
        Optional<String> path = values.entered(words, now);
        path.ifPresent(each -> now = now.in(each));
        return path.isPresent();
    }

    /** What an environment's own script does, if it still is where that was made. */
    boolean activates(List<String> words) {
        Optional<String> file = words.size() != 2 ? Optional.empty() : values.text(words.get(1), now);
        String path = file.filter(each -> each.indexOf('/') >= 0)
                .map(each -> Paths.absolute(now.folder(), each))
                .orElse("");
        String prefix = Paths.parent(Paths.parent(path));
        if (!Paths.name(path).equals("activate") || !now.machine().isFile(Paths.join(prefix, "pyvenv.cfg"))) {
            return false;
        }
        if (!madeFor(now.machine().read(path, 0, 16 << 10).text(), prefix)) {
            return false;
        }
        Optional<String> before = values.variable("PATH", now);
        if (before.isEmpty()) {
            return false;
        }
        String bin = Paths.parent(path);
        put("VIRTUAL_ENV", prefix);
        put("PATH", before.get().isEmpty() ? bin : bin + ":" + before.get());
        values.set("PYTHONHOME", Optional.of(""));
        now = now.without("PYTHONHOME");
        return true;
    }

    private void put(String name, String value) {
        values.set(name, Optional.of(value));
        now = now.with(name, value);
    }

    /** Whether an environment's script names this folder as its own, and no other that only begins so. */
    private static boolean madeFor(String text, String prefix) {
        String sign = "VIRTUAL_ENV=";
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
            int from = at + sign.length();
            int end = text.indexOf('\n', from);
            String value = text.substring(from, end < 0 ? text.length() : end).strip();
            if (value.equals(prefix) || value.equals("'" + prefix + "'") || value.equals("\"" + prefix + "\"")) {
                return true;
            }
        }
        return false;
    }

    boolean unsets(List<String> words, boolean perhaps) {
        for (String name : words.subList(1, words.size())) {
            if (name.equals("-v")) {
                continue;
            }
            if (!ShellName.is(name) || (perhaps && decides(name)) || fixed.contains(name)) {
                return false;
            }
            values.set(name, perhaps ? Optional.empty() : Optional.of(""));
            if (!perhaps) {
                exported.remove(name);
                now = now.without(name);
            }
        }
        return true;
    }

    /** Nobody knows any more what these variables hold. */
    boolean forgets(List<String> words) {
        for (String word : words) {
            if (word.indexOf('=') < 0 && decides(word)) {
                return false;
            }
            values.set(word, Optional.empty());
        }
        return true;
    }

    /** Nobody knows any more what a variable holds that this word may set. */
    void forgetsValue(String word) {
        values.set(word.indexOf('=') < 0 ? word : name(word), Optional.empty());
    }

    /** {@code set}: only options that change nothing of what is started, or other arguments. */
    boolean options(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.indexOf('$') >= 0 || word.indexOf('`') >= 0) {
                return false;
            }
            if (word.equals("--") || (i == 1 && !word.startsWith("-") && !word.startsWith("+"))) {
                values.shift();
                return true;
            }
            boolean sign = word.length() > 1 && "-+".indexOf(word.charAt(0)) >= 0;
            for (int k = 1; sign && k < word.length(); k++) {
                char letter = word.charAt(k);
                boolean named = letter == 'o' && k == word.length() - 1 && i + 1 < words.size();
                if (named) {
                    sign = Set.of("errexit", "nounset", "xtrace", "pipefail", "verbose", "noclobber")
                            .contains(words.get(++i));
                    break;
                }
                sign = "euxvCE".indexOf(letter) >= 0;
            }
            if (!sign) {
                return false;
            }
        }
        return true;
    }

    void shift() {
        values.shift();
    }

    /** {@code export}, {@code readonly}, {@code declare}, {@code typeset}. */
    boolean declares(List<String> words, boolean perhaps) {
        String first = words.getFirst();
        boolean exports = first.equals("export");
        boolean fixes = first.equals("readonly");
        boolean list = false;
        if (!exports && !fixes && !bash) {
            return false;
        }
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("-")) {
                for (char letter : word.substring(1).toCharArray()) {
                    if ("xragpA".indexOf(letter) < 0 || (exports && letter != 'p') || word.equals("--")) {
                        return false;
                    }
                    exports |= letter == 'x';
                    fixes |= letter == 'r';
                    list |= letter == 'a' || letter == 'A';
                }
                continue;
            }
            int sign = word.indexOf('=');
            String name = sign < 0 ? word : name(word);
            if (!ShellName.is(name) || (perhaps && exports && decides(name))) {
                return false;
            }
            if (sign > 0 ? !set(word, exports, perhaps || list) : !exports(name, exports, perhaps)) {
                return false;
            }
            if (fixes) {
                fixed.add(name);
            }
        }
        return true;
    }

    private boolean exports(String name, boolean exports, boolean perhaps) {
        if (!exports || perhaps) {
            return true;
        }
        exported.add(name);
        Optional<String> value = values.variable(name, now);
        value.filter(each -> !each.isEmpty()).ifPresent(each -> now = now.with(name, each));
        return value.isPresent() || !decides(name);
    }

    /** Words that all set variables. */
    boolean sets(List<String> words, boolean perhaps) {
        return words.stream().allMatch(word -> set(word, false, perhaps));
    }

    private boolean set(String word, boolean exports, boolean perhaps) {
        int sign = word.indexOf('=');
        String name = name(word);
        boolean adds = word.charAt(sign - 1) == '+';
        if (fixed.contains(name) || (adds && !bash) || name.equals("IFS")) {
            return false;
        }
        Optional<String> value = perhaps ? Optional.empty() : values.text(word.substring(sign + 1), now);
        if (adds) {
            Optional<String> before = values.variable(name, now);
            value = value.flatMap(each -> before.map(start -> start + each));
        }
        values.set(name, value);
        if (exports && !perhaps) {
            exported.add(name);
        }
        if (value.isEmpty()) {
            return !decides(name);
        }
        if (exported.contains(name) || now.variable(name) != null) {
            now = now.with(name, value.get());
        }
        return true;
    }

    /** Where a command starts that has variables of its own; empty where one that matters is not known. */
    Optional<Situation> with(List<String> assignments) {
        ShellState there = copy();
        for (String word : assignments) {
            if (!there.set(word, true, false)) {
                return Optional.empty();
            }
        }
        return Optional.of(there.now);
    }

    /** Whether a variable has a say in which Python runs, or how. */
    static boolean decides(String name) {
        return name.startsWith("PYTHON")
                || name.startsWith("PYENV")
                || name.startsWith("LD_")
                || name.startsWith("DYLD_")
                || name.startsWith("__")
                || Set.of("PATH", "HOME", "CDPATH", "IFS", "ENV", "BASH_ENV", "PWD", "POSIXLY_CORRECT")
                        .contains(name);
    }

    private static String name(String word) {
        int sign = word.indexOf('=');
        return word.substring(0, sign > 0 && word.charAt(sign - 1) == '+' ? sign - 1 : sign);
    }

    /** Whether a word sets a variable. */
    static boolean assigns(String word) {
        return word.indexOf('=') > 0 && ShellName.is(name(word));
    }
}
