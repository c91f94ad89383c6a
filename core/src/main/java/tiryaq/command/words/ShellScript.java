package tiryaq.command.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Paths;

/**
 * The Python that a small shell script starts in plain words. What could change which one that is and is not plain, a
 * command's output as a program, a sourced file that is no environment's, makes it unknown.
 *
 * @param words that start it, its arguments included; those that are not plain stay as they are written, with a
 *     {@code $}
 * @param situation where it starts
 */
public record ShellScript(List<String> words, Situation situation) {
    private static final Set<String> OPENING = Set.of("if", "for", "while", "until", "case", "select", "{");
    private static final Set<String> CLOSING = Set.of("fi", "done", "esac", "}");
    private static final Set<String> BETWEEN = Set.of("then", "else", "elif", "do", "!");
    private static final Set<String> CHANGING = Set.of("eval", "alias", "conda", "module", "trap");
    private static final Set<String> DECLARING = Set.of("export", "declare", "readonly", "local", "typeset");
    private static final int LONGEST = 2_000;

    public ShellScript {
        words = List.copyOf(words);
    }

    /**
     * The one Python; empty where that is not sure.
     *
     * @param script what the script calls {@code $0}
     * @param start where it is run
     */
    public static Optional<ShellScript> python(String text, String script, List<String> arguments, Situation start) {
        List<ShellCommands.Simple> commands = ShellCommands.of(text);
        Reader reader = new Reader(new ShellValues(script, arguments, start.folder()), start);
        boolean plain = commands.size() <= LONGEST && commands.stream().allMatch(reader::read);
        return plain ? Optional.ofNullable(reader.found) : Optional.empty();
    }

    /** Goes through the commands one after the other. */
    private static final class Reader {
        private final ShellValues values;
        private Situation now;
        private int depth;
        private @Nullable ShellScript found;

        Reader(ShellValues values, Situation start) {
            this.values = values;
            this.now = start;
        }

        /** Whether it is still known what is started how. */
        boolean read(ShellCommands.Simple command) {
            List<String> words = command.words();
            int at = 0;
            while (at < words.size() && opensOrCloses(words.get(at))) {
                at++;
            }
            words = words.subList(at, words.size());
            if (words.isEmpty()) {
                return true;
            }
            if (words.getFirst().startsWith("(") && !words.getFirst().startsWith("((")) {
                // What a shell of its own changes is gone after it.
                return false;
            }
            boolean perhaps = command.perhaps() || depth > 0;
            String first = words.getFirst();
            if (at > 0
                    && Set.of("for", "select", "case").contains(command.words().get(at - 1))) {
                values.set(first, Optional.empty());
                return true;
            }
            return switch (first) {
                case "cd", "pushd" -> !perhaps && enters(words);
                case ".", "source" -> !perhaps && activates(words);
                case "unset" -> !perhaps && unsets(words);
                case "read" -> forgets(words);
                case "shift", "set", "getopts" -> shifts(words);
                default -> {
                    if (CHANGING.contains(first)) {
                        yield false;
                    }
                    yield DECLARING.contains(first)
                            ? declares(words, perhaps)
                            : assigns(words) ? sets(words, perhaps) : starts(words);
                }
            };
        }

        private boolean opensOrCloses(String word) {
            if (OPENING.contains(word) || word.endsWith("()")) {
                depth++;
                return true;
            }
            if (CLOSING.contains(word)) {
                depth = Math.max(0, depth - 1);
                return true;
            }
            return BETWEEN.contains(word);
        }

        private boolean enters(List<String> words) {
            Optional<String> folder = words.size() == 1
                    ? values.variable("HOME", now)
                    : values.text(words.getLast(), now).filter(each -> !each.startsWith("-"));
            Optional<String> path = folder.filter(each -> !each.isEmpty())
                    .map(each -> Paths.absolute(now.folder(), each))
                    .filter(now.machine()::isFolder);
            path.ifPresent(each -> now = now.in(each));
            return path.isPresent();
        }

        /** What an environment's own script does, if it still is where that was made. */
        private boolean activates(List<String> words) {
            Optional<String> file = words.size() < 2 ? Optional.empty() : values.text(words.get(1), now);
            String path = file.map(each -> Paths.absolute(now.folder(), each)).orElse("");
            String prefix = Paths.parent(Paths.parent(path));
            if (!Paths.name(path).startsWith("activate") || !now.machine().isFile(Paths.join(prefix, "pyvenv.cfg"))) {
                return false;
            }
            String text = now.machine().read(path, 0, 16 << 10).text();
            boolean own = text.contains("VIRTUAL_ENV=" + prefix)
                    || text.contains("VIRTUAL_ENV='" + prefix + "'")
                    || text.contains("VIRTUAL_ENV=\"" + prefix + "\"");
            if (!own) {
                return false;
            }
            String before = now.variable("PATH");
            String bin = Paths.parent(path);
            now = now.with("VIRTUAL_ENV", prefix)
                    .with("PATH", before == null ? bin : bin + ":" + before)
                    .without("PYTHONHOME");
            return true;
        }

