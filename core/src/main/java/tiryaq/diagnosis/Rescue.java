package tiryaq.diagnosis;

import java.util.List;
import java.util.Optional;
import tiryaq.python.SourceCode;

/**
 * What code does about an import error that comes up in one of its lines: the handler of the {@code try} around it.
 *
 * @param handler its lines
 */
public record Rescue(String handler) {
    /** The innermost handler in the same function that catches import errors, for a line counted from 1. */
    public static Optional<Rescue> around(String text, int line) {
        SourceCode code = SourceCode.of(text);
        int at = code.at(line);
        for (int head : at < 0 ? List.<Integer>of() : code.around(at)) {
            if (code.statements().get(head).defines()) {
                return Optional.empty();
            }
            Optional<Rescue> found =
                    code.statements().get(head).code().startsWith("try:") ? of(code, head) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rescue> of(SourceCode code, int tried) {
        for (int at = code.end(tried); GuardedImport.clause(code, at, tried); at = code.end(at)) {
            if (GuardedImport.catchesImportErrors(code.statements().get(at).code())) {
                return Optional.of(new Rescue(GuardedImport.handler(code, at)));
            }
        }
        return Optional.empty();
    }

    /** Whether the program ends there all the same: it exits, or raises something. */
    public boolean ends() {
        return GuardedImport.exits(handler) || handler.startsWith("raise") || handler.contains("\nraise");
    }
}
