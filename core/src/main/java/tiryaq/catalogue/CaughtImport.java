package tiryaq.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.catalogue.source.Bindings;
import tiryaq.catalogue.source.Carriers;
import tiryaq.catalogue.source.ImportFlag;
import tiryaq.catalogue.source.NoneUse;
import tiryaq.catalogue.source.PassedOver;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.ImportLine;
import tiryaq.diagnosis.wanted.AskedFor;
import tiryaq.machine.Machine;
import tiryaq.python.Identifier;
import tiryaq.python.Module;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.SourceCode;
import tiryaq.python.source.CaseSources;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Frame;
import tiryaq.symptom.Incident;

/**
 * The import that code had tried, and that failed, before it died of an exception that speaks of something else.
 *
 * @param patient the same case, with that import in the place of what was said of it
 * @param sure whether the exception can come of nothing else
 * @param beside the same with other modules that the words ask for together with it
 */
record CaughtImport(Case patient, boolean sure, List<Case> beside) {
    CaughtImport(Case patient, boolean sure) {
        this(patient, sure, List.of());
    }

    /** That import, as the code on the disk shows it; empty where none is to blame. */
    static Optional<CaughtImport> of(Case patient) {
        return patient.environment()
                .flatMap(seen -> worded(patient, seen)
                        .or(() -> swallowed(patient, seen))
                        .or(() -> replaced(patient, seen))
                        .or(() -> unbound(patient, seen))
                        .or(() -> handed(patient, seen))
                        .or(() -> carried(patient, seen))
                        .or(() -> lookedFor(patient, seen))
                        .or(() -> asked(patient))
                        .map(found -> found.sure && Tried.supposed(found.patient.failure(), seen, patient.machine())
                                ? new CaughtImport(found.patient, false, found.beside)
                                : found));
    }

    /**
     * Whether {@code None} was used as something else is, or a table lacks a key, in a program that does without an
     * import which fails here: nobody knows whether it would have been otherwise with that.
     */
    static boolean doubts(Case patient) {
        return (Carriers.ofNone(patient.failure())
                        || Carriers.lackedKey(patient.failure()).isPresent())
                && patient.environment()
                        .filter(seen -> PassedOver.of(patient, seen).stream()
                                .anyMatch(each -> Tried.lacking(each.guard(), seen, patient.machine())
                                        || Tried.failed(each.guard(), seen, patient.machine())
                                                .isPresent()))
                        .isPresent();
    }

    /** What an examination of it found, no surer than this is. */
    Examined judged(Examined examined) {
        return Besides.with(
                sure ? examined : examined.atMost(Certainty.LIKELY),
                beside,
                each -> Examination.examined(each, examined.resolution()).atMost(Certainty.LIKELY));
    }