        private boolean unsets(List<String> words) {
            for (String name : words.subList(1, words.size())) {
                values.set(name, Optional.of(""));
                now = now.without(name);
            }
            return true;
        }

        private boolean forgets(List<String> words) {
            words.subList(1, words.size()).forEach(name -> values.set(name, Optional.empty()));
            return true;
        }

        private boolean shifts(List<String> words) {
            if (!words.getFirst().equals("set") || words.contains("--")) {
                values.shift();
            }
            return true;
        }

        private boolean declares(List<String> words, boolean perhaps) {
            boolean exports = words.getFirst().equals("export");
            for (String word : words.subList(1, words.size())) {
                int sign = word.indexOf('=');
                if (sign > 0 && !set(word, exports, perhaps)) {
                    return false;
                }
                if (sign < 0 && exports && !word.startsWith("-")) {
                    Optional<String> value = values.variable(word, now);
                    if (value.isPresent() && !perhaps) {
                        now = now.with(word, value.get());
                    } else if (decides(word)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean sets(List<String> words, boolean perhaps) {
            return words.stream().allMatch(word -> set(word, false, perhaps));
        }

        private boolean set(String word, boolean exports, boolean perhaps) {
            int sign = word.indexOf('=');
            String name = word.substring(0, sign);
            Optional<String> value = perhaps ? Optional.empty() : values.text(word.substring(sign + 1), now);
            values.set(name, value);
            if (value.isEmpty()) {
                return !decides(name);
            }
            if (exports || now.variable(name) != null) {
                now = now.with(name, value.get());
            }
            return true;
        }

        /** Whether a variable has a say in which Python runs, or how. */
        private static boolean decides(String name) {
            return name.equals("PATH") || name.startsWith("PYTHON") || name.startsWith("PYENV");
        }

        private boolean starts(List<String> written) {
            Situation there = now;
            int at = 0;
            while (at < written.size() && assigns(written.subList(at, at + 1))) {
                String word = written.get(at++);
                int sign = word.indexOf('=');
                String name = word.substring(0, sign);
                Optional<String> value = values.text(word.substring(sign + 1), now);
                if (value.isPresent()) {
                    there = there.with(name, value.get());
                } else if (decides(name)) {
                    return false;
                }
            }
            List<String> command = texts(written.subList(at, written.size()));
            int before = command.isEmpty() ? 0 : Math.max(0, ProgramNames.prefix(command));
            command = command.subList(before, command.size());
            String program = program(command);
            if (program.indexOf('$') >= 0 || program.indexOf('`') >= 0) {
                return false;
            }
            if (!ProgramNames.namesPython(Paths.name(program))) {
                return true;
            }
            ShellScript known = found;
            if (known == null) {
                found = new ShellScript(command, there);
                return true;
            }
            return program.equals(program(known.words())) && alike(there, known.situation());
        }

        private static boolean alike(Situation one, Situation other) {
            Set<String> names = new HashSet<>(one.variables().keySet());
            names.addAll(other.variables().keySet());
            return one.folder().equals(other.folder())
                    && names.stream()
                            .filter(Reader::decides)
                            .allMatch(name -> Objects.equals(one.variable(name), other.variable(name)));
        }

        /** What is not plain stays as it is written. */
        private List<String> texts(List<String> written) {
            List<String> texts = new ArrayList<>();
            for (String word : written) {
                Optional<List<String>> all = values.all(word);
                if (all.isPresent()) {
                    texts.addAll(all.get());
                } else {
                    texts.add(values.text(word, now).orElse(word));
                }
            }
            return texts;
        }
    }

    /** The program of words that may begin with {@code env A=b}. */
    private static String program(List<String> words) {
        int at = 0;
        if (!words.isEmpty() && Paths.name(words.getFirst()).equals("env")) {
            at = 1;
            while (at < words.size() && assigns(words.subList(at, at + 1))) {
                at++;
            }
        }
        return at < words.size() ? words.get(at) : "";
    }

    /** Whether all of it sets variables. */
    private static boolean assigns(List<String> words) {
        for (String word : words) {
            int sign = word.indexOf('=');
            boolean name = sign > 0 && !Character.isDigit(word.charAt(0));
            for (int i = 0; i < sign; i++) {
                char c = word.charAt(i);
                name &= c == '_' || (c < 128 && Character.isLetterOrDigit(c));
            }
            if (!name) {
                return false;
            }
        }
        return true;
    }
}
