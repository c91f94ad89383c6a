package tiryaq.treatment.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tiryaq.command.Command;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.python.VirtualEnvironment;

/**
 * The wheels that {@code ensurepip} puts into a new environment, and a pip that can put them there: the same files in
 * half the time, because ensurepip runs pip out of its wheel, where nothing is compiled.
 *
 * @param python whose pip it is: the interpreter, or the one that its virtual environment was made with
 * @param folder the wheels'
 * @param names what they hold: {@code pip}, before Python 3.12 {@code setuptools} as well
 */
record BundledPip(String python, String folder, List<String> names) {
    /** Not as words: {@code --no-index} among them marks a command that was kept off the network. */
    private static final Map<String, String> ALONE =
            Map.of("PIP_CONFIG_FILE", "/dev/null", "PIP_NO_INDEX", "1", "PYTHONDONTWRITEBYTECODE", "1");

    BundledPip {
        names = List.copyOf(names);
    }

    /** Those of an interpreter whose own pip is 22.3 or newer, which can install into another environment. */
    static Optional<BundledPip> of(Interpreter python, Machine machine) {
        for (String library : python.path()) {
            if (machine.isFile(library + "/ensurepip/__init__.py")) {
                String base = base(python, machine);
                String wheels = library + "/ensurepip/_bundled";
                List<String> names = new ArrayList<>();
                for (String file : machine.list(wheels).names()) {
                    int end = file.indexOf('-');
                    if (end > 0 && file.endsWith(".whl")) {
                        names.add(file.substring(0, end));
                    }
                }
                boolean able = !base.isEmpty() && machine.isFile(library + "/site-packages/pip/__pip-runner__.py");
                return able && names.contains("pip")
                        ? Optional.of(new BundledPip(base, wheels, names))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** An environment may hold a pip of its own, or none: its base's is asked. */
    private static String base(Interpreter python, Machine machine) {
        return VirtualEnvironment.of(python.executable(), machine).isEmpty()
                ? python.executable()
                : Pip.ofBase(python, machine).orElse("");
    }

    /**
     * Puts them into an environment, whatever the user's configuration of pip is, as ensurepip does; and ensurepip does
     * it where that pip is broken.
     */
    Engine.Make into(String environment, String project, Map<String, String> variables) {
        List<String> words =
                new ArrayList<>(List.of(python, "-I", "-B", "-m", "pip", "--python", environment + "/bin/python"));
        words.addAll(
                List.of("install", "--no-input", "--disable-pip-version-check", "--no-deps", "--find-links", folder));
        words.addAll(names);
        TreeSet<String> unset = new TreeSet<>(RedirectingVariables.in(variables));
        variables.keySet().stream().filter(name -> name.startsWith("PIP_")).forEach(unset::add);
        List<String> slowly =
                List.of(environment + "/bin/python", "-I", "-m", "ensurepip", "--upgrade", "--default-pip");
        return new Engine.Make(
                Command.of(words, project).with(Map.of(), unset).with(ALONE, new TreeSet<>()),
                Command.of(slowly, project).with(Map.of(), RedirectingVariables.in(variables)));
    }
}
