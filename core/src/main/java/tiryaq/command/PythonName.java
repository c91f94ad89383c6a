package tiryaq.command;

import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** Whether a program is a Python interpreter, by the names it goes by. */
final class PythonName {
    private PythonName() {}

    /** By its own name or that of what it links to; version managers that answer to every name are none. */
    static boolean matches(String path, Machine machine) {
        String real = Paths.name(Paths.real(machine, path).orElse(path));
        if (of(real)) {
            return true;
        }
        return of(Paths.name(path)) && !manages(real);
    }

    private static boolean manages(String name) {
        return switch (name) {
            case "mise", "rtx", "asdf", "uv", "volta", "busybox", "pyenv", "snap", "proto" -> true;
            default -> false;
        };
    }

    /** {@code python}, {@code python3.13t}, {@code python2.7}, {@code pypy3}, {@code graalpy}, {@code pythonw.exe}. */
    static boolean of(String name) {
        String stem = name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
        int at = 0;
        for (String start : new String[] {"python", "pypy", "graalpy"}) {
            if (stem.startsWith(start)) {
                at = start.length();
                break;
            }
        }
        if (at == 0) {
            return false;
        }
        if (at < stem.length() && stem.charAt(at) == 'w') {
            at++;
        }
        while (at < stem.length() && (Character.isDigit(stem.charAt(at)) || stem.charAt(at) == '.')) {
            at++;
        }
        while (at < stem.length() && "tdmu".indexOf(stem.charAt(at)) >= 0) {
            at++;
        }
        return at == stem.length();
    }
}
