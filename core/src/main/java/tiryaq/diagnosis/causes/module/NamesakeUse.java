package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.FailingChain;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.wanted.WantedDistribution;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.python.Distribution;
import tiryaq.python.Module;
import tiryaq.python.ModuleNames;
import tiryaq.python.PythonEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/**
 * A failure inside a module that a namesake of the usual distribution put there, or in a call of it: the words of the
 * exception name no module, so what shows the mistake is which project the calling code is written for.
 *
 * @param top the import name
 * @param file the module's own file
 * @param other the distribution that is there
 * @param lacked a name that the calling code uses and the module does not have; null where none is seen
 * @param required whether the calling code's distribution or project requires the wanted one by name
 */
record NamesakeUse(
        String top,
        String file,
        Distribution other,
        Providers.Provided wanted,
        @Nullable String lacked,
        boolean required) {
    /** Calls that do not fit the signature, in the interpreter's words. */
    private static final String[] MISFIT = {"() got ", "() takes ", "() missing "};

    /** Whether it is shown that the calling code means the other project. */
    boolean shown() {
        return required || lacked != null;
    }

    /** What the stack shows of it; empty where no namesake takes part, or the right distribution is there as well. */
    static Optional<NamesakeUse> of(Case patient, PythonEnvironment seen) {
        List<Frame> frames = patient.incident().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (!frames.get(i).internal()) {
                String file = patient.absolute(frames.get(i).file());
                Optional<Namesake> there =
                        FailingChain.thirdParty(seen, file) ? owning(patient, seen, file) : Optional.empty();
                if (there.isPresent()) {
                    int caller = caller(patient, seen, i, there.get());
                    return caller < 0
                            ? Optional.empty()
                            : use(patient, seen, caller, there.get()).filter(use -> use.shown() || ownFault(patient));
                }
                if (i == frames.size() - 1) {
                    Optional<NamesakeUse> called = called(patient, seen, i, file);
                    if (called.isPresent()) {
                        return called;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A namesake's module, under the name by which programs import it. */
    private record Namesake(String top, String file, Distribution distribution) {}

    private static Optional<Namesake> owning(Case patient, PythonEnvironment seen, String file) {
        return seen.modules().moduleOf(file).map(ModuleName::top).flatMap(top -> installed(patient, seen, top));
    }

    private static Optional<Namesake> installed(Case patient, PythonEnvironment seen, String top) {
        List<String> namesakes = patient.table().namesakes(top);
        Optional<Module> module = namesakes.isEmpty()
                ? Optional.empty()
                : seen.modules().find(top).filter(found -> FailingChain.thirdParty(seen, found.file()));
        List<Distribution> owners =
                module.map(found -> seen.distributions().owners(found.file())).orElse(List.of());
        // Two that own one file are written over each other, which the files themselves tell.
        return owners.size() == 1
                        && namesakes.stream()
                                .anyMatch(name -> DistributionName.same(
                                        name, owners.getFirst().name()))
                ? Optional.of(new Namesake(top, module.orElseThrow().file(), owners.getFirst()))
                : Optional.empty();
    }

    /** The nearest frame above that is not the namesake's own; -1 where there is none. */
    private static int caller(Case patient, PythonEnvironment seen, int from, Namesake there) {
        List<Frame> frames = patient.incident().frames();
        for (int i = from - 1; i >= 0; i--) {
            String file = patient.absolute(frames.get(i).file());
            boolean same = frames.get(i).internal()
                    || seen.modules()
                            .moduleOf(file)
                            .map(ModuleName::top)
                            .filter(there.top()::equals)
                            .isPresent();
            if (!same) {
                return i;
            }
        }
        return -1;
    }

    /** A call that failed before it was in the module: it does not take these arguments, or its result lacks a name. */
    private static Optional<NamesakeUse> called(Case patient, PythonEnvironment seen, int at, String file) {
        if (!(patient.failure() instanceof Failure.OtherException other) || !(misfit(other) || lacking(other))) {
            return Optional.empty();
        }
        String source = patient.incident().frames().get(at).source();
        CallingCode code = CallingCode.of(patient.machine(), file);
        for (String top : code.modules()) {
            Optional<NamesakeUse> use = installed(patient, seen, top)
                    .filter(there -> code.mentions(top, source == null ? "" : source)
                            || CallingCode.defines(patient.machine(), seen, there.distribution(), subject(other)))
                    .flatMap(there -> use(patient, seen, at, there));
            if (use.isPresent()) {
                return use;
            }
        }
        return Optional.empty();
    }

    private static boolean misfit(Failure.OtherException other) {
        for (String each : MISFIT) {
            if (other.type().equals("TypeError") && other.message().contains(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lacking(Failure.OtherException other) {
        return other.type().equals("AttributeError") && other.message().contains("' object has no attribute '");
    }

    /** The class that the words name: {@code JWT.encode() got …}, {@code 'JWT' object has no …}; empty for none. */
    private static String subject(Failure.OtherException other) {
        String message = other.message();
        if (message.startsWith("'")) {
            return message.substring(1, Math.max(1, message.indexOf('\'', 1)));
        }
        int dot = message.indexOf('.');
        return dot > 0 && dot < message.indexOf('(') ? message.substring(0, dot) : "";
    }

    /** Whether the module's own code fails by itself, whatever it was asked: it was written for another Python. */
    private static boolean ownFault(Case patient) {
        return patient.failure() instanceof Failure.OtherException other
                && (other.type().equals("NameError") || other.type().equals("SyntaxError"));
    }

    private static Optional<NamesakeUse> use(Case patient, PythonEnvironment seen, int caller, Namesake there) {
        Incident incident = patient.incident();
        Case calling = patient.about(incident.at(incident.frames().subList(0, caller + 1)));
        List<String> required = WantedDistribution.required(calling, there.top());
        boolean meant = names(required, there.distribution().name());
        return meant
                ? Optional.empty()
                : WantedDistribution.of(calling, there.top())
                        .filter(wanted -> !DistributionName.same(
                                        wanted.distribution(),
                                        there.distribution().name())
                                && seen.distributions()
                                        .named(wanted.distribution())
                                        .isEmpty())
                        .map(wanted -> new NamesakeUse(
                                there.top(),
                                there.file(),
                                there.distribution(),
                                wanted,
                                lacked(patient, seen, incident.frames().get(caller), there),
                                names(required, wanted.distribution())))
                        // What neither has was never meant to come from the other one.
                        .filter(use -> use.lacked == null
                                || use.required
                                || WantedDistribution.has(
                                                patient, use.wanted.distribution(), use.top, use.top + ":" + use.lacked)
                                        != ModuleNames.Answer.NO);
    }

    private static boolean names(List<String> required, String name) {
        return required.stream().anyMatch(each -> DistributionName.same(each, name));
    }

    private static @Nullable String lacked(Case patient, PythonEnvironment seen, Frame caller, Namesake there) {
        CallingCode code = CallingCode.of(patient.machine(), patient.absolute(caller.file()));
        List<String> used = new ArrayList<>(code.used(there.top()));
        used.removeIf(name -> CallingCode.has(patient.machine(), seen, there.distribution(), there.file(), name));
        return used.isEmpty() ? null : used.getFirst();
    }
}
