package tiryaq.treatment.requirements;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.machine.Machine;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.Requirement;

/** What a project or script says that it needs. */
public sealed interface Declared {
    /**
     * Requirements that an installer takes as they stand.
     *
     * @param words for the installer: requirements, or {@code -r} and a file
     * @param source the file that declares them
     * @param requiresPython the specifier that goes with them; empty if none
     */
    record Listed(List<String> words, String source, String requiresPython) implements Declared {
        public Listed {
            words = List.copyOf(words);
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
     * Requirements that only a source build, or the project's own folder, could fulfil.
     *
     * @param line the one that says so
     */
    record NeedsBuild(String source, String line) implements Declared {}

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
