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
    private final Predicate<String> wanted;
    private final Set<String> seen = new HashSet<>();
    private Optional<String> passedOver = Optional.empty();

    /** Which lines are wanted: without space around them and without the comment behind. */
    IncludedFiles(Machine machine, Predicate<String> wanted) {
        this.machine = machine;
        this.wanted = wanted;
    }

    /** The first wanted line: of a file itself, then of those that it includes. */
    Optional<String> first(String file) {
        return first(Paths.absolute("/", file), 0);
    }

    /** The line whose file was not looked into, as it lies too deep or is one too many; empty where all were. */
    Optional<String> passedOver() {
        return passedOver;
    }

    private Optional<String> first(String file, int depth) {
        if (!seen.add(file) || !machine.isFile(file)) {
            return Optional.empty();
        }
        List<String> including = new ArrayList<>();
        for (String raw : machine.read(file, 0, LONGEST).text().split("\n", -1)) {
            int comment = raw.indexOf(" #");
            String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            if (wanted.test(line)) {
                return Optional.of(line);
            }
            if (!included(line).isEmpty()) {
                including.add(line);
            }
        }
        for (String line : including) {
            String other = Paths.absolute(Paths.parent(file), included(line));
            if (!seen.contains(other) && (depth == DEEPEST || seen.size() == MOST)) {
                passedOver = passedOver.isPresent() ? passedOver : Optional.of(line);
                continue;
            }
            Optional<String> found = first(other, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The file that a line includes, as pip takes {@code -r file}, {@code -rfile} and {@code --requirement=file}. */
    private static String included(String line) {
        if (line.startsWith("--requirement")) {
            String rest = line.substring("--requirement".length());
            return rest.startsWith("=") || rest.startsWith(" ") || rest.startsWith("\t")
                    ? rest.substring(1).strip()
                    : "";
        }
        return line.startsWith("-r") ? line.substring(2).strip() : "";
    }
}
