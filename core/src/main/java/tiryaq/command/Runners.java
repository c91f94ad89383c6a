package tiryaq.command;

import java.util.List;

/** Programs that run others under an interpreter or environment of their own choosing. */
final class Runners {
    private Runners() {}

    /** The runner's words, as {@code uv run}; empty when this command is none that is known. */
    static String of(List<String> words) {
        String name = tiryaq.machine.Paths.name(words.getFirst());
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
}
