package tiryaq.treatment.requirements;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** The lines of a requirements file and of those that it includes, within bounds that nobody's own files reach. */
final class IncludedFiles {
    private static final int LONGEST = 4 << 20;
    private static final int DEEPEST = 16;
    private static final int MOST = 100;

    private final Machine machine;
    private final Predicate<Line> wanted;
    private final Set<String> seen = new HashSet<>();
    private Optional<Line> passedOver = Optional.empty();

    /** Which lines are wanted: without space around them and without the comment behind. */
    IncludedFiles(Machine machine, Predicate<Line> wanted) {
        this.machine = machine;
        this.wanted = wanted;
    }

    /** The first wanted line: of a file itself, then of those that it includes. */
    Optional<Line> first(String file) {
        return first(Paths.absolute("/", file), 0);
    }

    /**
     * The first line whose file was not looked into: it lies too deep, is one too many, or is no file of this machine.
     * Empty where all were.
     */
    Optional<Line> passedOver() {
        return passedOver;
    }

    private Optional<Line> first(String file, int depth) {
        if (!seen.add(file) || !machine.isFile(file)) {
            return Optional.empty();
        }
        List<Line> including = new ArrayList<>();
        int number = 0;
        for (String raw : machine.read(file, 0, LONGEST).text().split("\n", -1)) {
            number++;
            int comment = raw.indexOf(" #");
            String text = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            Line line = new Line(file, number, text);
            if (wanted.test(line)) {
                return Optional.of(line);
            }
            if (!included(text).isEmpty()) {
                including.add(line);
            }
        }
        for (Line line : including) {
            String other = Paths.absolute(Paths.parent(file), included(line.text()));
            boolean unread = depth == DEEPEST || seen.size() == MOST || !machine.isFile(other);
            if (!seen.contains(other) && unread) {
                passedOver = passedOver.isPresent() ? passedOver : Optional.of(line);
                continue;
            }
            Optional<Line> found = first(other, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The file that a line includes, as pip takes {@code -r file}, {@code -rfile} and {@code --requirement=file}. */
    static String included(String line) {
        return named(line, "-r", "--requirement");
    }

    /** The file by which a line constrains versions, in the same forms: {@code -c file}. */
    static String constraining(String line) {
        return named(line, "-c", "--constraint");
    }

    private static String named(String line, String brief, String option) {
        if (line.startsWith(option)) {
            String rest = line.substring(option.length());
            return rest.startsWith("=") || rest.startsWith(" ") || rest.startsWith("\t")
                    ? rest.substring(1).strip()
                    : "";
        }
        return line.startsWith(brief) ? line.substring(brief.length()).strip() : "";
    }
}
