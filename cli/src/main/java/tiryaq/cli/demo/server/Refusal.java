package tiryaq.cli.demo.server;

import org.jspecify.annotations.Nullable;

/** A request that is refused, with the status and the fields of PostgREST's error object. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String details;
    private final @Nullable String hint;

    Refusal(int status, String code, String message, @Nullable String details, @Nullable String hint) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
        this.hint = hint;
    }

    static Refusal unreadable(String what, String value) {
        return new Refusal(
                400, "PGRST100", "\"failed to parse " + what + " (" + value + ")\" (line 1, column 1)", null, null);
    }

    static Refusal noColumn(Table table, String column) {
        return new Refusal(400, "42703", "column " + table.name() + "." + column + " does not exist", null, null);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String details() {
        return details;
    }

    @Nullable
    String hint() {
        return hint;
    }
}
