package tiryaq.treatment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What must load before anything counts as cured.
 *
 * @param modules of the failing chain, down to the one at fault
 * @param distributions whose requirements must hold: those of the chain that have metadata
 * @param rerun whether the failed command itself may be run again, as the last proof
 */
public record LoadChain(List<String> modules, List<String> distributions, boolean rerun) {
    public LoadChain {
        modules = List.copyOf(modules);
        distributions = List.copyOf(distributions);
    }

    /** Both at once: what was made to load must go on loading. */
    public LoadChain and(LoadChain other) {
        Set<String> allModules = new LinkedHashSet<>(modules);
        allModules.addAll(other.modules);
        Set<String> allDistributions = new LinkedHashSet<>(distributions);
        allDistributions.addAll(other.distributions);
        return new LoadChain(List.copyOf(allModules), List.copyOf(allDistributions), rerun || other.rerun);
    }
}
