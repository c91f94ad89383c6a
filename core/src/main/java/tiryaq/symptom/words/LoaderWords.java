package tiryaq.symptom.words;

import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure.NativeRefused;
import tiryaq.symptom.Failure.NativeRefused.Fault;
import tiryaq.symptom.lines.Scan;

/** What glibc's and musl's loaders, and the interpreter after them, say of a native file. */
public final class LoaderWords {
    /** The loader's own last words, over a file whose headers are whole and whose contents are not. */
    public static final String INCONSISTENCY = "Inconsistency detected by ld.so: ";

    private static final String CANNOT_OPEN = ": cannot open shared object file: ";
    private static final String MUSL_LOADING = "Error loading shared library ";
    private static final String MUSL_RELOCATING = "Error relocating ";

    private LoaderWords() {}

    /** The refusal that a message words; null if it words none. Lines after the first are macOS's details. */
    public static @Nullable NativeRefused of(String message) {
        NativeRefused refused = interpreter(message);
        if (refused == null) {
            refused = glibc(message);
        }
        if (refused == null) {
            refused = musl(message);
        }
        return refused == null ? ForeignLoaderWords.of(message) : refused;
    }

    private static @Nullable NativeRefused interpreter(String message) {
        if (message.startsWith("dynamic module does not define ")) {
            String function = Scan.between(message, "(", ")", 0);
            return new NativeRefused(null, Fault.NO_INIT_FUNCTION, function == null ? "" : function);
        }
        if (message.contains("does not support loading in subinterpreters")
                || message.contains("may only be initialized once per interpreter process")
                || message.contains("do not yet support subinterpreters")) {
            return new NativeRefused(null, Fault.OTHER, message);
        }
        return null;
    }

    private static @Nullable NativeRefused glibc(String message) {
        int at = message.indexOf(CANNOT_OPEN);
        if (at > 0) {
            String why = message.substring(at + CANNOT_OPEN.length());
            String library = fileBefore(message, at);
            return why.startsWith("No such file")
                    ? new NativeRefused(library, Fault.LIBRARY_MISSING, library == null ? "" : library)
                    : new NativeRefused(library, Fault.OTHER, firstLine(why));
        }
        at = Math.max(message.indexOf(": version `"), message.indexOf(": version '"));
        if (at > 0) {
            String version = versionIn(message, at + ": version `".length());
            String by = Scan.between(message, "(required by ", ")", at);
            return version == null
                    ? null
                    : new NativeRefused(by == null ? fileBefore(message, at) : by, Fault.VERSION_MISSING, version);
        }
        at = message.indexOf(": undefined symbol: ");
        if (at > 0) {
            return new NativeRefused(fileBefore(message, at), Fault.SYMBOL_MISSING, symbol(message, at + 20));
        }
        at = message.indexOf(": symbol ");
        if (at > 0 && message.contains("with link time reference")) {
            return new NativeRefused(fileBefore(message, at), Fault.SYMBOL_MISSING, symbol(message, at + 9));
        }
        at = message.indexOf(": wrong ELF class: ");
        if (at > 0) {
            return new NativeRefused(
                    fileBefore(message, at), Fault.WRONG_ARCHITECTURE, firstLine(message.substring(at + 19)));
        }
        return phrase(message);
    }

    private static @Nullable NativeRefused phrase(String message) {
        for (Phrase phrase : Phrase.ALL) {
            int at = message.indexOf(phrase.words);
            if (at > 0) {
                String file = fileBefore(message, at);
                if (file != null) {
                    return new NativeRefused(
                            file,
                            phrase.fault,
                            phrase.fault == Fault.OTHER ? firstLine(message.substring(at + 2)) : "");
                }
            }
        }
        return null;
    }

