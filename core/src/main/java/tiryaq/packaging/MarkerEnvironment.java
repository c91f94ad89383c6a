package tiryaq.packaging;

import java.util.HashMap;
import java.util.Map;

/** The variables of PEP 508 for an interpreter, from plain values. */
public final class MarkerEnvironment {
    private MarkerEnvironment() {}

    /**
     * The variables by name. {@code platform_release} and {@code platform_version}, which are the kernel's, are "".
     *
     * @param fullVersion {@code 3.13.0}, {@code 3.13.0rc2}: also taken for the implementation's version
     * @param implementation {@code sys.implementation.name}: {@code cpython}, {@code pypy}, …
     * @param system {@code linux}, {@code darwin} or {@code windows}
     * @param machine {@code platform.machine()}: {@code x86_64}, {@code AMD64}, …
     */
    public static Map<String, String> of(String fullVersion, String implementation, String system, String machine) {
        Map<String, String> variables = new HashMap<>(16);
        variables.put("python_version", feature(fullVersion));
        variables.put("python_full_version", fullVersion);
        variables.put("implementation_name", implementation);
        variables.put("implementation_version", fullVersion);
        variables.put("platform_python_implementation", implementationName(implementation));
        variables.put("sys_platform", sysPlatform(system, fullVersion));
        variables.put("platform_system", systemName(system));
        variables.put("platform_machine", machine);
        variables.put("os_name", system.equals("windows") ? "nt" : "posix");
        variables.put("platform_release", "");
        variables.put("platform_version", "");
        return Map.copyOf(variables);
    }

    private static String feature(String fullVersion) {
        int first = fullVersion.indexOf('.');
        int end = first + 1;
        while (end < fullVersion.length() && Character.isDigit(fullVersion.charAt(end))) {
            end++;
        }
        return first < 0 ? fullVersion : fullVersion.substring(0, end);
    }

    private static String implementationName(String implementation) {
        return switch (implementation) {
            case "cpython" -> "CPython";
            case "pypy" -> "PyPy";
            case "graalpy" -> "GraalVM";
            case "ironpython" -> "IronPython";
            case "jython" -> "Jython";
            default -> implementation;
        };
    }

    private static String sysPlatform(String system, String fullVersion) {
        return switch (system) {
            case "windows" -> "win32";
            case "linux" -> fullVersion.startsWith("2.") ? "linux2" : "linux";
            default -> system;
        };
    }

    private static String systemName(String system) {
        return switch (system) {
            case "windows" -> "Windows";
            case "linux" -> "Linux";
            case "darwin" -> "Darwin";
            default -> system;
        };
    }
}
