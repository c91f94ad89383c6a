package tiryaq.treatment.candidates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.command.EntryPoint;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.GuardedImport;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.wanted.DeclaredNames;
import tiryaq.diagnosis.wanted.WantedDistribution;
import tiryaq.machine.Content;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.CompatibleTags;
import tiryaq.packaging.CoreMetadata;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.ModuleName;
import tiryaq.packaging.PlatformTags;
import tiryaq.packaging.Requirement;
import tiryaq.packaging.Tag;
import tiryaq.python.Distribution;
import tiryaq.python.Distributions;
import tiryaq.python.Interpreter;
import tiryaq.python.Module;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.VirtualEnvironment;
import tiryaq.treatment.Program;
import tiryaq.treatment.requirements.Origin;
import tiryaq.treatment.requirements.Wanted;

/** The distributions that a program needs, as far as the user's own environment made them visible. */
final class Needed {
    /** What environments are made with, which no program asks for. */
    static final Set<String> TOOLS = Set.of("pip", "setuptools", "wheel", "uv");

    private static final int MOST = 200;
    private static final int SCRIPT = 16 << 10;

    private final Case patient;
    private final List<Diagnosis> answers;
    private final PythonEnvironment seen;
    private final Interpreter python;
    private final @Nullable StandingEnvironment standing;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();
    private final Deque<Visible> todo = new ArrayDeque<>();
    private @Nullable CompatibleTags tags;
    private @Nullable Set<String> optional;

    private Needed(
            Case patient,
            List<Diagnosis> answers,
            PythonEnvironment seen,
            Interpreter python,
            @Nullable StandingEnvironment standing) {
        this.patient = patient;
        this.answers = answers;
        this.seen = seen;
        this.python = python;
        this.standing = standing;
    }

    /** A distribution among all that one environment shows. */
    private record Visible(Distribution distribution, Distributions all) {
        String name() {
            return all.displayName(distribution);
        }
    }

    /**
     * Those of the failing chains, those that the script imports, and all that these require, in the versions that were
     * visible.
     *
     * @param answers to the failure, and to those beside it
     * @param imports top-level modules that the program imports
     * @param python the interpreter for which they are wanted
     * @param standing the environment that failed, all of whose content is needed as well; null for none
     */
    static List<Wanted> of(
            Case patient,
            List<Diagnosis> answers,
            PythonEnvironment seen,
            Set<String> imports,
            Interpreter python,
            @Nullable StandingEnvironment standing) {
        Needed needed = new Needed(patient, answers, seen, python, standing);
        answers.forEach(needed::chain);
        imports.forEach(needed::imported);
        if (standing == null) {
            needed.besides();
        } else {
            needed.contents(standing);
        }
        needed.close();
        return new ArrayList<>(needed.wanted.values());
    }

    /**
     * The distributions by which a program is started, and of which it imports modules, each for itself: those that are
     * visible, and where a module is nowhere, the one of the reviewed table.
     *
     * @param answers whose modules are passed over
     * @param declared normal names; a module that one of these is known to provide is passed over
     */
    static List<Wanted> direct(
            Case patient,
            List<Diagnosis> answers,
            PythonEnvironment seen,
            Program program,
            Interpreter python,
            Set<String> declared) {
        Set<String> modules = imports(patient, program);
        patient.script()
                .flatMap(script ->
                        EntryPoint.of(patient.machine().read(script, 0, SCRIPT).text()))
                .map(entry -> ModuleName.top(entry.module()))
                .ifPresent(modules::add);
        answers.forEach(each -> modules.remove(ModuleName.top(String.valueOf(each.module()))));
        Needed needed = new Needed(patient, answers, seen, python, null);
        for (String module : modules) {
            List<String> providers = patient.table()
                    .providers(module, name -> seen.modules().find(name).isEmpty());
            if (providers.stream().map(DistributionName::normalize).noneMatch(declared::contains)) {
                Optional<Module> found = seen.modules().find(module);
                found.flatMap(each -> seen.distributions().owner(each.file()))
                        .map(Distribution::name)
                        .or(() -> found.isEmpty() ? providers.stream().findFirst() : Optional.empty())
                        .ifPresent(needed::name);
            }
        }
        return new ArrayList<>(needed.wanted.values());
    }

