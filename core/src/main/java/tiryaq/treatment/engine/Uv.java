package tiryaq.treatment.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tiryaq.command.Command;

/**
 * uv, where it is there and works.
 *
 * @param executable its absolute path
 * @param copies whether files must be the environment's own, not hard links into uv's cache
 */
public record Uv(String executable, boolean copies) implements Engine {
    @Override
    public String name() {
        return "uv";
    }

    @Override
    public List<Make> create(String environment, String python, String folder, Map<String, String> variables) {
        List<String> words = List.of(
                executable,
                "venv",
                "--no-project",
                "--no-python-downloads",
                "--no-progress",
                "--python",
                python,
                environment);
        return List.of(new Make(Command.of(words, folder).with(Map.of(), RedirectingVariables.in(variables)), null));
    }

    @Override
    public Command install(String environment, List<String> what, String folder, Map<String, String> variables) {
        List<String> words = new ArrayList<>(List.of(executable, "pip", "install", "--no-python-downloads"));
        words.addAll(List.of("--no-progress", "--python", environment + "/bin/python", "--only-binary", ":all:"));
        if (copies) {
            words.addAll(List.of("--link-mode", "copy"));
        }
        words.addAll(what);
        return Command.of(words, folder).with(Map.of(), RedirectingVariables.in(variables));
    }
}
