package tiryaq.treatment;

import java.util.List;

/**
 * What must load before anything counts as cured.
 *
 * @param modules of the failing chain, down to the one at fault
 * @param distributions whose requirements must hold: those of the chain that have metadata
 * @param rerun whether the failed command itself may be run again, as the last proof
 */
public record Chain(List<String> modules, List<String> distributions, boolean rerun) {
    public Chain {
        modules = List.copyOf(modules);
        distributions = List.copyOf(distributions);
    }
}
