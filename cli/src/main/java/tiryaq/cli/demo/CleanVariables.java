package tiryaq.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The caller's variables without those that would turn the demo into another failure; index settings stay. */
final class CleanVariables {
    private static final List<String> PREFIXES = List.of("PYTHON", "CONDA_", "VIRTUAL_ENV", "SUPABASE_", "RUST_");

    private static final Set<String> DISTURBING = Set.of(
            "PIP_TARGET",
            "PIP_PREFIX",
            "PIP_ROOT",
            "PIP_PYTHON",
            "PIP_REQUIRE_VIRTUALENV",
            "PIP_REQUIREMENT",
            "PIP_CONSTRAINT",
            "PIP_NO_DEPS",
            "PIP_DRY_RUN",
            "PIP_EDITABLE",
            "PIP_PLATFORM",
            "PIP_PYTHON_VERSION",
            "PIP_IMPLEMENTATION",
            "PIP_ABI",
            "PIP_ONLY_BINARY",
            "PIP_NO_BINARY",
            "PIP_REPORT",
            "PIP_LOG",
            "UV_PYTHON",
            "UV_PROJECT_ENVIRONMENT",
            "UV_SYSTEM_PYTHON",
            "UV_CONSTRAINT",
            "UV_OVERRIDE",
            "UV_NO_BINARY",
            "UV_EXCLUDE_NEWER",
            "UV_OFFLINE",
            "__PYVENV_LAUNCHER__");

    private CleanVariables() {}

    /** The variables for the demo's own work. */
    static Map<String, String> clean(Map<String, String> environment) {
        TreeMap<String, String> clean = new TreeMap<>(environment);
        clean.keySet()
                .removeIf(name -> DISTURBING.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
        clean.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
        // A pip.conf may say user = true, which --target refuses.
        clean.put("PIP_USER", "0");
        clean.put("PIP_NO_INPUT", "1");
        clean.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        clean.put("PIP_ROOT_USER_ACTION", "ignore");
        clean.putIfAbsent("PIP_RETRIES", "1");
        return clean;
    }

    /** The same with loopback kept away from proxies. */
    static Map<String, String> withoutProxyForLoopback(Map<String, String> environment) {
        TreeMap<String, String> direct = new TreeMap<>(environment);
        for (String name : List.of("NO_PROXY", "no_proxy")) {
            direct.merge(name, "127.0.0.1", (before, loopback) -> before + "," + loopback);
        }
        return direct;
    }
}
