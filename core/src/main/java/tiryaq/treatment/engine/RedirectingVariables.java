package tiryaq.treatment.engine;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The variables that would send an installer elsewhere or poison it. All others (indexes, find-links, proxies,
 * certificates, caches, constraints) are the user's configuration and pass.
 */
public final class RedirectingVariables {
    private static final Set<String> NAMES = Set.of(
            "PYTHONPATH",
            "PYTHONHOME",
            "PYTHONUSERBASE",
            "PYTHONSTARTUP",
            "PYTHONPLATLIBDIR",
            "PYTHONEXECUTABLE",
            "PYTHONPYCACHEPREFIX",
            "PYTHONOPTIMIZE",
            "PYTHONINSPECT",
            "PYTHONWARNINGS",
            "PYTHONCASEOK",
            "PYTHONBREAKPOINT",
            "__PYVENV_LAUNCHER__",
            "LD_LIBRARY_PATH",
            "LD_PRELOAD",
            "LD_AUDIT",
            "DYLD_LIBRARY_PATH",
            "DYLD_INSERT_LIBRARIES",
            "DYLD_FRAMEWORK_PATH",
            "DYLD_FALLBACK_LIBRARY_PATH",
            "PIP_TARGET",
            "PIP_PREFIX",
            "PIP_ROOT",
            "PIP_USER",
            "PIP_PYTHON",
            "PIP_SRC",
            "PIP_DEST",
            "PIP_EDITABLE",
            "PIP_REQUIREMENT",
            "PIP_REQUIRE_VIRTUALENV",
            "PIP_BREAK_SYSTEM_PACKAGES",
            "PIP_DRY_RUN",
            "PIP_REPORT",
            "PIP_NO_DEPS",
            "PIP_UPGRADE",
            "PIP_IGNORE_INSTALLED",
            "PIP_FORCE_REINSTALL",
            "PIP_IGNORE_REQUIRES_PYTHON",
            "PIP_PLATFORM",
            "PIP_PYTHON_VERSION",
            "PIP_IMPLEMENTATION",
            "PIP_ABI",
            "UV_PYTHON",
            "UV_TARGET",
            "UV_PREFIX",
            "UV_SYSTEM_PYTHON",
            "UV_BREAK_SYSTEM_PACKAGES",
            "UV_PROJECT_ENVIRONMENT",
            "UV_PROJECT",
            "UV_WORKING_DIRECTORY",
            "UV_VENV_CLEAR",
            "UV_RESOLUTION",
            "UV_NO_DEPS",
            "UV_FORK_STRATEGY",
            "UV_PYTHON_PLATFORM",
            "UV_PYTHON_VERSION",
            "VIRTUAL_ENV",
            "CONDA_PREFIX");

    private RedirectingVariables() {}

    /** Those of them that are set here. */
    public static SortedSet<String> in(Map<String, String> variables) {
        TreeSet<String> found = new TreeSet<>();
        for (String name : variables.keySet()) {
            if (includes(name)) {
                found.add(name);
            }
        }
        return found;
    }

    /** Whether this is one of them. */
    static boolean includes(String name) {
        return NAMES.contains(name);
    }
}
