package tiryaq.index;

import java.util.List;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.NativeName;

/**
 * What a wheel would install.
 *
 * @param distribution as asked for
 * @param files relative to {@code site-packages}, with {@code /}; cut at a bound
 */
public record WheelContents(String distribution, List<String> files) {
    public WheelContents {
        files = List.copyOf(files);
    }

    /** Whether importing this dotted module would find it among the files. */
    public boolean provides(String module) {
        String path = module.replace('.', '/');
        for (String file : files) {
            if (file.startsWith(path) && completes(file.substring(path.length()))) {
                return true;
            }
        }
        return isOwnNamespace(module);
    }

    /** A part that is a mere folder is this distribution's own if that is called like it: {@code google-cloud-kms}. */
    private boolean isOwnNamespace(String module) {
        String path = module.replace('.', '/') + "/";
        return module.indexOf('.') > 0
                && DistributionName.same(distribution, module.replace('.', '-'))
                && files.stream().anyMatch(file -> file.startsWith(path) && file.endsWith(".py"));
    }

    private static boolean completes(String rest) {
        if (rest.equals(".py") || rest.equals("/__init__.py")) {
            return true;
        }
        boolean nativeFile = NativeName.isNative(rest);
        if (rest.startsWith("/__init__.")) {
            return nativeFile;
        }
        return rest.startsWith(".") && rest.indexOf('/') < 0 && nativeFile;
    }
}
