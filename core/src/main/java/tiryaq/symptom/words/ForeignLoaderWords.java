package tiryaq.symptom.words;

import org.jspecify.annotations.Nullable;
import tiryaq.symptom.Failure.NativeRefused;
import tiryaq.symptom.Failure.NativeRefused.Fault;
import tiryaq.symptom.lines.Scan;

/** What the loaders of macOS and Windows say of a native file. */
final class ForeignLoaderWords {
    private ForeignLoaderWords() {}

    static @Nullable NativeRefused of(String message) {
        if (message.startsWith("DLL load failed")) {
            return windows(message);
        }
        int open = message.indexOf("dlopen(");
        if (open < 0) {
            return null;
        }
        String file = dlopened(message, open + "dlopen(".length());
        return file == null ? null : macos(message, file);
    }

    private static @Nullable String dlopened(String message, int start) {
        int end = message.indexOf(", 0x", start);
        if (end < 0) {
            end = message.indexOf(", ", start);
        }
        return end < 0 ? null : message.substring(start, end);
    }

    private static NativeRefused macos(String message, String file) {
        String library = after(message, "Library not loaded: ");
        if (library != null) {
            return new NativeRefused(library, Fault.LIBRARY_MISSING, library);
        }
        String flat = Scan.between(message, "symbol not found in flat namespace '", "'", 0);
        String symbol = flat == null ? after(message, "Symbol not found: ") : flat;
        if (symbol != null) {
            return new NativeRefused(
                    file, Fault.SYMBOL_MISSING, symbol.replace("(", "").replace(")", ""));
        }
        String have = Scan.between(message, "incompatible architecture (", ")", 0);
        if (have != null || message.contains("wrong architecture")) {
            return new NativeRefused(file, Fault.WRONG_ARCHITECTURE, have == null ? "" : have);
        }
        if (message.contains("code signature")) {
            return new NativeRefused(file, Fault.CODE_SIGNATURE, "");
        }
        if (message.contains("file too short") || message.contains("truncated mach-o")) {
            return new NativeRefused(file, Fault.FILE_TOO_SHORT, "");
        }
        if (message.contains("not a mach-o")
                || message.contains("not valid mach-o")
                || message.contains("unknown file type")) {
            return new NativeRefused(file, Fault.NOT_A_LIBRARY, "");
        }
        if (message.contains("(no such file)") || message.contains("image not found")) {
            return new NativeRefused(file, Fault.LIBRARY_MISSING, file);
        }
        int close = message.indexOf("): ");
        return new NativeRefused(
                file, Fault.OTHER, close < 0 ? "" : LoaderWords.firstLine(message.substring(close + 3)));
    }

    /** Windows names the module, not the file, and never the library that it lacks. */
    private static NativeRefused windows(String message) {
        String module = Scan.between(message, "while importing ", ":", 0);
        String detail = module == null ? "" : module;
        Fault fault = message.contains("specified module could not be found")
                ? Fault.LIBRARY_MISSING
                : message.contains("specified procedure could not be found")
                        ? Fault.SYMBOL_MISSING
                        : message.contains("not a valid Win32 application") ? Fault.WRONG_ARCHITECTURE : Fault.OTHER;
        return new NativeRefused(null, fault, detail);
    }

    private static @Nullable String after(String message, String words) {
        int at = message.indexOf(words);
        if (at < 0) {
            return null;
        }
        String rest = LoaderWords.firstLine(message.substring(at + words.length()));
        if (rest.startsWith("'")) {
            return Scan.between(rest, "'", "'", 0);
        }
        int space = rest.indexOf(' ');
        return space < 0 ? rest : rest.substring(0, space);
    }
}