    /** The distribution of one module: the visible one that has it, else the one that the importing code means. */
    static Optional<Wanted> module(
            Case patient, List<Diagnosis> answers, PythonEnvironment seen, String module, Interpreter python) {
        Needed needed = new Needed(patient, answers, seen, python, null);
        needed.imported(module);
        return needed.wanted.values().stream().findFirst();
    }

    /** The top-level modules that a program imports, with the one that is run by {@code -m}. */
    static Set<String> imports(Case patient, Program program) {
        Set<String> all = new LinkedHashSet<>(patient.imports().foreign());
        program.module().map(ModuleName::top).ifPresent(all::add);
        return all;
    }

    private void chain(Diagnosis answer) {
        for (Link link : answer.chain()) {
            if (link.distribution() != null) {
                name(link.distribution());
            }
        }
        if (answer.distribution() != null) {
            name(provider(answer, standing));
        }
    }

    /** The answer's distribution, or the user's own choice among several that provide the module. */
    static String provider(Diagnosis answer, @Nullable StandingEnvironment standing) {
        Optional<String> own =
                standing == null || answer.module() == null ? Optional.empty() : standing.provider(answer.module());
        return own.orElse(String.valueOf(answer.distribution()));
    }

    /**
     * All else that stands in the user's own folders beside these: an optional part that nothing requires by name would
     * be silently off without it. The interpreter's own site-packages are everybody's, so not all of those.
     */
    private void besides() {
        Set<String> own = new HashSet<>();
        for (Visible each : todo) {
            own.add(each.distribution().location());
        }
        String prefix = prefix();
        for (PathEntry entry : seen.path().entries()) {
            boolean users = entry.origin() == PathEntry.Origin.PYTHONPATH
                    || entry.origin() == PathEntry.Origin.USER_SITE
                    || (!prefix.isEmpty() && Paths.within(entry.location(), prefix));
            if (users && own.contains(entry.location())) {
                for (Distribution distribution : seen.distributions().all()) {
                    if (distribution.location().equals(entry.location())
                            && !TOOLS.contains(DistributionName.normalize(distribution.name()))
                            && wanted.size() < MOST) {
                        name(distribution.name());
                    }
                }
            }
        }
    }

    /** All that was put into an environment by name or as a need of it; its installer comes with the next one. */
    private void contents(StandingEnvironment made) {
        String prefix = prefix();
        for (Distribution distribution : seen.distributions().all()) {
            String normal = DistributionName.normalize(distribution.name());
            if (!prefix.isEmpty()
                    && Paths.within(distribution.location(), prefix)
                    && (!TOOLS.contains(normal) || made.asked().contains(normal))) {
                name(distribution.name());
            }
        }
    }

    private String prefix() {
        return VirtualEnvironment.of(seen.interpreter().executable(), patient.machine())
                .map(VirtualEnvironment::prefix)
                .orElse("");
    }

    private void imported(String module) {
        Optional<String> file = seen.modules().find(module).map(Module::file).filter(found -> !found.isEmpty());
        Optional<Distribution> owner = file.flatMap(seen.distributions()::owner);
        if (owner.isPresent()) {
            name(owner.get().name());
        } else if (file.isEmpty()
                && !(optional(module) && patient.table().providers(module).isEmpty())) {
            WantedDistribution.of(patient, module).ifPresent(this::provided);
        }
    }

    /** What the program goes on without, and nobody knows, is not worth a question to the index. */
    private boolean optional(String module) {
        if (optional == null) {
            optional = patient.script()
                    .map(script -> GuardedImport.optional(patient.machine().source(script)))
                    .orElse(Set.of());
        }
        return optional.contains(module);
    }

    private void provided(Providers.Provided provided) {
        String name = provided.distribution();
        String normal = DistributionName.normalize(name);
        if (provided.certain() || visible(name).isPresent() || wanted.containsKey(normal)) {
            name(name);
        } else if (!isWrong(normal)) {
            wanted.put(normal, Wanted.namesake(name, DeclaredNames.releases(patient, name)));
        }
    }

    private void name(String distribution) {
        String normal = DistributionName.normalize(distribution);
        if (wanted.containsKey(normal) || isWrong(normal)) {
            return;
        }
        Optional<Visible> visible = visible(distribution);
        String having = Releases.having(patient, answers, distribution);
        if (!having.isEmpty()) {
            wanted.put(normal, Wanted.of(distribution, having));
            return;
        }
        if (visible.isEmpty() || visible.get().distribution().version().isEmpty()) {
            wanted.put(
                    normal,
                    Releases.aside(answers, distribution)
                            .map(version -> new Wanted(distribution, version, Origin.INDEX, true))
                            .orElseGet(() -> Wanted.of(distribution, DeclaredNames.releases(patient, distribution))));
            return;
        }
        wanted.put(normal, pinned(visible.get()));
        todo.add(visible.get());
    }

