package tiryaq.symptom.words;

import java.util.Locale;

/** Whether a line in a program's own words says that something is not there, and of what kind that is. */
public final class LackWords {
    private static final String[] LACKS = {
        "missing",
        "not found",
        "not find",
        "not be found",
        "n't find",
        "n't found",
        "not installed",
        "n't installed",
        "not import",
        "n't import",
        "not be import",
        "failed to import",
        "unable to import",
        "not available",
        "unavailable",
        "not load",
        "not be load",
        "n't load",
        "failed to load",
        "unable to load",
        "require",
        "need",
        "install",
        "no module",
        "without",
        "absent",
        "lack",
        "depend",
        "unmet",
        "importerror",
        "modulenotfound"
    };

    private static final String[] KINDS = {
        "module", "package", "dependenc", "librar", "import", "install", "requirement", "distribution", "pip ", "wheel"
    };

    private static final String[] ENDINGS = {
        "exit", "abort", "quit", "stopp", "giving up", "bye", "terminat", "cannot continue", "can't continue"
    };

    private static final int SHORT = 5;

    private LackWords() {}

    /** Whether it says that something is not there. */
    public static boolean lacks(String line) {
        return any(line, LACKS);
    }

    /** Whether it speaks of modules, packages, libraries, or of installing. */
    public static boolean ofModules(String line) {
        return any(line, KINDS);
    }

    /** Whether it says no more than that the program ends now. */
    public static boolean ends(String line) {
        return line.split("\\s+").length <= SHORT && any(line, ENDINGS);
    }

    /** Whether it says more than that, in words. */
    public static boolean tells(String line) {
        return !ends(line) && line.chars().anyMatch(Character::isLetter);
    }

    private static boolean any(String line, String[] words) {
        String text = line.toLowerCase(Locale.ROOT);
        for (String each : words) {
            if (text.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
