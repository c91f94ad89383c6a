package tiryaq.packaging;

/** Dotted names of modules. */
public final class ModuleName {
    private ModuleName() {}

    /** The first part: the module that is looked for on the search path itself. */
    public static String top(String module) {
        int dot = module.indexOf('.');
        return dot < 0 ? module : module.substring(0, dot);
    }
}
