package tiryaq.catalogue.source.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.TomlArrays;
import tiryaq.python.ProjectRoot;

/**
 * What the settings of pytest say of how tests are imported.
 *
 * @param root the folder of the settings, or where they would lie; pytest looks for no {@code conftest.py} above it
 * @param options that are given to every run, {@code addopts}
 * @param searched the folders of {@code pythonpath}
 */
record PytestSettings(String root, List<String> options, List<String> searched) {
    /** In the order in which pytest takes one of a folder; the first two since 9.0. */
    private static final List<Form> FORMS = List.of(
            new Form("pytest.toml", "pytest", true, true),
            new Form(".pytest.toml", "pytest", true, true),
            new Form("pytest.ini", "pytest", false, true),
            new Form(".pytest.ini", "pytest", false, true),
            new Form("pyproject.toml", "tool.pytest.ini_options", true, false),
            new Form("pyproject.toml", "tool.pytest", true, false),
            new Form("tox.ini", "pytest", false, false),
            new Form("setup.cfg", "tool:pytest", false, false));

    private static final int LEVELS = 12;

    /**
     * A file that may hold settings.
     *
     * @param always whether it is one of pytest's own, which counts with nothing in it, too
     */
    private record Form(String file, String section, boolean toml, boolean always) {
        Optional<PytestSettings> in(String folder, Machine machine) {
            String path = Paths.join(folder, file);
            if (!machine.isFile(path)) {
                return Optional.empty();
            }
            String text = machine.source(path);
            return always || text.contains("[" + section + "]")
                    ? Optional.of(new PytestSettings(
                            folder,
                            values(text, "addopts"),
                            values(text, "pythonpath").stream()
                                    .map(each -> Paths.absolute(folder, each))
                                    .toList()))
                    : Optional.empty();
        }

        private List<String> values(String text, String key) {
            List<String> given = toml
                    ? TomlArrays.strings(text, section, key).orElse(List.of())
                    : List.of(String.join(" ", ini(text, key)));
            List<String> words = new ArrayList<>();
            for (String each : given) {
                for (String word : each.split("\\s+")) {
                    if (!word.isEmpty()) {
                        words.add(word);
                    }
                }
            }
            return words;
        }

        /** The lines of a value, which goes on as far as lines are indented. */
        private List<String> ini(String text, String key) {
            List<String> found = new ArrayList<>();
            boolean inside = false;
            boolean wanted = false;
            for (String line : text.split("\\R")) {
                String bare = line.strip();
                if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                    continue;
                }
                if (bare.startsWith("[")) {
                    inside = bare.startsWith("[" + section + "]");
                    wanted = false;
                } else if (Character.isWhitespace(line.charAt(0))) {
                    if (wanted) {
                        found.add(bare);
                    }
                } else {
                    int mark = bare.indexOf('=') < 0 ? bare.indexOf(':') : bare.indexOf('=');
                    wanted = inside
                            && mark > 0
                            && bare.substring(0, mark).strip().equals(key);
                    if (wanted) {
                        found.add(bare.substring(mark + 1).strip());
                    }
                }
            }
            return found;
        }
    }

    /**
     * Those of the nearest folder that has any, from one upwards; where none has, the root is where the project begins
     * or where pytest was started.
     */
    static PytestSettings above(String start, String started, Machine machine) {
        String top = "";
        String each = start;
        for (int level = 0; level < LEVELS && each.length() > 1; level++) {
            for (Form form : FORMS) {
                Optional<PytestSettings> found = form.in(each, machine);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            top = top.isEmpty() && (each.equals(started) || ProjectRoot.is(machine, each)) ? each : top;
            each = Paths.parent(each);
        }
        return new PytestSettings(top.isEmpty() ? start : top, List.of(), List.of());
    }
}
