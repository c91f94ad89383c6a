package tiryaq.diagnosis.causes.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.OwnCode;
import tiryaq.python.Identifier;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;

/**
 * Where an exception arose, as far as its own words and the lines that are shown agree. A {@code sys.excepthook} may
 * leave out what lies in libraries, and then the line that is shown last is not the one that failed.
 */
enum Arising {
    /** In the line of the program that is shown last, and of something that the program itself or Python has. */
    SHOWN,
    /** Perhaps elsewhere, or of something that somebody else made. */
    UNTOLD,
    /** In an installed library, which alone has what the words name. */
    LIBRARY;

    /** How Python words a call that a function does not take. */
    static final List<String> CALL = List.of(
            "() missing ", "() takes ", "() got an unexpected ", "() got multiple values ", "() got some positional");

    /** Types that Python itself has; their attributes are no library's. */
    static final Set<String> BUILTIN = Set.of(
            "NoneType",
            "bool",
            "builtin_function_or_method",
            "bytearray",
            "bytes",
            "code",
            "complex",
            "coroutine",
            "dict",
            "dict_items",
            "dict_keys",
            "dict_values",
            "ellipsis",
            "enumerate",
            "file",
            "filter",
            "float",
            "frozenset",
            "function",
            "generator",
            "instance",
            "int",
            "list",
            "list_iterator",
            "long",
            "map",
            "memoryview",
            "method",
            "module",
            "object",
            "property",
            "range",
            "reversed",
            "set",
            "slice",
            "str",
            "super",
            "tuple",
            "type",
            "unicode",
            "zip");

    /**
     * What the words of an exception name.
     *
     * @param type the class, empty where they name none
     * @param name the function that was called or the attribute that was asked for
     * @param called whether it was called
     */
    record Named(String type, String name, boolean called) {
        /** The names that a line has in which Python would raise this. */
        boolean standsIn(String code) {
            boolean made = called && name.startsWith("__");
            return Identifier.standsIn(code, made ? type : name)
                    || (made && Identifier.standsIn(code, "super"))
                    || (!called && code.contains("getattr"));
        }
    }

    /** Where it arose; of a log of another machine nothing is known. */
    static Arising of(Case patient) {
        if (patient.environment().isEmpty()) {
            return UNTOLD;
        }
        PythonEnvironment seen = patient.environment().get();
        List<Frame> frames = patient.incident().frames();
        Frame last = frames.isEmpty() ? null : frames.getLast();
        if (last != null && !OwnCode.runs(seen, patient.absolute(last.file()))) {
            return SHOWN;
        }
        Named named = named(patient.failure()).orElse(null);
        Sources sources = new Sources(seen, patient.machine());
        List<String> project = sources.project(patient);
        if (named == null) {
            boolean shown =
                    last != null && !patient.incident().abridged() && !entered(statement(patient, last), project);
            return shown ? SHOWN : UNTOLD;
        }
        if (last != null && !patient.incident().abridged() && named.standsIn(statement(patient, last))) {
            boolean known = named.type().isEmpty() ? !named.called() : BUILTIN.contains(named.type());
            return known || project.stream().anyMatch(text -> has(text, named)) ? SHOWN : UNTOLD;
        }
        boolean mentioned = project.stream().anyMatch(named::standsIn);
        return !mentioned && sources.library(text -> has(text, named)) ? LIBRARY : UNTOLD;
    }

    /**
     * Whether a line does no more than to call a function of the project's own, in which a line further in must have
     * failed: {@code traceback.print_exc(limit=1)} does not show it.
     */
    private static boolean entered(String code, List<String> project) {
        int open = code.indexOf('(');
        int close = code.indexOf(')');
        int from = open;
        while (from > 0 && Character.isJavaIdentifierPart(code.charAt(from - 1))) {
            from--;
        }
        String before = open < 0 ? "" : code.substring(0, from).strip();
        String inside = open < 0 || close < open ? "(" : code.substring(open + 1, close);
        boolean alone = before.isEmpty() || before.endsWith("=") || before.equals("return");
        if (!alone
                || from == open
                || close != code.length() - 1
                || !inside.chars().allMatch(Arising::plain)) {
            return false;
        }
        String head = "def " + code.substring(from, open) + "(";
        return project.stream().anyMatch(text -> text.startsWith(head) || text.contains("\n" + head));
    }

    private static boolean plain(int c) {
        return Character.isJavaIdentifierPart(c) || c == ',' || c == ' ' || c == '=' || c == '"' || c == '\'';
    }

    private static String statement(Case patient, Frame last) {
        SourceCode code = CaseSources.code(patient.machine(), patient.absolute(last.file()));
        int at = code.at(last.line());
        String quoted = String.valueOf(last.source());
        return at < 0 ? quoted : code.statements().get(at).code();
    }

    /** Whether a text defines it, or the type whose attribute was asked for. */
    private static boolean has(String text, Named named) {
        boolean type = named.type().isEmpty()
                || text.contains("class " + named.type() + "(")
                || text.contains("class " + named.type() + ":");
        return type && (!named.called() || named.name().startsWith("__") || text.contains("def " + named.name() + "("));
    }

    private static Optional<Named> named(Failure failure) {
        if (!(failure instanceof Failure.OtherException other)) {
            return failure instanceof Failure.Lacking lacking
                    ? Optional.of(new Named("", lacking.lacking(), false))
                    : Optional.empty();
        }
        return Optional.ofNullable(
                switch (other.type()) {
                    case "TypeError" -> called(other.message());
                    case "AttributeError" -> asked(other.message());
                    case "NameError", "UnboundLocalError" -> new Named("", quoted(other.message(), "'"), false);
                    default -> null;
                });
    }

    private static @Nullable Named called(String message) {
        int end = CALL.stream().anyMatch(message::contains) ? message.indexOf("()") : -1;
        String name = end <= 0 ? "" : message.substring(0, end);
        String local = name.substring(name.lastIndexOf('>') + (name.contains("<locals>.") ? 2 : 1));
        int dot = local.lastIndexOf('.');
        String simple = local.substring(dot + 1);
        String type = dot < 0 ? "" : local.substring(local.lastIndexOf('.', dot - 1) + 1, dot);
        return Identifier.is(simple) ? new Named(type, simple, true) : null;
    }

    static @Nullable Named asked(String message) {
        int lacks = message.indexOf(" has no attribute '");
        String name = lacks < 0 ? "" : quoted(message.substring(lacks), "'");
        String type = lacks < 0 ? "" : quoted(message.substring(0, lacks), "'");
        return Identifier.is(name) && !type.isEmpty()
                ? new Named(type.substring(type.lastIndexOf('.') + 1), name, false)
                : null;
    }

    static String quoted(String message, String mark) {
        int open = message.indexOf(mark);
        int close = open < 0 ? -1 : message.indexOf(mark, open + 1);
        return close < 0 ? "" : message.substring(open + 1, close);
    }
}
