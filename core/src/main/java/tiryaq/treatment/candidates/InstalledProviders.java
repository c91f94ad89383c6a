package tiryaq.treatment.candidates;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.python.ModuleNames;

/**
 * Knows what the user's own environment showed before it was replaced: whose module was imported there is the one that
 * is meant. All else is asked elsewhere.
 */
public record InstalledProviders(StandingEnvironment standing, Providers elsewhere) implements Providers {
    @Override
    public Optional<Provided> among(List<String> distributions, String module) {
        return standing.provider(module)
                .map(distribution -> new Provided(distribution, "installed"))
                .or(() -> elsewhere.among(distributions, module));
    }

    @Override
    public ModuleNames.Answer has(String distribution, String module) {
        boolean installed =
                standing.provider(module).filter(distribution::equals).isPresent();
        return installed ? ModuleNames.Answer.YES : elsewhere.has(distribution, module);
    }

    @Override
    public Optional<Say> obstacle() {
        return elsewhere.obstacle();
    }
}