    /** As the patient sees it; what a new environment lacks, as the user's own showed it. */
    private Optional<Visible> visible(String distribution) {
        Distributions now = seen.distributions();
        Optional<Visible> found = Releases.damaged(seen, answers, distribution)
                .or(() -> now.named(distribution))
                .map(each -> new Visible(each, now));
        if (found.isPresent() || standing == null) {
            return found;
        }
        Distributions before = standing.before().distributions();
        return before.named(distribution).map(each -> new Visible(each, before));
    }

    /** The one that took the other's place must not come along. */
    private boolean isWrong(String normal) {
        return wrong(answers).contains(normal);
    }

    /** The normal names of those that took another's place. */
    static Set<String> wrong(List<Diagnosis> answers) {
        Set<String> names = new HashSet<>();
        for (Diagnosis answer : answers) {
            for (Evidence evidence : answer.evidence()) {
                if (evidence instanceof Evidence.OwnedByOther other) {
                    names.add(DistributionName.normalize(other.owner().name()));
                }
            }
        }
        return names;
    }

    private Wanted pinned(Visible visible) {
        Distribution distribution = visible.distribution();
        Content direct = patient.machine().read(Paths.join(distribution.metadata(), "direct_url.json"), 0, 64 << 10);
        Origin origin = direct.problem() == Problem.NONE ? Origin.of(direct.text()) : Origin.INDEX;
        return new Wanted(visible.name(), distribution.version(), origin, bound(visible));
    }

    /** Whether files of it were made for one Python only, and nothing shows that it was this one. */
    private boolean bound(Visible visible) {
        return !visible.all().natives(visible.distribution()).isEmpty() && !fromFittingWheel(visible.distribution());
    }

    /**
     * Whether it was unpacked from a wheel that this very interpreter takes, so that the index need not be asked for
     * one. A wheel that was built here has the plain platform of this machine, and says nothing about an index.
     */
    private boolean fromFittingWheel(Distribution distribution) {
        if (distribution.version().indexOf('+') >= 0) {
            return false;
        }
        Content wheel = patient.machine().read(Paths.join(distribution.metadata(), "WHEEL"), 0, 64 << 10);
        for (String line : wheel.text().split("\n", -1)) {
            if (line.startsWith("Tag:") && line.indexOf("-linux_") < 0) {
                List<Tag> offered = Tag.parse(line.substring(4).strip());
                if (compatible().rank(offered).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private CompatibleTags compatible() {
        CompatibleTags known = tags;
        if (known == null) {
            known = CompatibleTags.of(
                    python.version().major(),
                    python.version().minor(),
                    python.implementation(),
                    python.abiflags(),
                    python.soabi(),
                    PlatformTags.of(python.platform(), python.libc(), python.bits()));
            tags = known;
        }
        return known;
    }

    private void close() {
        Map<String, String> markers =
                PythonEnvironment.markers(python, patient.machine().platform());
        while (!todo.isEmpty()) {
            Visible each = todo.removeFirst();
            List<Requirement> requirements = each.all().requirements(each.distribution());
            for (Requirement requirement : requirements) {
                // A requirement that is not visible is left to the installer, which knows the specifiers.
                if (requirement.applies(markers, Set.of())
                        && visible(requirement.name()).isPresent()) {
                    name(requirement.name());
                }
            }
            for (String extra : extras(each)) {
                chosen(requirements, markers, extra).forEach(this::name);
            }
        }
    }

    private static List<String> extras(Visible visible) {
        return visible.all()
                .metadata(visible.distribution())
                .map(CoreMetadata::providesExtra)
                .orElse(List.of());
    }

    /** An extra all of whose requirements are visible counts as chosen: nothing else tells what the user asked for. */
    private List<String> chosen(List<Requirement> requirements, Map<String, String> markers, String extra) {
        List<String> names = new ArrayList<>();
        for (Requirement requirement : requirements) {
            if (requirement.applies(markers, Set.of(extra)) && !requirement.applies(markers, Set.of())) {
                if (visible(requirement.name()).isEmpty()) {
                    return List.of();
                }
                names.add(requirement.name());
            }
        }
        return names;
    }
}
