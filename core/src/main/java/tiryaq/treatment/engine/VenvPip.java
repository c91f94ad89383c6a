package tiryaq.treatment.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;

/**
 * The interpreter's own {@code venv}, and the {@code pip} that it puts in.
 *
 * @param settings what the user has configured
 * @param bundled puts pip in faster; null where {@code ensurepip} does it
 */
public record VenvPip(PipSettings settings, @Nullable BundledPip bundled) implements Engine {
    /** The fastest that an interpreter allows. */
    public static VenvPip of(Interpreter python, Machine machine, PipSettings settings) {
        return new VenvPip(settings, BundledPip.of(python, machine).orElse(null));
    }

    /** Whether this interpreter's standard library has what it takes; Debian packages a part of it apart. */
    public static boolean worksFor(Interpreter python, Machine machine) {
        return python.version().atLeast(3, 4)
                && python.path().stream().anyMatch(entry -> machine.isFile(entry + "/venv/__init__.py"))
                && python.path().stream().anyMatch(entry -> machine.isFile(entry + "/ensurepip/__init__.py"));
    }

    @Override
    public String name() {
        return "pip";
    }

    @Override
    public List<Make> create(String environment, String python, String folder, Map<String, String> variables) {
        // -I keeps a venv.py of the folder, PYTHON* variables and the user site out of the way; without -B a start-up
        // file
        // of the interpreter's own would be compiled into its folder.
        List<String> words = new ArrayList<>(List.of(python, "-I", "-B", "-m", "venv"));
        if (bundled != null) {
            words.add("--without-pip");
        }
        words.add(environment);
        Command make = Command.of(words, folder).with(Map.of(), RedirectingVariables.in(variables));
        Make first = new Make(make, null);
        return bundled == null ? List.of(first) : List.of(first, bundled.into(environment, folder, variables));
    }

    @Override
    public Command install(String environment, List<String> what, String folder, Map<String, String> variables) {
        List<String> words = new ArrayList<>(List.of(environment + "/bin/python", "-I", "-m", "pip", "install"));
        words.addAll(List.of("--no-input", "--disable-pip-version-check", "--only-binary=:all:"));
        // What a configuration file redirects can only be overruled, not unset.
        if (settings.has("user")) {
            words.add("--no-user");
        }
        if (settings.has("target")) {
            words.add("--target=");
        }
        if (settings.has("prefix")) {
            words.add("--prefix=" + environment);
        }
        if (settings.has("root")) {
            words.add("--root=/");
        }
        words.addAll(what);
        return Command.of(words, folder).with(Map.of(), RedirectingVariables.in(variables));
    }
}
