package tiryaq.diagnosis;

import java.util.Optional;

/**
 * What code does about an import error that comes up in one of its lines: the handler of the {@code try} around it.
 *
 * @param handler its lines
 */
public record Rescue(String handler) {
    /** The innermost handler in the same function that catches import errors, for a line counted from 1. */
    public static Optional<Rescue> around(String text, int line) {
        String[] lines = text.split("\n", -1);
        if (line < 1 || line > lines.length) {
            return Optional.empty();
        }
        int indent = GuardedImport.indent(lines[line - 1]);
        for (int i = line - 2; i >= 0 && indent > 0; i--) {
            String bare = lines[i].strip();
            if (bare.isEmpty() || bare.startsWith("#") || GuardedImport.indent(lines[i]) >= indent) {
                continue;
            }
            indent = GuardedImport.indent(lines[i]);
            if (bare.startsWith("def ") || bare.startsWith("async def ") || bare.startsWith("class ")) {
                return Optional.empty();
            }
            Optional<Rescue> found = bare.startsWith("try:") ? of(lines, i, indent) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rescue> of(String[] lines, int head, int indent) {
        int at = GuardedImport.endOfBlock(lines, head, indent);
        while (at < lines.length && GuardedImport.clause(lines[at], indent)) {
            int after = GuardedImport.endOfBlock(lines, at, indent);
            String clause = lines[at].strip();
            if (GuardedImport.catchesImportErrors(clause)) {
                StringBuilder body = new StringBuilder(clause.substring(clause.indexOf(':') + 1));
                for (int i = at + 1; i < after; i++) {
                    body.append('\n').append(lines[i].strip());
                }
                return Optional.of(new Rescue(body.toString().strip()));
            }
            at = after;
        }
        return Optional.empty();
    }

    /** Whether the program ends there all the same: it exits, or raises something. */
    public boolean ends() {
        return GuardedImport.exits(handler) || handler.startsWith("raise") || handler.contains("\nraise");
    }
}
