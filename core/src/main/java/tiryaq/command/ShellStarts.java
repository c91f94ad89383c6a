package tiryaq.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Unresolved.Reason;
import tiryaq.command.words.ShellScript;
import tiryaq.command.words.Situation;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** The one Python that a shell script starts, if all else that it starts is known to be none. */
final class ShellStarts {
    /** Why a program that a script names runs no Python. */
    private static final Set<Reason> NOTHING =
            EnumSet.of(Reason.NOT_FOUND, Reason.NOT_EXECUTABLE, Reason.SHEBANG_MISSING);

    private final Machine machine;
    private final Situation situation;
    private final String shell;
    private final Function<ShellScript, Resolution> resolve;

    /**
     * For scripts that one shell reads.
     *
     * @param shell its path
     * @param resolve what one of the programs is
     */
    ShellStarts(Machine machine, Situation situation, String shell, Function<ShellScript, Resolution> resolve) {
        this.machine = machine;
        this.situation = situation;
        this.shell = situation.absolute(shell);
        this.resolve = resolve;
    }

    /** What the script starts; a loop of scripts is told as such, and all else that is not sure is empty. */
    Optional<Resolution> of(String text, String script, List<String> arguments) {
        String name = Paths.name(Paths.real(machine, shell).orElse(shell));
        // Files that the shell reads by itself are not followed.
        boolean reads = name.startsWith("zsh") || situation.variable("BASH_ENV") != null;
        Optional<List<ShellScript>> starts =
                reads ? Optional.empty() : ShellScript.starts(text, name.equals("bash"), script, arguments, situation);
        Invocation one = null;
        for (ShellScript start : starts.orElse(List.of())) {
            switch (resolve.apply(start)) {
                case Invocation found -> {
                    one = one == null ? plain(found) : both(one, plain(found));
                    if (one == null) {
                        return Optional.empty();
                    }
                }
                case Unresolved none -> {
                    if (none.reason() == Reason.LOOP) {
                        return Optional.of(none);
                    }
                    boolean nothing = NOTHING.contains(none.reason())
                            || (none.reason() == Reason.NOT_PYTHON && !hands(start.words()));
                    if (!nothing) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.ofNullable(one);
    }

    /** Whether a program may be given another one to run. */
    private static boolean hands(List<String> words) {
        for (String word : words.subList(1, words.size())) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (isUnknown(word)
                    || lower.contains("python")
                    || lower.contains("pypy")
                    || lower.endsWith(".py")
                    || lower.endsWith(".sh")) {
                return true;
            }
        }
        return false;
    }

    /** Without what nobody knows; null where that could be an option of the interpreter. */
    private static @Nullable Invocation plain(Invocation found) {
        if (found.interpreterArguments().stream().anyMatch(ShellStarts::isUnknown)) {
            return null;
        }
        Target target = switch (found.target()) {
            case Target.Script file
            when isUnknown(file.word()) ->
                file.word().charAt(file.word().indexOf(ShellScript.UNKNOWN) + 1) == '"' ? new Target.Other() : null;
            case Target.Module module when isUnknown(module.name()) -> new Target.Other();
            case Target.Code code when isUnknown(code.text()) -> new Target.Code("");
            case Target.Script file -> file;
            case Target.Module module -> module;
            case Target.Code code -> code;
            case Target.Stdin stdin -> stdin;
            case Target.Other other -> other;
        };
        return target == null ? null : with(found, target, known(found.arguments()));
    }

    private static List<String> known(List<String> words) {
        return words.stream().filter(each -> !isUnknown(each)).toList();
    }

    private static boolean isUnknown(String word) {
        return word.indexOf(ShellScript.UNKNOWN) >= 0;
    }

    /** What holds of both calls; null where they are not of one Python in the same surroundings. */
    private static @Nullable Invocation both(Invocation one, @Nullable Invocation other) {
        boolean alike = other != null
                && one.executable().equals(other.executable())
                && one.flags().equals(other.flags())
                && one.interpreterArguments().equals(other.interpreterArguments())
                && one.folder().equals(other.folder())
                && one.set().equals(other.set())
                && one.unset().equals(other.unset());
        if (other == null || !alike) {
            return null;
        }
        return one.target().equals(other.target())
                ? with(one, one.target(), one.arguments().equals(other.arguments()) ? one.arguments() : List.of())
                : with(one, new Target.Other(), List.of());
    }

    private static Invocation with(Invocation found, Target target, List<String> arguments) {
        return new Invocation(
                found.executable(),
                Means.SHELL_SCRIPT,
                target,
                found.flags(),
                found.interpreterArguments(),
                arguments,
                found.prefix(),
                found.folder(),
                found.set(),
                found.unset());
    }
}
