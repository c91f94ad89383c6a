package tiryaq.treatment.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Machine;
import tiryaq.packaging.Requirement;
import tiryaq.packaging.Specifiers;
import tiryaq.packaging.Version;
import tiryaq.python.Distribution;
import tiryaq.python.Interpreter;
import tiryaq.python.PythonEnvironment;

/**
 * What a project or script demands of any environment that it runs in: one that stands already has versions of its
 * own.
 *
 * @param requirements those that any environment has to meet (PEP 508), without the ones that a marker restricts
 * @param python {@code requires-python} (PEP 440 specifiers); null where any will do
 */
public record Demanded(
        List<Requirement> requirements, @Nullable Specifiers python) {
    public Demanded {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads it, where {@link Declared#in} reads what is to be installed.
     *
     * @param script null for none
     */
    public static Demanded by(Machine machine, String project, @Nullable String script) {
        Optional<Declared> block =
                script != null && machine.isFile(script) ? DeclaredFiles.script(machine, script) : Optional.empty();
        Optional<Declared> metadata = block.or(() -> DeclaredFiles.pyproject(machine, project));
        List<String> lines = block.isPresent()
                ? words(block)
                : DeclaredFiles.requirements(machine, project)
                        .flatMap(Declared::whole)
                        .map(found -> DeclaredFiles.lines(machine, found.source()))
                        .orElseGet(() -> words(metadata));
        List<Requirement> requirements = new ArrayList<>();
        for (String line : lines) {
            // After the requirement a line may have options of its own, such as hashes.
            int options = line.indexOf(" --");
            Requirement.parse(options < 0 ? line : line.substring(0, options))
                    .filter(each -> each.marker().isEmpty() && each.url().isEmpty())
                    .ifPresent(requirements::add);
        }
        String python =
                block.isPresent() ? block.map(Demanded::python).orElse("") : DeclaredFiles.python(machine, project);
        return new Demanded(
                requirements, python.isEmpty() ? null : Specifiers.parse(python).orElse(null));
    }

    private static String python(Declared declared) {
        return switch (declared) {
            case Declared.Listed listed -> listed.requiresPython();
            case Declared.NeedsBuild(Declared.Listed whole, List<Line> lines) -> whole.requiresPython();
            case Declared.OwnTool tool -> "";
            case Declared.Nothing nothing -> "";
        };
    }

    private static List<String> words(Optional<Declared> declared) {
        return declared.flatMap(Declared::whole).map(Declared.Listed::words).orElse(List.of());
    }

    /** Whether this Python is one of those that are allowed. */
    public boolean runsUnder(Interpreter interpreter) {
        return python == null
                || Version.parse(interpreter.version().toString())
                        .filter(version -> !python.contains(version, true))
                        .isEmpty();
    }

    /** A title of what is done with this Python, and what is asked for where it is none of those that are allowed. */
    public Say told(Say title, Interpreter interpreter) {
        return runsUnder(interpreter) ? title : title.excluded(String.valueOf(python));
    }

    /** The same of a Python of which only the version is known: {@code 3.12.1}. */
    public Say told(Say title, String interpreter) {
        boolean excluded = python != null
                && Version.parse(interpreter)
                        .filter(version -> !python.contains(version, true))
                        .isPresent();
        return excluded ? title.excluded(String.valueOf(python)) : title;
    }

    /** Whether its Python and what it has of the demanded distributions are of versions that are allowed. */
    public boolean metBy(PythonEnvironment environment) {
        if (!runsUnder(environment.interpreter())) {
            return false;
        }
        for (Requirement each : requirements) {
            Optional<Version> there = environment
                    .distributions()
                    .named(each.name())
                    .map(Distribution::version)
                    .flatMap(Version::parse);
            if (there.filter(version -> !each.specifiers().contains(version, true))
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }
}