    private static @Nullable NativeRefused musl(String message) {
        int at = message.indexOf(MUSL_LOADING);
        if (at >= 0) {
            int colon = message.indexOf(": ", at);
            if (colon < 0) {
                return null;
            }
            String library = message.substring(at + MUSL_LOADING.length(), colon);
            if (message.startsWith("No such file", colon + 2)) {
                return new NativeRefused(library, Fault.LIBRARY_MISSING, library);
            }
            boolean foreign = message.startsWith("Exec format error", colon + 2);
            return new NativeRefused(
                    library,
                    foreign ? Fault.NOT_A_LIBRARY : Fault.OTHER,
                    foreign ? "" : firstLine(message.substring(colon + 2)));
        }
        at = message.indexOf(MUSL_RELOCATING);
        int found = message.indexOf(": symbol not found", Math.max(at, 0));
        int colon = at < 0 ? -1 : message.indexOf(": ", at);
        return found <= colon || colon < 0
                ? null
                : new NativeRefused(
                        message.substring(at + MUSL_RELOCATING.length(), colon),
                        Fault.SYMBOL_MISSING,
                        message.substring(colon + 2, found));
    }

    /** The path or library name that ends at {@code end}; null if what stands there is none. */
    public static @Nullable String fileBefore(String message, int end) {
        int start = Math.max(message.lastIndexOf(": ", end - 1) + 2, message.lastIndexOf('\n', end - 1) + 1);
        int colon = message.lastIndexOf(": ", end - 1);
        if (message.startsWith("/") && colon < 0 && message.charAt(start) != '/') {
            // The name of a folder may hold a line break.
            start = 0;
        }
        String name = message.substring(start < 2 ? 0 : start, end).strip();
        if (name.length() > 1 && (name.startsWith("'") || name.startsWith("\""))) {
            name = name.substring(1, name.length() - 1);
        }
        return name.indexOf('/') >= 0 || name.contains(".so") || name.endsWith(".dylib") ? name : null;
    }

    private static String symbol(String message, int at) {
        int end = at;
        while (end < message.length() && !Character.isWhitespace(message.charAt(end)) && message.charAt(end) != ',') {
            end++;
        }
        return message.substring(at, end);
    }

    private static @Nullable String versionIn(String message, int start) {
        int end = message.indexOf("' not found", start);
        return end < 0 ? null : message.substring(start, end);
    }

    /** The first line of a text, without blanks around it. */
    public static String firstLine(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private record Phrase(String words, Fault fault) {
        static final Phrase[] ALL = {
            new Phrase(": file too short", Fault.FILE_TOO_SHORT),
            new Phrase(": invalid ELF header", Fault.NOT_A_LIBRARY),
            new Phrase(": cannot read file data: Is a directory", Fault.NOT_A_LIBRARY),
            new Phrase(": only ET_DYN and ET_EXEC can be loaded", Fault.NOT_A_LIBRARY),
            new Phrase(": object file has no dynamic section", Fault.NOT_A_LIBRARY),
            new Phrase(": cannot dynamically load ", Fault.NOT_A_LIBRARY),
            new Phrase(": ELF file's phentsize not the expected size", Fault.NOT_A_LIBRARY),
            new Phrase(": ELF file data encoding not ", Fault.WRONG_ARCHITECTURE),
            new Phrase(": ELF file OS ABI invalid", Fault.OTHER),
            new Phrase(": ELF file version ", Fault.OTHER),
            new Phrase(": ELF load command ", Fault.OTHER),
            new Phrase(": cannot read file data", Fault.OTHER),
            new Phrase(": cannot allocate memory in static TLS block", Fault.OTHER),
            new Phrase(": cannot enable executable stack", Fault.OTHER),
            new Phrase(": failed to map segment from shared object", Fault.OTHER),
            new Phrase(": cannot make segment writable for relocation", Fault.OTHER),
            new Phrase(": unexpected reloc type ", Fault.OTHER),
            new Phrase(": unexpected PLT reloc type ", Fault.OTHER),
            new Phrase(": unsupported version ", Fault.OTHER),
            new Phrase(": object file has no loadable segments", Fault.OTHER),
            new Phrase(": cannot map zero-fill pages", Fault.OTHER),
            new Phrase(": cannot change memory protections", Fault.OTHER),
        };
    }
}
