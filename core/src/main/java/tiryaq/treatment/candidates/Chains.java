package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tiryaq.catalogue.Examined;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.causes.module.DistributionMissing;
import tiryaq.diagnosis.causes.module.LocalImportBroken;
import tiryaq.diagnosis.causes.module.ShadowedModule;
import tiryaq.diagnosis.causes.module.WrongDistribution;
import tiryaq.diagnosis.causes.verdict.Unknown;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.python.ModuleNames;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.treatment.LoadChain;

/** What has to load before a failure, and those beside it, count as cured. */
final class Chains {
    private Chains() {}

    /** Whether it is known what would put a failure right. */
    static boolean plannable(Examined failure) {
        Diagnosis answer = failure.answer();
        return failure.explained()
                && answer.module() != null
                && !answer.cause().equals(LocalImportBroken.CODE)
                && (!answer.cause().equals(DistributionMissing.CODE) || answer.distribution() != null);
    }

    /** All that has to load: for one failure, and for those beside it that are of the environment. */
    static LoadChain of(Examined failure, List<Examined> beside) {
        LoadChain all = harmless(of(failure.patient(), failure.answer()), failure, failure);
        for (Examined each : beside) {
            if (!each.ownFailure()) {
                LoadChain other = of(each.patient(), each.answer());
                List<String> missing = new ArrayList<>(other.modules());
                each.patient().missingModule().ifPresent(missing::add);
                all = all.and(harmless(new LoadChain(missing, other.distributions(), false), each, failure));
            }
        }
        return all;
    }

    /** The same without what is the program's own: a proof runs nothing of it. */
    private static LoadChain harmless(LoadChain chain, Examined failure, Examined first) {
        return OwnModules.of(failure, first)
                .map(own -> chain.modules().stream().filter(own::mayBeImported).toList())
                .map(modules -> new LoadChain(modules, chain.distributions(), chain.rerun()))
                .orElse(chain);
    }

    private static LoadChain of(Case patient, Diagnosis answer) {
        Set<String> modules = new LinkedHashSet<>(FailingChain.modules(patient));
        if (answer.cause().equals(WrongDistribution.CODE)) {
            // Parts of the namesake, which the right one need not have.
            String parts = answer.module() + ".";
            modules.removeIf(each -> each.startsWith(parts));
        }
        Set<String> distributions = new LinkedHashSet<>();
        for (Link link : answer.chain()) {
            if (link.distribution() != null && !wrong(answer, link.distribution()) && !inTheWay(answer, link.file())) {
                distributions.add(link.distribution());
            }
        }
        boolean own = answer.cause().equals(LocalImportBroken.CODE);
        if (answer.module() != null && !own && !answer.cause().equals(Unknown.CODE)) {
            modules.add(answer.module());
        }
        if (answer.distribution() != null) {
            distributions.add(answer.distribution());
        }
        modules.addAll(names(patient, answer));
        return new LoadChain(List.copyOf(modules), List.copyOf(distributions), false);
    }

    /** The name that was missing in a module, or those that were asked of a missing one, as proofs word them. */
    private static List<String> names(Case patient, Diagnosis answer) {
        String module = patient.failure().about();
        String name = patient.failure().lacking();
        List<Frame> frames = patient.incident().frames();
        if (!frames.isEmpty()
                && inTheWay(answer, patient.absolute(frames.getLast().file()))) {
            // Who asks for it is left out.
            return List.of();
        }
        if (!module.isEmpty() && !name.isEmpty()) {
            return !answer.cause().equals(ShadowedModule.CODE) || hiddenHas(patient, module, name)
                    ? List.of(module + ":" + name)
                    : List.of(module);
        }
        String source = frames.isEmpty() ? "" : String.valueOf(frames.getLast().source());
        String asked = ImportLine.module(source).orElse("");
        boolean same = patient.failure() instanceof Failure.MissingModule
                && (asked.equals(module) || asked.startsWith(module + "."));
        return same
                ? ImportLine.named(source).stream()
                        .map(each -> asked + ":" + each)
                        .toList()
                : List.of();
    }

    /** Whether what is hidden has the name itself: a file that imported itself may have been asked through others. */
    private static boolean hiddenHas(Case patient, String module, String name) {
        return patient.environment().stream()
                .flatMap(seen -> seen.modules().alsoFound(module).stream())
                .anyMatch(hidden -> ModuleNames.has(patient.machine(), hidden, name) == ModuleNames.Answer.YES);
    }

    /** Whether a file is of a distribution that hides the standard library, and is left out. */
    private static boolean inTheWay(Diagnosis answer, String file) {
        return answer.evidence().stream()
                .anyMatch(fact -> fact instanceof Evidence.PathEntryGuilty guilty
                        && guilty.why() == Evidence.PathEntryGuilty.Why.HIDES_STANDARD_LIBRARY
                        && Paths.within(file, guilty.entry()));
    }

    private static boolean wrong(Diagnosis answer, String distribution) {
        return answer.evidence().stream()
                .anyMatch(fact -> fact instanceof Evidence.OwnedByOther other
                        && DistributionName.same(other.owner().name(), distribution));
    }
}
