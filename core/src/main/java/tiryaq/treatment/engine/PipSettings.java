package tiryaq.treatment.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tiryaq.machine.Machine;

/**
 * What pip's configuration files and variables set, as far as it decides which engine to use and how: the names of the
 * settings and never their values, which may hold credentials.
 *
 * @param names long option names, {@code index-url}
 */
public record PipSettings(Set<String> names) {
    private static final int LONGEST = 1 << 20;
    private static final Set<String> SOURCES = Set.of("index-url", "extra-index-url", "find-links", "no-index");

    public PipSettings {
        names = Set.copyOf(names);
    }

    /** The settings that reach the pip of an interpreter with this {@code sys.prefix}. */
    public static PipSettings read(Machine machine, String prefix) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, String> variables = machine.variables();
        for (Map.Entry<String, String> each : variables.entrySet()) {
            boolean passed = each.getKey().startsWith("PIP_") && !RedirectingVariables.includes(each.getKey());
            if (passed && !each.getValue().isEmpty()) {
                names.add(option(each.getKey().substring(4)));
            }
        }
        String single = variables.getOrDefault("PIP_CONFIG_FILE", "");
        if (single.equals("/dev/null")) {
            return new PipSettings(names);
        }
        for (String file : files(machine, prefix, single)) {
            if (machine.isFile(file)) {
                machine.read(file, 0, LONGEST).text().lines().forEach(line -> {
                    int sign = line.indexOf('=');
                    if (sign > 0 && !Character.isWhitespace(line.charAt(0)) && "#;[".indexOf(line.charAt(0)) < 0) {
                        names.add(option(line.substring(0, sign).strip()));
                    }
                });
            }
        }
        return new PipSettings(names);
    }

    /** Whether packages come from anywhere else than pip's own default. */
    public boolean ownSources() {
        return names.stream().anyMatch(SOURCES::contains);
    }

    /** Whether a setting of this name exists. */
    public boolean has(String name) {
        return names.contains(name);
    }

    private static Set<String> files(Machine machine, String prefix, String single) {
        Set<String> files = new LinkedHashSet<>();
        Map<String, String> variables = machine.variables();
        String home = variables.getOrDefault("HOME", "");
        for (String folder :
                variables.getOrDefault("XDG_CONFIG_DIRS", "/etc/xdg").split(":", -1)) {
            files.add(folder + "/pip/pip.conf");
        }
        files.add("/etc/pip.conf");
        if (!home.isEmpty()) {
            files.add(home + "/.pip/pip.conf");
            files.add(variables.getOrDefault("XDG_CONFIG_HOME", home + "/.config") + "/pip/pip.conf");
        }
        files.add(prefix + "/pip.conf");
        if (!single.isEmpty()) {
            files.add(single);
        }
        return files;
    }

    private static String option(String key) {
        return key.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether uv has been told of package sources of its own. */
    static boolean uvHasSources(Machine machine, String project) {
        Map<String, String> variables = new HashMap<>(machine.variables());
        for (String name : new String[] {
            "UV_INDEX", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_NO_INDEX"
        }) {
            if (!variables.getOrDefault(name, "").isEmpty()) {
                return true;
            }
        }
        String home = variables.getOrDefault("HOME", "");
        String configured = variables.getOrDefault("XDG_CONFIG_HOME", home + "/.config") + "/uv/uv.toml";
        return mentionsIndex(machine, configured)
                || mentionsIndex(machine, "/etc/uv/uv.toml")
                || mentionsIndex(machine, project + "/uv.toml")
                || mentionsUv(machine, project + "/pyproject.toml")
                || mentionsIndex(machine, variables.getOrDefault("UV_CONFIG_FILE", ""));
    }

    private static boolean mentionsUv(Machine machine, String file) {
        return machine.isFile(file)
                && machine.read(file, 0, LONGEST).text().contains("[tool.uv")
                && mentionsIndex(machine, file);
    }

    private static boolean mentionsIndex(Machine machine, String file) {
        if (!file.startsWith("/") || !machine.isFile(file)) {
            return false;
        }
        String text = machine.read(file, 0, LONGEST).text();
        return text.contains("index") || text.contains("find-links");
    }
}
