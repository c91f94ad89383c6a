package tiryaq.treatment.requirements;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tiryaq.digest.Sha256;
import tiryaq.machine.Machine;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;
import tiryaq.python.Distributions;

/** What a project or script says that it needs. */
public sealed interface Declared {
    /**
     * Requirements that an installer takes as they stand.
     *
     * @param words for the installer: requirements, or {@code -r} and a file
     * @param source the file that declares them
     * @param requiresPython the specifier that goes with them; empty if none
     * @param built the lines that an installer builds from a repository or an archive, as there is no wheel of these
     */
    record Listed(List<String> words, String source, String requiresPython, List<Line> built) implements Declared {
        public Listed {
            words = List.copyOf(words);
            built = List.copyOf(built);
        }

        /** All of it ready made. */
        public Listed(List<String> words, String source, String requiresPython) {
            this(words, source, requiresPython, List.of());
        }

        /** The lines that name a distribution. */
        public List<Line> naming(Machine machine, String distribution) {
            List<Line> all = words.contains("-r")
                    ? DeclaredFiles.all(machine, source)
                    : words.stream().map(each -> new Line(source, 0, each)).toList();
            return all.stream().filter(each -> names(each, distribution)).toList();
        }

        private static boolean names(Line line, String distribution) {
            return requirement(line.text())
                    .filter(found -> DistributionName.same(found.name(), distribution))
                    .isPresent();
        }

        /** After the requirement a line may have options of its own, such as hashes. */
        private static Optional<Requirement> requirement(String line) {
            int options = line.indexOf(" --");
            return Requirement.parse(options < 0 ? line : line.substring(0, options));
        }

        /** What is declared without some lines, perhaps nothing; empty where the rest cannot stand without them. */
        public Optional<Listed> without(Machine machine, List<Line> lines) {
            Set<String> left = lines.stream().map(Line::text).collect(Collectors.toSet());
            Optional<List<String>> rest = words.contains("-r")
                    ? DeclaredFiles.without(machine, source, line -> left.contains(line.text()))
                    : Optional.of(
                            words.stream().filter(each -> !left.contains(each)).toList());
            return rest.map(kept -> new Listed(
                    kept,
                    source,
                    requiresPython,
                    built.stream().filter(each -> !left.contains(each.text())).toList()));
        }

        /** Whether it is a requirements file, with those that it includes, that has a line for this distribution. */
        public boolean inFile(Machine machine, String distribution) {
            return words.contains("-r") && DeclaredFiles.names(machine, source).contains(normal(distribution));
        }

        /** The normal names of all distributions that are declared by name. */
        public Set<String> names(Machine machine) {
            if (words.contains("-r")) {
                return DeclaredFiles.names(machine, source);
            }
            Set<String> names = new HashSet<>();
            for (String word : words) {
                Requirement.parse(word).ifPresent(requirement -> names.add(requirement.normalizedName()));
            }
            return names;
        }

        /**
         * The normal names of all that an installer brings for it: what is declared by name, and what the visible ones
         * among these require. An extra's requirements come only where somebody asks for the extra.
         *
         * @param markers of the interpreter that it is installed for (PEP 508)
         */
        public Set<String> brought(Machine machine, Distributions visible, Map<String, String> markers) {
            Brought brought = new Brought(visible, markers);
            names(machine).forEach(name -> brought.add(name, Set.of()));
            List<String> lines = words.contains("-r") ? DeclaredFiles.lines(machine, source) : words;
            for (String line : lines) {
                requirement(line).ifPresent(found -> brought.add(found.normalizedName(), Set.copyOf(found.extras())));
            }
            return brought.names();
        }

        private static String normal(String distribution) {
            return DistributionName.normalize(distribution);
        }
    }

    /** A lock file of a tool that makes the environment itself. */
    record OwnTool(String tool, String lock, List<String> argv) implements Declared {
        public OwnTool {
            argv = List.copyOf(argv);
        }
    }

    /**
     * Requirements some of which are folders of this machine: to install one leaves files in it.
     *
     * @param whole all of them
     * @param lines those that name the folders, and the first that includes a file which was not looked into
     */
    record NeedsBuild(Listed whole, List<Line> lines) implements Declared {
        public NeedsBuild {
            lines = List.copyOf(lines);
        }
    }

    /** All requirements that a person may give an installer; empty where there are none. */
    static Optional<Listed> whole(Declared declared) {
        return switch (declared) {
            case Listed listed ->
                Optional.of(listed).filter(each -> !each.words().isEmpty());
            case NeedsBuild(Listed all, List<Line> lines) -> Optional.of(all);
            case OwnTool tool -> Optional.empty();
            case Nothing nothing -> Optional.empty();
        };
    }

    /**
     * A hash of the file that words for an installer name, with those that it includes and those that constrain
     * versions in one of them; empty where they name none.
     */
    static String content(Machine machine, List<String> words) {
        int file = words.indexOf("-r") + 1;
        if (file == 0 || file == words.size()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        DeclaredFiles.read(machine, words.get(file))
                .forEach(line -> text.append(line.text()).append('\n'));
        return HexFormat.of().formatHex(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Nothing is declared. */
    record Nothing() implements Declared {}

    /**
     * Reads it, the nearest word first: the script's own block (PEP 723), a lock file, {@code requirements.txt},
     * {@code pyproject.toml}.
     *
     * @param script null for none
     */
    static Declared in(Machine machine, String project, @Nullable String script) {
        if (script != null && machine.isFile(script)) {
            Optional<Declared> block = DeclaredFiles.script(machine, script);
            if (block.isPresent()) {
                return block.get();
            }
        }
        return DeclaredFiles.lock(machine, project)
                .or(() -> DeclaredFiles.requirements(machine, project))
                .or(() -> DeclaredFiles.pyproject(machine, project))
                .orElseGet(Nothing::new);
    }
}
