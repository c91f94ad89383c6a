package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.machine.Machine;
import tiryaq.machine.WithVariables;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.Start;

/**
 * A module that this very Python would find, had it not been told to leave out folders: by {@code -S}, {@code -s},
 * {@code -E}, {@code -I}, {@code -P}, or by a variable that stands for one of them.
 *
 * @param module what would be found
 * @param without the option or variable that hides it, or all that were given
 * @param environment what is seen without them
 * @param first what stands first on the path then
 */
public record HiddenByOption(
        Module module,
        List<String> without,
        PythonEnvironment environment,
        @Nullable String first) {
    public HiddenByOption {
        without = List.copyOf(without);
    }

    /** The hidden module of this name; empty where it is nowhere, or nothing hides it. */
    public static Optional<HiddenByOption> of(Case patient, String name) {
        Optional<PythonEnvironment> seen = patient.environment();
        List<Start.Lifted> lifted =
                seen.isEmpty() ? List.of() : seen.get().start().lifted();
        for (Start.Lifted each : lifted) {
            PythonEnvironment other = new PythonEnvironment(
                    seen.orElseThrow().interpreter(), each.start(), machine(patient, each.without()));
            Optional<Module> found = other.modules()
                    .find(name)
                    .filter(module -> module.kind() != Module.Kind.NAMESPACE
                            && !module.file().isEmpty());
            if (found.isPresent()) {
                return Optional.of(new HiddenByOption(
                        found.get(), each.without(), other, each.start().first()));
            }
        }
        return Optional.empty();
    }

    /** The options as they are written, one after the other; empty for none. */
    String options() {
        return String.join(
                " ", without.stream().filter(each -> each.startsWith("-")).toList());
    }

    /** The names of the variables; empty for none. */
    String variables() {
        return String.join(
                ", ", without.stream().filter(each -> !each.startsWith("-")).toList());
    }

    private static Machine machine(Case patient, List<String> without) {
        List<String> variables = new ArrayList<>(without);
        variables.removeIf(each -> each.startsWith("-"));
        if (variables.isEmpty()) {
            return patient.machine();
        }
        Map<String, String> rest = new TreeMap<>(patient.machine().variables());
        rest.keySet().removeAll(variables);
        return new WithVariables(patient.machine(), rest);
    }
}