    /**
     * Raised in its own words: by the handler, because of a name in which the code remembers that the import had
     * failed, or by code that asks for the module to be installed. What follows from the failed import and from nothing
     * else is sure; what only may follow from it counts where the words speak of it.
     */
    private static Optional<CaughtImport> worded(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        Frame last = incident.frames().isEmpty() ? null : incident.frames().getLast();
        if (!(incident.failure() instanceof Failure.OtherException) || last == null || last.internal()) {
            return Optional.empty();
        }
        if (!last.raisesInOwnWords() && !String.valueOf(last.source()).startsWith("assert ")) {
            return Optional.empty();
        }
        List<CaughtImport> found = new ArrayList<>();
        if (last.raisesInOwnWords()) {
            handled(patient, seen, found);
        }
        remembered(patient, seen, found);
        if (last.raisesInOwnWords()) {
            asking(patient, seen, found);
        }
        return found.stream()
                .filter(CaughtImport::sure)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /** By the handler, or by what is only made there to raise it. */
    private static void handled(Case patient, PythonEnvironment seen, List<CaughtImport> found) {
        Incident incident = patient.incident();
        Frame last = incident.frames().getLast();
        SourceCode code = text(patient, last);
        for (GuardedImport each : GuardedImport.in(code, "")) {
            Optional<Failure> failure =
                    each.handles(last.line()) ? failure(each, incident, seen, patient.machine()) : Optional.empty();
            if (failure.isEmpty()) {
                continue;
            }
            boolean straight = straight(code, each, incident);
            boolean sure = straight && each.direct();
            // The raise is reached whenever the handler is, and only a failed import leads there.
            if (sure || (straight && each.narrow()) || speaks(incident.words(), each, patient)) {
                Frame place = new Frame(last.file(), each.line(), last.function(), each.source());
                found.add(new CaughtImport(
                        patient.about(instead(incident, outer(incident), failure.get(), place)), sure));
            }
        }
    }

    /** Whether the raise depends on no condition of the handler's, nor is a part of what the handler makes instead. */
    private static boolean straight(SourceCode code, GuardedImport tried, Incident incident) {
        List<Frame> frames = incident.frames();
        Frame last = frames.getLast();
        int handler = code.at(tried.from());
        int inner = code.at(last.line());
        if (inner == handler) {
            return true;
        }
        for (int head : inner < 0 ? List.<Integer>of() : code.around(inner)) {
            if (!code.direct(head, inner)) {
                return false;
            }
            if (head == handler) {
                return true;
            }
            Frame caller = frames.size() > 1 ? frames.get(frames.size() - 2) : null;
            boolean within = caller != null && caller.file().equals(last.file()) && tried.handles(caller.line());
            if (!code.statements().get(head).defines() || within) {
                return false;
            }
            inner = head;
        }
        return false;
    }

    /** Because of a name in which the code remembers that the import had failed, wherever that was. */
    private static void remembered(Case patient, PythonEnvironment seen, List<CaughtImport> found) {
        Incident incident = patient.incident();
        Frame last = incident.frames().getLast();
        String file = patient.absolute(last.file());
        for (ImportFlag flag : ImportFlag.over(file, last.line(), seen, patient.machine())) {
            for (GuardedImport each : flag.guards()) {
                Optional<Failure> failure = failure(each, incident, seen, patient.machine());
                boolean sure = flag.alone() && each.always() && each.direct();
                if (failure.isPresent() && (sure || speaks(incident.words(), each, patient))) {
                    Frame place = new Frame(flag.file(), each.line(), "<module>", each.source());
                    found.add(new CaughtImport(
                            patient.about(instead(incident, incident.frames(), failure.get(), place)), sure));
                }
            }
        }
    }

    /** By code that goes on without a module, and says later, elsewhere, that it should be installed. */
    private static void asking(Case patient, PythonEnvironment seen, List<CaughtImport> found) {
        Incident incident = patient.incident();
        Frame last = incident.frames().getLast();
        boolean installing = incident.words().contains("install");
        for (GuardedImport each : installing ? GuardedImport.in(text(patient, last), "") : List.<GuardedImport>of()) {
            Optional<Failure> failure = SwallowedImport.names(incident.words(), each.module(), patient.table())
                    ? failure(each, incident, seen, patient.machine())
                    : Optional.empty();
            if (failure.isPresent()) {
                Frame place = new Frame(last.file(), each.line(), last.function(), each.source());
                found.add(new CaughtImport(
                        patient.about(instead(incident, outer(incident), failure.get(), place)), false));
            }
        }
    }

    /**
     * The import, passed over in silence, that would have brought the name that a module then lacks. It is sure where
     * the import names what it brings, and the module was loaded to its end.
     */
    private static Optional<CaughtImport> swallowed(Case patient, PythonEnvironment seen) {
        String module = patient.failure() instanceof Failure.MissingModule
                ? ""
                : patient.failure().about();
        String name = patient.failure().lacking();
        Optional<Module> loaded = module.isEmpty()
                ? Optional.empty()
                : seen.modules().find(module).filter(found -> found.kind() == Module.Kind.SOURCE);
        if (loaded.isEmpty()) {
            return Optional.empty();
        }
        String inPackage = loaded.get().isPackage() || module.indexOf('.') < 0
                ? module
                : module.substring(0, module.lastIndexOf('.'));
        String file = loaded.get().file();
        SourceCode code = CaseSources.code(patient.machine(), file);
        boolean partial = patient.failure() instanceof Failure.Lacking lacking && lacking.partial();
        for (GuardedImport each : GuardedImport.in(code, inPackage)) {
            Optional<Failure> failure =
                    each.brings(name) ? Tried.unaided(each, name, seen, patient.machine()) : Optional.empty();
            if (failure.isPresent()) {
                boolean there = seen.modules().find(each.module()).isPresent();
                boolean sure = (there ? Tried.certain(failure.get(), seen) : each.binds(name))
                        && each.always()
                        && each.direct()
                        && !partial
                        && Bindings.only(code, name, Bindings.Range.of(code, each));
                return Optional.of(failed(patient, each, failure.get(), file, sure));
            }
        }
        return Optional.empty();
    }

    /**
     * The import in whose place the code had put {@code None}, which then is used as the module would be. It is sure
     * where that very use is what failed, and nothing else gives the name a value.
     */
    private static Optional<CaughtImport> replaced(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        String message = incident.failure() instanceof Failure.OtherException other ? other.message() : "";
        Frame last = incident.frames().isEmpty() ? null : incident.frames().getLast();
        if (!Carriers.ofNone(patient.failure()) || last == null || last.source() == null) {
            return Optional.empty();
        }
        SourceCode code = text(patient, last);
        int at = code.at(last.line());
        for (GuardedImport each : at < 0 ? List.<GuardedImport>of() : GuardedImport.in(code, "")) {
            Bindings.Range range = Bindings.Range.of(code, each);
            for (String line : each.handler().split("\n")) {
                String name = line.endsWith("None") && line.indexOf('=') > 0
                        ? line.substring(0, line.indexOf('=')).strip()
                        : "";
                // It may be another import of the same block that failed, and none of them is done then.
                Optional<Failure> failure =
                        NoneUse.in(last.source(), name) >= 0 && !Bindings.elsewhere(code, at, name, each)
                                ? Tried.failed(each, seen, patient.machine())
                                : Optional.empty();
                if (failure.isPresent()) {
                    boolean sure = each.always()
                            && each.direct()
                            && Tried.certain(each, failure.get(), seen)
                            && NoneUse.failed(last.source(), name, message)
                            && Bindings.only(code, name, range);
                    return Optional.of(failed(patient, each, failure.get(), patient.absolute(last.file()), sure));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The import of another of the program's own files, which leaves {@code None} for others to take, under a name that
     * stands in the line that failed.
     */
    private static Optional<CaughtImport> handed(Case patient, PythonEnvironment seen) {
        List<Frame> frames = patient.incident().frames();
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        Frame last = frames.getLast();
        String line = String.valueOf(last.source());
        for (PassedOver each :
                Carriers.ofNone(patient.failure()) ? PassedOver.of(patient, seen) : List.<PassedOver>of()) {
            boolean taken = !each.file().equals(patient.absolute(last.file()))
                    && each.guard().handler().contains("None")
                    && ImportLine.bound(each.guard().source()).stream()
                            .anyMatch(name -> Identifier.standsIn(line, name)
                                    && !Bindings.parameter(text(patient, last), last.line(), name));
            Optional<Failure> failure = taken ? Tried.failed(each.guard(), seen, patient.machine()) : Optional.empty();
            if (failure.isPresent()) {
                return Optional.of(failed(patient, each.guard(), failure.get(), each.file(), false));
            }
        }
        return Optional.empty();
    }

    /** The one import that fails of those whose failure can be why the line found nothing. */
    private static Optional<CaughtImport> carried(Case patient, PythonEnvironment seen) {
        Map<String, CaughtImport> found = new HashMap<>();
        for (PassedOver each : Carriers.of(patient, seen)) {
            Tried.failed(each.guard(), seen, patient.machine())
                    .ifPresent(why ->
                            found.putIfAbsent(why.about(), failed(patient, each.guard(), why, each.file(), false)));
        }
        return found.size() == 1 ? found.values().stream().findFirst() : Optional.empty();
    }

    /**
     * The import, passed over in silence, that would have bound the name that the code then uses in the same scope. It
     * is sure where it comes before that in any case, and nothing else gives the name a value.
     */
    private static Optional<CaughtImport> unbound(Case patient, PythonEnvironment seen) {
        Incident incident = patient.incident();
        if (!(incident.failure() instanceof Failure.OtherException other)
                || !(other.type().equals("NameError") || other.type().equals("UnboundLocalError"))
                || incident.frames().isEmpty()) {
            return Optional.empty();
        }
        int open = other.message().indexOf('\'');
        int close = other.message().indexOf('\'', open + 1);
        String name = open < 0 || close < 0 ? "" : other.message().substring(open + 1, close);
        Frame last = incident.frames().getLast();
        SourceCode code = text(patient, last);
        int at = code.at(last.line());
        for (GuardedImport each :
                Identifier.is(name) && at >= 0 ? GuardedImport.in(code, "") : List.<GuardedImport>of()) {
            int tried = code.at(each.line());
            boolean local = other.type().equals("UnboundLocalError");
            int scope = Bindings.function(code, tried);
            // A name that a function binds is no other function's, nor the module's.
            boolean same = scope == Bindings.function(code, at) || (!local && scope < 0);
            Optional<Failure> failure =
                    same && each.binds(name) ? Tried.failed(each, seen, patient.machine()) : Optional.empty();
            if (failure.isPresent()) {
                Bindings.Range range = Bindings.Range.of(code, each);
                boolean first = scope != Bindings.function(code, at) || tried < at;
                boolean reached = local ? Bindings.unconditional(code, range.from(), scope) : each.always();
                boolean sure = first
                        && reached
                        && each.direct()
                        && Tried.certain(each, failure.get(), seen)
                        && Bindings.only(code, name, range);
                return Optional.of(failed(patient, each, failure.get(), patient.absolute(last.file()), sure));
            }
        }
        return Optional.empty();
    }

    /** Those that the code looked for by names which it holds as strings. */
    private static Optional<CaughtImport> lookedFor(Case patient, PythonEnvironment seen) {
        List<Case> all = SwallowedImport.raised(patient, seen).stream()
                .map(each -> patient.about(each.incident()))
                .toList();
        return all.stream().findFirst().map(first -> new CaughtImport(first, false, all.subList(1, all.size())));
    }

    /** What a library says in its own words that it needs, however it looked for that. */
    private static Optional<CaughtImport> asked(Case patient) {
        return AskedFor.of(patient)
                .flatMap(asked -> asked.module()
                        .map(module -> new CaughtImport(
                                missing(patient, module),
                                false,
                                asked.modulesBeside(patient).stream()
                                        .map(each -> missing(patient, each))
                                        .toList())));
    }

    private static Case missing(Case patient, String module) {
        return patient.about(patient.incident().failing(new Failure.MissingModule(module, false)));
    }

    private static SourceCode text(Case patient, Frame frame) {
        return CaseSources.code(patient.machine(), patient.absolute(frame.file()));
    }

    private static Optional<Failure> failure(
            GuardedImport tried, Incident incident, PythonEnvironment seen, Machine machine) {
        return Tried.quoted(tried, List.of(incident.words()), seen)
                .or(() -> Tried.onDisk(tried, List.of(incident.words()), seen, machine));
    }

    private static List<Frame> outer(Incident incident) {
        return incident.frames().subList(0, incident.frames().size() - 1);
    }

    private static CaughtImport failed(Case patient, GuardedImport tried, Failure failure, String file, boolean sure) {
        Incident said = patient.incident();
        Frame place = new Frame(file, tried.line(), "<module>", tried.source());
        return new CaughtImport(patient.about(instead(said, said.frames(), failure, place)), sure);
    }

    /** The failed import in the place of what was said of it. */
    private static Incident instead(Incident said, List<Frame> outer, Failure failure, Frame place) {
        List<Frame> frames = new ArrayList<>(outer);
        frames.add(place);
        List<String> wrappers = new ArrayList<>(said.wrappers());
        wrappers.addFirst(said.words());
        return new Incident(failure, frames, wrappers, said.words(), said.line(), said.survived(), said.abridged());
    }

    /** Whether the words speak of the module, of what provides it, or of installing. */
    private static boolean speaks(String words, GuardedImport tried, Case patient) {
        return words.contains("install") || SwallowedImport.names(words, tried.module(), patient.table());
    }
}
