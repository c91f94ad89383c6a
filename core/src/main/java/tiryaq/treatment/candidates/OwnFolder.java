package tiryaq.treatment.candidates;

import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;

/**
 * What a script may look for in its own folder. An import line is not the only way: {@code find_spec}, a name in quotes, a
 * setting. Whoever leaves the folder out must know that nothing of that is lost, for a program that only asks whether a
 * module is there goes on without it and ends well.
 */
final class OwnFolder {
    private static final int LIMIT = 1 << 20;

    /** By these a script can load modules whose names stand nowhere in it. */
    private static final String[] BY_ANY_NAME = {"importlib", "__import__", "find_spec", "pkgutil", "runpy", "exec("};

    private OwnFolder() {}

    /** Whether the script may need a module of the folder other than itself and the one that is in the way. */
    static boolean mayBeNeeded(Machine machine, String script, String folder, String inTheWay) {
        String text = machine.read(script, 0, LIMIT).text();
        for (String name : machine.list(folder).names()) {
            String module = module(machine, folder, name);
            boolean other = !module.isEmpty()
                    && !module.equals(inTheWay)
                    && !Paths.join(folder, name).equals(script);
            if (other && (loadsAnything(text) || names(text, module))) {
                return true;
            }
        }
        return false;
    }

    /** The module that a file or folder would be; empty for none. */
    private static String module(Machine machine, String folder, String name) {
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        if (stem.isEmpty() || stem.equals("__pycache__") || !stem.chars().allMatch(Character::isJavaIdentifierPart)) {
            return "";
        }
        boolean file = name.endsWith(".py") || name.endsWith(".pyc") || NativeName.isNative(name);
        boolean holdsCode = dot < 0
                && machine.list(Paths.join(folder, name)).names().stream().anyMatch(each -> each.endsWith(".py"));
        return file || holdsCode ? stem : "";
    }

    private static boolean loadsAnything(String text) {
        for (String each : BY_ANY_NAME) {
            if (text.contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name stands on a line that imports, or begins a word in quotes. */
    private static boolean names(String text, String module) {
        for (int at = text.indexOf(module); at >= 0; at = text.indexOf(module, at + 1)) {
            int end = at + module.length();
            char before = at == 0 ? '\n' : text.charAt(at - 1);
            char after = end == text.length() ? '\n' : text.charAt(end);
            boolean whole = !Character.isJavaIdentifierPart(before) && !Character.isJavaIdentifierPart(after);
            boolean quoted = before == '"' || before == '\'';
            if (whole && (quoted || line(text, at).contains("import"))) {
                return true;
            }
        }
        return false;
    }

    private static String line(String text, int at) {
        int end = text.indexOf('\n', at);
        return text.substring(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length() : end);
    }
}
