package tiryaq.command.words;

import java.util.List;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/**
 * What a program is, by the name it goes by: a wrapper that changes nothing, a runner with rules of its own, Python.
 */
public final class ProgramNames {
    private ProgramNames() {}

    /**
     * How many words stand before the program that is really meant; 0 when the first word already is it, -1 when an
     * option is not understood.
     */
    public static int prefix(List<String> words) {
        return switch (Paths.name(words.getFirst())) {
            case "nohup", "setsid", "exec", "command", "builtin" -> skip(words, "", "", 0);
            case "nice" -> skip(words, "n", "--adjustment", 0);
            case "ionice" -> skip(words, "cn", "--class --classdata", 0);
            case "stdbuf" -> skip(words, "ioe", "--input --output --error", 0);
            case "time" -> skip(words, "fo", "--format --output", 0);
            case "timeout" -> skip(words, "ks", "--kill-after --signal", 1);
            case "taskset" -> skip(words, "", "", 1);
            default -> 0;
        };
    }

    private static int skip(List<String> words, String lettersWithValue, String namesWithValue, int operands) {
        int at = 1;
        while (at < words.size()
                && words.get(at).startsWith("-")
                && words.get(at).length() > 1) {
            String word = words.get(at++);
            if (word.equals("--")) {
                break;
            }
            boolean takesNext = word.startsWith("--")
                    ? word.indexOf('=') < 0 && (" " + namesWithValue + " ").contains(" " + word + " ")
                    : lettersWithValue.indexOf(word.charAt(word.length() - 1)) >= 0
                            && !Character.isDigit(word.charAt(word.length() - 1));
            if (takesNext) {
                at++;
            }
        }
        at += operands;
        return at < words.size() ? at : -1;
    }

    /** The runner's words, as {@code uv run}; empty when this command is none that is known. */
    public static String runner(List<String> words) {
        String name = Paths.name(words.getFirst());
        return switch (name) {
            case "uvx",
                    "make",
                    "gmake",
                    "ninja",
                    "just",
                    "task",
                    "sudo",
                    "doas",
                    "su",
                    "runuser",
                    "xargs",
                    "parallel",
                    "direnv",
                    "nox",
                    "tox",
                    "watchexec",
                    "entr",
                    "docker",
                    "podman",
                    "nix-shell",
                    "nix",
                    "apptainer",
                    "singularity",
                    "srun",
                    "mpirun",
                    "mpiexec",
                    "ssh",
                    "npm",
                    "npx",
                    "yarn",
                    "bazel",
                    "xvfb-run",
                    "dbus-run-session",
                    "chroot",
                    "unshare",
                    "bwrap",
                    "strace",
                    "ltrace",
                    "gdb",
                    "valgrind",
                    "perf",
                    "flock",
                    "busybox",
                    "script",
                    "unbuffer" -> name;
            case "uv",
                    "poetry",
                    "pdm",
                    "pipenv",
                    "hatch",
                    "rye",
                    "pixi",
                    "conda",
                    "mamba",
                    "micromamba",
                    "asdf",
                    "mise",
                    "rtx",
                    "pyenv",
                    "pipx" -> below(name, words);
            case "sh", "bash", "dash", "zsh", "ksh", "fish", "ash" -> name;
            default -> "";
        };
    }

    private static String below(String name, List<String> words) {
        for (String word : words.subList(1, words.size())) {
            switch (word) {
                case "run", "exec", "shell", "env", "x" -> {
                    return name + " " + word;
                }
                default -> {
                    // A global option may stand before the subcommand; another subcommand ends the search.
                    if (!word.startsWith("-")) {
                        return "";
                    }
                }
            }
        }
        return "";
    }

    /**
     * Whether this is Python, by its own name or that of what it links to; version managers that answer to every name
     * are none.
     */
    public static boolean isPython(String path, Machine machine) {
        String real = Paths.name(Paths.real(machine, path).orElse(path));
        if (namesPython(real)) {
            return true;
        }
        return namesPython(Paths.name(path)) && !manages(real);
    }

    private static boolean manages(String name) {
        return switch (name) {
            case "mise", "rtx", "asdf", "uv", "volta", "busybox", "pyenv", "snap", "proto" -> true;
            default -> false;
        };
    }

    /** {@code python}, {@code python3.13t}, {@code python2.7}, {@code pypy3}, {@code graalpy}, {@code pythonw.exe}. */
    public static boolean namesPython(String name) {
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
