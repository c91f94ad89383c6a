package tiryaq.treatment.candidates;

import java.util.LinkedHashSet;
import java.util.Set;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.causes.module.ShadowUses;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.NativeName;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.TopLevelNames;

/**
 * What a script may look for in its own folder. An import line is not the only way: {@code find_spec}, a name in
 * quotes, a setting. Whoever leaves the folder out must know that nothing of that is lost, for a program that only asks
 * whether a module is there goes on without it and ends well.
 */
final class OwnFolder {
    private OwnFolder() {}

    /** Whether the program imports, or may look for, more of its own folder than the file that is in the way. */
    static boolean needed(
            Case patient, PythonEnvironment seen, String script, String folder, Evidence.Shadow inTheWay) {
        String name = Paths.name(inTheWay.path());
        String top = name.startsWith("__init__.")
                ? Paths.name(Paths.parent(inTheWay.path()))
                : name.substring(0, name.indexOf('.'));
        return !ShadowUses.of(patient, seen, inTheWay.path()).isEmpty()
                || patient.imports().own().stream().anyMatch(own -> !own.equals(top))
                || mayBeNeeded(patient.machine(), script, folder, top)
                || seen.modules().alsoFound(top).stream()
                        .filter(found -> found.file().equals(inTheWay.hidden()))
                        .anyMatch(found -> takesFrom(patient.machine(), script, inTheWay.path(), found));
    }

    /** Whether the script may need a module of the folder other than itself and the one that is in the way. */
    static boolean mayBeNeeded(Machine machine, String script, String folder, String inTheWay) {
        String text = machine.source(script);
        if (ImportLine.mayLoadAnything(text)) {
            return true;
        }
        String importing = importing(text);
        for (String name : machine.list(folder).names()) {
            String module = module(machine, folder, name);
            boolean other = !module.isEmpty()
                    && !module.equals(inTheWay)
                    && !Paths.join(folder, name).equals(script);
            if (other && (Identifier.standsIn(importing, module) || quotes(text, module))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the script takes anything from the file in the way that what it hides does not have. An attribute is
     * counted whatever it is asked of, for a module can go by many names.
     */
    static boolean takesFrom(Machine machine, String script, String inTheWay, Module hidden) {
        String own = machine.source(inTheWay);
        if (script.equals(inTheWay)) {
            return false;
        }
        for (String name : asked(machine.source(script), hidden.name())) {
            if (name.equals("*")
                    || (TopLevelNames.has(own, name)
                            && ModuleNames.has(machine, hidden, name) != ModuleNames.Answer.YES)) {
                return true;
            }
        }
        return false;
    }

    /** The words behind a dot, those in quotes, and what is imported from the module. */
    private static Set<String> asked(String text, String module) {
        Set<String> names = new LinkedHashSet<>();
        for (int at = 0; at < text.length(); at++) {
            char before = at == 0 ? '\n' : text.charAt(at - 1);
            if ((before == '.' || before == '"' || before == '\'')
                    && Character.isJavaIdentifierStart(text.charAt(at))) {
                names.add(word(text, at));
            }
        }
        for (String taken : ImportLine.statements(text)) {
            if (!taken.startsWith("from " + module)) {
                continue;
            }
            for (int i = taken.indexOf("import") + "import".length(); i < taken.length(); i++) {
                if (taken.charAt(i) == '*') {
                    names.add("*");
                } else if (Character.isJavaIdentifierStart(taken.charAt(i))) {
                    String name = word(taken, i);
                    names.add(name);
                    i += name.length();
                }
            }
        }
        return names;
    }

    private static String word(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end);
    }

    /** The module that a file or folder would be; empty for none. */
    private static String module(Machine machine, String folder, String name) {
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        if (stem.isEmpty() || stem.equals("__pycache__") || !stem.chars().allMatch(Character::isJavaIdentifierPart)) {
            return "";
        }
        boolean file = name.endsWith(".py") || name.endsWith(".pyc") || NativeName.isNative(name);
        // A folder without code of its own is a package, too, where one in it has some (PEP 420).
        boolean holdsCode = dot < 0 && Module.holdsCode(machine, Paths.join(folder, name));
        return file || holdsCode ? stem : "";
    }

    /** The lines and the statements of a text that import, or speak of it. */
    private static String importing(String text) {
        StringBuilder found = new StringBuilder();
        text.lines()
                .filter(line -> line.contains("import"))
                .forEach(line -> found.append(line).append('\n'));
        ImportLine.statements(text).forEach(each -> found.append(each).append('\n'));
        return found.toString();
    }

    /** Whether the name begins a word in quotes. */
    private static boolean quotes(String text, String module) {
        for (int at = text.indexOf(module); at >= 0; at = text.indexOf(module, at + 1)) {
            int end = at + module.length();
            char before = at == 0 ? '\n' : text.charAt(at - 1);
            char after = end == text.length() ? '\n' : text.charAt(end);
            if ((before == '"' || before == '\'') && !Character.isJavaIdentifierPart(after)) {
                return true;
            }
        }
        return false;
    }
}
