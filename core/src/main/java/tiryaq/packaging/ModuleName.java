package tiryaq.packaging;

/** Dotted names of modules. */
public final class ModuleName {
    /** More than anybody nests packages; a longer name is text that somebody made up. */
    private static final int MOST_PARTS = 100;

    private ModuleName() {}

    /** The first part: the module that is looked for on the search path itself. */
    public static String top(String module) {
        int dot = module.indexOf('.');
        return dot < 0 ? module : module.substring(0, dot);
    }

    /** Whether it has so many parts that nothing needs to be looked for: each would cost a search of its own. */
    public static boolean tooDeep(String module) {
        int dots = 0;
        for (int dot = module.indexOf('.'); dot >= 0; dot = module.indexOf('.', dot + 1)) {
            if (++dots >= MOST_PARTS) {
                return true;
            }
        }
        return false;
    }
}
