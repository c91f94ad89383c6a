package tiryaq.packaging;

import java.util.List;
import java.util.Optional;

/**
 * What the file name of a native module says (PEP 3149 and what the implementations made of it).
 *
 * @param fileName without folder
 * @param module the module's last name: {@code _cffi_backend}
 * @param tag between module and extension: {@code cpython-311-x86_64-linux-gnu}, {@code abi3}; "" for a plain name
 * @param implementation as {@code sys.implementation.name} has it; "" when the name does not say
 * @param python {@code 3.11}; "" when the name does not say
 * @param abiflags {@code t}, {@code d}, {@code m}, {@code dm}, …
 * @param platform {@code x86_64-linux-gnu}, {@code darwin}, {@code win_amd64}; "" when the name does not say
 */
public record NativeName(
        String fileName,
        String module,
        String tag,
        String implementation,
        String python,
        String abiflags,
        String platform) {

    /** What native modules end in, whatever Python they are for. */
    static final List<String> ENDINGS = List.of(".so", ".pyd");

    /** Whether a file ends as native modules of some Python do. */
    public static boolean isNative(String file) {
        for (String ending : ENDINGS) {
            if (file.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** What a file name says; empty when it cannot be a native module's: {@code libfoo.so.1}, {@code x.dll}. */
    public static Optional<NativeName> parse(String fileName) {
        boolean windows = fileName.endsWith(".pyd");
        if (!isNative(fileName)) {
            return Optional.empty();
        }
        String stem = fileName.substring(0, fileName.length() - (windows ? 4 : 3));
        int dot = stem.indexOf('.');
        String module = dot < 0 ? stem : stem.substring(0, dot);
        String tag = dot < 0 ? "" : stem.substring(dot + 1);
        if (!isIdentifier(module) || tag.indexOf('.') >= 0 || (dot >= 0 && tag.isEmpty())) {
            return Optional.empty();
        }
        return new TagReader(fileName, module, tag, windows).read();
    }

    /** Whether the name carries a tag at all. */
    public boolean isTagged() {
        return !tag.isEmpty();
    }

    /** Whether the import system of an interpreter with these suffixes would take this file for the module. */
    public boolean endsIn(List<String> extensionSuffixes) {
        return isModule(fileName, module, extensionSuffixes);
    }

    /** Whether a file is the module's stem and one of an interpreter's extension suffixes, in exactly these letters. */
    public static boolean isModule(String fileName, String module, List<String> extensionSuffixes) {
        if (!fileName.startsWith(module)) {
            return false;
        }
        for (String suffix : extensionSuffixes) {
            if (fileName.length() == module.length() + suffix.length() && fileName.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIdentifier(String text) {
        if (text.isEmpty() || !isIdentifierPart(text.charAt(0)) || Character.isDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!isIdentifierPart(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdentifierPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    /** Takes a tag apart. */
    private record TagReader(String fileName, String module, String tag, boolean windows) {
        Optional<NativeName> read() {
            int dash = tag.indexOf('-');
            String first = dash < 0 ? tag : tag.substring(0, dash);
            String rest = dash < 0 ? "" : tag.substring(dash + 1);
            if (tag.isEmpty()) {
                return named(module, "", "", "", "");
            }
            if (first.equals("abi3") || first.equals("abi3t")) {
                return named(module, "", "", first.substring(4), rest);
            }
            if (first.equals("cpython") || first.equals("pyston")) {
                return numbered(module, first, rest, "");
            }
            if (windows && first.length() > 2 && first.startsWith("cp") && Character.isDigit(first.charAt(2))) {
                boolean debug = module.endsWith("_d");
                String plain = debug ? module.substring(0, module.length() - 2) : module;
                return numbered(plain, "cpython", tag.substring(2), debug ? "d" : "");
            }
            if (first.startsWith("pypy")) {
                int abi = rest.indexOf('-');
                String platform = abi < 0 ? "" : rest.substring(abi + 1);
                return named(module, "pypy", version(first.substring(4)), "", platform);
            }
            if (first.startsWith("graalpy")) {
                int version = rest.indexOf('-');
                String platform = rest.substring(version + 1);
                return named(
                        module,
                        "graalpy",
                        version(version < 0 ? rest : rest.substring(0, version)),
                        "",
                        platform.startsWith("native-") ? platform.substring(7) : platform);
            }
            // Debian's Python 2.7 and some 3 look for modules that name the platform only.
            return rest.startsWith("linux-") ? named(module, "", "", "", tag) : Optional.empty();
        }

        /** {@code 36m-x86_64-linux-gnu}: version, flags, platform. */
        private Optional<NativeName> numbered(String name, String implementation, String text, String extraFlags) {
            int digits = 0;
            while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
                digits++;
            }
            int dash = text.indexOf('-');
            int end = dash < 0 ? text.length() : dash;
            if (digits == 0 || digits > end) {
                return Optional.empty();
            }
            return named(
                    name,
                    implementation,
                    version(text.substring(0, digits)),
                    text.substring(digits, end) + extraFlags,
                    dash < 0 ? "" : text.substring(dash + 1));
        }

        private static String version(String digits) {
            return digits.length() < 2 ? "" : digits.charAt(0) + "." + digits.substring(1);
        }

        private Optional<NativeName> named(
                String name, String implementation, String python, String abiflags, String platform) {
            return Optional.of(new NativeName(fileName, name, tag, implementation, python, abiflags, platform));
        }
    }
}
