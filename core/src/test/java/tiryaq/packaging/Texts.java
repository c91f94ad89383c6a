package tiryaq.packaging;

import java.util.Random;

/** Random texts in the language of the packaging standards, right and slightly wrong. */
final class Texts {
    private final Random random;

    Texts(long seed) {
        this.random = new Random(seed);
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String number() {
        return switch (random.nextInt(8)) {
            case 0 -> "0" + random.nextInt(20);
            case 1 -> "" + (2000 + random.nextInt(100));
            case 2 -> "20231105123456789012" + random.nextInt(3);
            default -> "" + random.nextInt(4);
        };
    }

    boolean yes() {
        return random.nextBoolean();
    }

    String separator() {
        return any("", ".", "-", "_", "");
    }

    String release() {
        StringBuilder text = new StringBuilder(number());
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            text.append('.').append(number());
        }
        return text.toString();
    }

    String version() {
        StringBuilder text = new StringBuilder(chance(5) ? any("v", "V", " ") : "");
        text.append(chance(8) ? number() + "!" : "").append(release());
        if (chance(35)) {
            text.append(separator()).append(any("a", "alpha", "b", "beta", "c", "rc", "pre", "preview", "RC", "A"));
            text.append(separator()).append(chance(80) ? number() : "");
        }
        if (chance(25)) {
            text.append(
                    chance(25)
                            ? "-" + number()
                            : separator()
                                    + any("post", "rev", "r", "POST")
                                    + separator()
                                    + (chance(80) ? number() : ""));
        }
        if (chance(20)) {
            text.append(separator())
                    .append(any("dev", "Dev"))
                    .append(separator())
                    .append(chance(80) ? number() : "");
        }
        if (chance(15)) {
            text.append('+').append(any("cu121", "1", "abc", "0010", "Ubuntu"));
            text.append(chance(40) ? any(".", "-", "_") + any("5", "x", "05", "10") : "");
        }
        return chance(12) ? mutated(text.toString()) : text.toString();
    }

    /** A version in canonical spelling, small numbers only, so that comparisons meet. */
    String plainVersion() {
        StringBuilder text = new StringBuilder(chance(4) ? "1!" : "").append(random.nextInt(3));
        for (int parts = random.nextInt(3); parts > 0; parts--) {
            text.append('.').append(random.nextInt(3));
        }
        text.append(chance(25) ? any("a", "b", "rc") + random.nextInt(3) : "");
        text.append(chance(20) ? ".post" + random.nextInt(2) : "");
        text.append(chance(15) ? ".dev" + random.nextInt(2) : "");
        return text.append(chance(10) ? any("+1", "+a", "+cu1.2") : "").toString();
    }

    String specifiers() {
        StringBuilder text = new StringBuilder(specifier());
        for (int more = random.nextInt(3); more > 0; more--) {
            text.append(any(",", ", ", " , ")).append(specifier());
        }
        return chance(6) ? mutated(text.toString()) : text.toString();
    }

    String specifier() {
        String operator = any("==", "!=", ">=", "<=", ">", "<", "~=", "===", "==", "!=");
        String wanted = plainVersion();
        if (chance(85) && !operator.startsWith("==") && !operator.equals("!=") && wanted.indexOf('+') >= 0) {
            wanted = wanted.substring(0, wanted.indexOf('+'));
        }
        if (operator.length() == 2 && operator.charAt(1) == '=' && operator.charAt(0) != '~' && chance(30)) {
            wanted = chance(90) ? random.nextInt(3) + "." + random.nextInt(3) + ".*" : wanted + ".*";
        }
        return operator + any("", " ", "") + wanted;
    }

    String name() {
        return any("requests", "zope.interface", "Foo_Bar", "a", "A-b.c", "ruamel.yaml", "x__y", "typing-extensions")
                + (chance(10) ? any("_", "-", ".", "1") : "");
    }

    String requirement() {
        StringBuilder text =
                new StringBuilder(chance(5) ? " " : "").append(name()).append(any("", " ", ""));
        if (chance(30)) {
            text.append('[')
                    .append(any("", "socks", "a,b", " a , b-c ", "x.y", "a,", ",a", "a b"))
                    .append(']');
        }
        text.append(any("", " "));
        switch (random.nextInt(6)) {
            case 0 ->
                text.append("@")
                        .append(any("", " "))
                        .append(any("https://example.org/a.whl", "file:///x/y", "git+ssh://h/r@v1"));
            case 1 -> text.append('(').append(specifiers()).append(')');
            case 2 -> {}
            default -> text.append(specifiers());
        }
        if (chance(40)) {
            text.append(any(";", " ; ", " ;", "; ")).append(marker());
        }
        return chance(8) ? mutated(text.toString()) : text.toString();
    }

    String marker() {
        String text = comparison();
        for (int more = random.nextInt(3); more > 0; more--) {
            String right = chance(25) ? "(" + marker() + ")" : comparison();
            text = text + any(" and ", " or ") + right;
        }
        text = chance(15) ? "(" + text + ")" : text;
        return chance(5) ? mutated(text) : text;
    }

    private String comparison() {
        String quote = any("'", "\"");
        String space = any("", " ", " ");
        return switch (random.nextInt(6)) {
            case 0 ->
                any("sys_platform", "sys.platform", "os_name", "os.name")
                        + space
                        + any("==", "!=", " in ", " not in ", ">=")
                        + space
                        + quote
                        + any("linux", "win32", "darwin", "posix", "nt", "linux darwin")
                        + quote;
            case 1 ->
                quote
                        + any("lin", "win", "2.7", "3.11")
                        + quote
                        + any(" in ", " not in ")
                        + any("sys_platform", "python_version", "platform_machine");
            case 2 -> "extra" + space + any("==", "!=") + space + quote + any("Socks", "socks", "a_b", "test") + quote;
            case 3 ->
                any(
                                "platform_python_implementation",
                                "python_implementation",
                                "implementation_name",
                                "platform.python_implementation",
                                "platform_system",
                                "platform_machine")
                        + space
                        + any("==", "!=", "<", "~=")
                        + space
                        + quote
                        + any("CPython", "PyPy", "cpython", "Linux", "x86_64")
                        + quote;
            default ->
                any("python_version", "python_full_version", "implementation_version")
                        + space
                        + any("==", "!=", "<", "<=", ">", ">=", "~=", "===", " in ", " not in ")
                        + space
                        + quote
                        + any("3.11", "3.8", "3", "3.*", "3.10", "2.7", "3.13.0", "3.9.0b1", "2.7, 3.11", "3.13.*")
                        + quote;
        };
    }

    String wheel() {
        String tags = any("py3", "py2.py3", "cp311", "CP39", "pp39", "cp310.cp311")
                + "-"
                + any("none", "abi3", "cp311", "pypy39_pp73", "cp310.cp311")
                + "-"
                + any("any", "manylinux_2_17_x86_64.manylinux2014_x86_64", "win_amd64", "macosx_11_0_arm64");
        String text = any("foo", "Foo_Bar", "zope.interface", "a__b", "foo")
                + "-"
                + version().replace('-', '_')
                + (chance(20) ? "-" + any("1", "2abc", "x1", "01") : "")
                + "-"
                + tags
                + any(".whl", ".whl", ".whl", ".whl", ".zip");
        return chance(15) ? mutated(text) : text;
    }

    private String mutated(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        String piece =
                any("", "-", ".", "x", "1", " ", "*", "+", ",", "(", ")", "=", "!", ";", "_", "é", "[", "]", "'");
        return text.substring(0, at) + piece + text.substring(chance(50) ? at : at + 1);
    }
}
