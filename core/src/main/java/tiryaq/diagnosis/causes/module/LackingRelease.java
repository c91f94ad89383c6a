package tiryaq.diagnosis.causes.module;

import java.util.Optional;
import tiryaq.diagnosis.Case;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.Specifiers;
import tiryaq.packaging.Version;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;

/**
 * A distribution that is installed in a release which does not have a module, though others of it are known to.
 *
 * @param name as its metadata writes it
 * @param having which releases have the module
 */
record LackingRelease(String name, String version, Specifiers having) {
    /** The one that is known to provide the module; empty where the module is there, or the release should have it. */
    static Optional<LackingRelease> of(Case patient, String module) {
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null
                || seen.modules()
                        .find(ModuleName.top(module))
                        .filter(found -> found.kind() != Module.Kind.NAMESPACE)
                        .isPresent()) {
            return Optional.empty();
        }
        for (String each : patient.table().providers(module)) {
            Specifiers having = patient.table().releases(module, each);
            Optional<Distribution> installed = seen.distributions().named(each);
            boolean lacks = installed
                    .map(Distribution::version)
                    .flatMap(Version::parse)
                    .filter(version -> !having.contains(version, true))
                    .isPresent();
            if (lacks) {
                Distribution found = installed.get();
                return Optional.of(
                        new LackingRelease(seen.distributions().displayName(found), found.version(), having));
            }
        }
        return Optional.empty();
    }
}
