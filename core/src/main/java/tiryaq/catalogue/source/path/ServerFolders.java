package tiryaq.catalogue.source.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.command.Invocation;
import tiryaq.command.Target;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * The folders that a server of applications, or what else is told a program by its name, puts in front of the search
 * path before it imports that: gunicorn ({@code gunicorn/app/base.py}), uvicorn ({@code uvicorn/main.py}), Flask and
 * Quart ({@code prepare_import} of {@code flask/cli.py}), and those that put the working folder there.
 */
public final class ServerFolders {
    private ServerFolders() {}

    /** Those, the first to be searched first; none for any other program. */
    public static List<String> of(Invocation invocation, Machine machine) {
        String name = switch (invocation.target()) {
            case Target.Module module -> module.name();
            case Target.Script script -> Paths.name(script.path());
            case Target.Code _, Target.Stdin _, Target.Other _ -> "";
        };
        return switch (name) {
            case "gunicorn", "gunicorn.app.wsgiapp" -> gunicorn(invocation, machine);
            case "uvicorn" -> uvicorn(invocation, machine);
            case "flask" -> List.of(aroundProgram(invocation, "FLASK_APP", machine));
            case "quart" -> List.of(aroundProgram(invocation, "QUART_APP", machine));
            case "celery", "daphne", "dramatiq", "granian", "huey_consumer", "huey_consumer.py", "hypercorn" ->
                List.of(invocation.folder());
            default -> List.of();
        };
    }

    /** What its settings file says instead is not read. */
    private static List<String> gunicorn(Invocation invocation, Machine machine) {
        List<String> words = words(invocation, "GUNICORN_CMD_ARGS", machine);
        String folder = invocation.folder();
        String meant = value(words, "--chdir")
                .map(each -> Paths.absolute(folder, each))
                .orElse(folder);
        List<String> all = new ArrayList<>();
        // It has gone there by then.
        for (String each :
                value(words, "--pythonpath").map(each -> each.split(",")).orElse(new String[0])) {
            all.addFirst(Paths.absolute(meant, each));
        }
        all.add(meant);
        if (!meant.equals(folder)) {
            all.add(folder);
        }
        return all;
    }

    private static List<String> uvicorn(Invocation invocation, Machine machine) {
        String folder = invocation.folder();
        Optional<String> told = value(invocation.arguments(), "--app-dir")
                .or(() -> Optional.ofNullable(
                        invocation.environment(machine.variables()).get("UVICORN_APP_DIR")));
        return List.of(Paths.absolute(folder, told.orElse("")));
    }

    /** The folder that the program's file lies in, or its outermost package; the working folder for a module's name. */
    private static String aroundProgram(Invocation invocation, String variable, Machine machine) {
        String told = value(invocation.arguments(), "--app")
                .or(() -> value(invocation.arguments(), "-A"))
                .or(() -> Optional.ofNullable(
                        invocation.environment(machine.variables()).get(variable)))
                .orElse("app.py");
        int colon = told.indexOf(':');
        String place = Paths.absolute(invocation.folder(), colon < 0 ? told : told.substring(0, colon));
        String file = Paths.real(machine, place).orElse(place);
        String folder = Paths.parent(file.endsWith("/__init__.py") ? Paths.parent(file) : file);
        while (folder.length() > 1 && machine.isFile(Paths.join(folder, "__init__.py"))) {
            folder = Paths.parent(folder);
        }
        return folder;
    }

    /** What stands in the command counts more, so it comes last. */
    private static List<String> words(Invocation invocation, String variable, Machine machine) {
        List<String> all = new ArrayList<>(List.of(invocation
                .environment(machine.variables())
                .getOrDefault(variable, "")
                .strip()
                .split("\\s+")));
        all.addAll(invocation.arguments());
        return all;
    }

    /** The last value of an option; empty where it is not given. */
    private static Optional<String> value(List<String> words, String option) {
        Optional<String> found = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith(option + "=")) {
                found = Optional.of(word.substring(option.length() + 1));
            } else if (word.equals(option) && i + 1 < words.size()) {
                found = Optional.of(words.get(i + 1));
            }
        }
        return found;
    }
}
