package tiryaq.treatment.candidates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.command.EntryPoint;
import tiryaq.command.Environment;
import tiryaq.command.Interpreters;
import tiryaq.command.Invocation;
import tiryaq.command.Means;
import tiryaq.command.Target;
import tiryaq.diagnosis.Case;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Say;
import tiryaq.diagnosis.causes.start.VenvBroken;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.packaging.DistributionName;
import tiryaq.python.Distribution;
import tiryaq.python.Distributions;
import tiryaq.python.Interpreter;
import tiryaq.python.PathEntry;
import tiryaq.python.PythonEnvironment;
import tiryaq.python.PythonVersion;
import tiryaq.python.SearchPath;
import tiryaq.python.VirtualEnvironment;
import tiryaq.symptom.Failure;
import tiryaq.treatment.Place;
import tiryaq.treatment.Program;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.VariableChange;
import tiryaq.treatment.engine.VenvPip;
import tiryaq.treatment.requirements.Declared;
import tiryaq.treatment.requirements.Demanded;
import tiryaq.treatment.requirements.ProjectFolder;

/**
 * The steps for a person whose environment has lost its Python, or lies elsewhere than where it was made, and for one
 * whose Python is too old for the code.
 */
public final class Remaking {
    private static final int MOST = 100;
    private static final int SCRIPT = 16 << 10;

    private final Case patient;
    private final Machine machine;

    private Remaking(Case patient) {
        this.patient = patient;
        this.machine = patient.machine();
    }

    /**
     * The steps, the least invasive first; none where nothing tells which environment it is, or no other Python will
     * do.
     *
     * @param command that did not start; null where only its output is known
     */
    public static List<Treatment> of(Examined examined, @Nullable Command command) {
        Case patient = examined.patient();
        Diagnosis answer = examined.answer();
        String named = answer.summary().places().getOrDefault("command", "");
        Remaking remaking = new Remaking(patient);
        return switch (answer.summary().sense()) {
            case NO_TARGET ->
                VirtualEnvironment.of(patient.absolute(named), patient.machine())
                        .map(environment -> List.of(remaking.anew(environment)))
                        .orElse(List.of());
            case NOT_SELECTED, NOT_ON_PATH ->
                byPath(named, answer.summary().places().getOrDefault("path", ""), command).stream()
                        .toList();
            case ENVIRONMENT_MOVED -> {
                String script = patient.script().orElse("");
                boolean sure = answer.cause().equals(VenvBroken.CODE);
                List<Treatment> all = new ArrayList<>();
                remaking.beside(script, command, sure).ifPresent(all::add);
                VirtualEnvironment.of(script, patient.machine())
                        .map(remaking::anew)
                        .ifPresent(all::add);
                yield all;
            }
            case NEWER_STANDARD_LIBRARY, NEWER_PYTHON ->
                command == null ? List.of() : newer(examined, command).stream().toList();
            case DECLARED ->
                command == null
                        ? List.of()
                        : remaking.declared(command.folder()).stream().toList();
            case PLAIN,
                    WORDS,
                    SIGNAL,
                    LIMIT,
                    TOLD,
                    STANDARD_LIBRARY,
                    NOT_EXECUTABLE,
                    NO_FIRST_LINE,
                    IS_FOLDER,
                    NOT_REACHABLE,
                    NO_INTERPRETER,
                    CARRIAGE_RETURN,
                    THERE,
                    LOADED_ELSEWHERE,
                    NO_WHEEL -> List.of();
        };
    }

    /** The steps for an environment that the answer says is broken, though a Python ran. */
    static Optional<Treatment> again(Case patient, Diagnosis answer) {
        String prefix = answer.summary().places().getOrDefault("environment", "");
        return answer.cause().equals(VenvBroken.CODE)
                ? VirtualEnvironment.at(prefix, patient.machine()).map(new Remaking(patient)::anew)
                : Optional.empty();
    }

    /** All that the project declares, as it declares it: which of it is missing nothing proves. */
    private Optional<Treatment> declared(String folder) {
        String project = ProjectFolder.of(machine, folder);
        Interpreter python = patient.environment().orElseThrow().interpreter();
        Declared.Listed listed =
                Declared.whole(Declared.in(machine, project, null)).orElse(null);
        if (listed == null) {
            return Optional.empty();
        }
        List<String> install = new ArrayList<>(List.of("install"));
        install.addAll(listed.words());
        Optional<VirtualEnvironment> own = VirtualEnvironment.of(python.executable(), machine);
        if (own.isPresent()) {
            Say title = Say.of(
                    "treatment.by-hand.requirements",
                    "source",
                    listed.source(),
                    "environment",
                    own.get().prefix());
            return Installing.into(patient, python, project)
                    .map(by -> Treatments.byHand(title, Scope.ENVIRONMENT, by.steps(patient, title, List.of(install))));
        }
        return !VenvPip.worksFor(python, machine)
                ? Optional.empty()
                : Place.choose(machine, project, python.version().feature()).map(place -> {
                    List<String> words = new ArrayList<>(List.of(place.python(), "-m", "pip"));
                    words.addAll(install);
                    Say title = Say.of(
                            "treatment.by-hand.declared", "path", place.environment(), "source", listed.source());
                    List<String> make = List.of(python.executable(), "-m", "venv", place.environment());
                    List<Step> steps = List.of(
                            step("text.step.make", make, project),
                            new Step.Manual(
                                    Say.of("text.step.fill", "source", listed.source()), Command.of(words, project)));
                    return Treatments.byHand(title, Scope.ISOLATED, steps);
                });
    }

    /**
     * The oldest Python of this machine that is new enough for the code, has all that it imports and is one that the
     * project allows.
     */
    private static Optional<Treatment> newer(Examined examined, Command command) {
        Case patient = examined.patient();
        PythonEnvironment seen = patient.environment().orElse(null);
        if (seen == null || !(examined.resolution().orElse(null) instanceof Invocation ran) || !isOwn(ran)) {
            return Optional.empty();
        }
        Optional<Program> program = Programs.of(ran, command, seen, patient.machine());
        if (program.isEmpty()) {
            return Optional.empty();
        }
        String folder = patient.script()
                .filter(any -> ran.target() instanceof Target.Script)
                .map(Paths::parent)
                .orElse(ran.folder());
        Demanded demanded = Demanded.by(
                patient.machine(),
                ProjectFolder.of(patient.machine(), folder),
                patient.script().orElse(null));
        String since = examined.answer().summary().places().getOrDefault("version", "");
        PythonEnvironment oldest = null;
        for (PythonEnvironment other : patient.others()) {
            PythonVersion version = other.interpreter().version();
            boolean older =
                    oldest == null || version.compareTo(oldest.interpreter().version()) < 0;
            if (older
                    && atLeast(version, since)
                    && findsAll(patient, examined.answer(), other)
                    && demanded.metBy(other)) {
                oldest = other;
            }
        }
        return Optional.ofNullable(oldest).map(other -> {
            String python = other.interpreter().executable();
            Say title = Say.of("treatment.other-interpreter", "interpreter", python, "version", other.label());
            Command works = program.get().by(python, VariableChange.NONE);
            return Treatments.byHand(title, Scope.NONE, title, works, List.of(), works);
        });
    }

    /** Whether the project itself is run: a command that was installed knows where its own distribution is. */
    private static boolean isOwn(Invocation ran) {
        return ran.means() != Means.CONSOLE_SCRIPT
                && (ran.target() instanceof Target.Script || ran.target() instanceof Target.Code);
    }

    private static boolean atLeast(PythonVersion version, String feature) {
        String[] parts = feature.split("\\.", -1);
        return parts.length > 1 && version.atLeast(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private static boolean findsAll(Case patient, Diagnosis answer, PythonEnvironment other) {
        Set<String> needed = new HashSet<>(patient.imports().foreign());
        if (patient.failure() instanceof Failure.MissingModule missing) {
            needed.add(missing.module());
        }
        for (Link link : answer.chain()) {
            if (link.distribution() != null && link.module() != null) {
                needed.add(link.module());
            }
        }
        return needed.stream().allMatch(name -> other.modules().find(name).isPresent());
    }

    /** The same by the whole path of its Python, which no version manager has to know. */
    private static Optional<Treatment> byPath(String named, String path, @Nullable Command command) {
        int at = command == null ? -1 : command.argv().indexOf(named);
        if (command == null || at < 0) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(command.argv());
        words.set(at, path);
        Say title = Say.of("treatment.by-hand.path", "interpreter", path);
        Command cured = command.withArgv(words);
        return Optional.of(Treatments.byHand(title, Scope.NONE, title, cured, List.of(), cured));
    }

    /** The script by the Python that lies beside it, whatever its first line names. */
    private Optional<Treatment> beside(String script, @Nullable Command command, boolean sure) {
        String python = Paths.join(Paths.parent(script), "python");
        // Of a script that another program starts, that one's words are no arguments.
        if (command == null || !machine.stat(python).executable() || !starts(command, script)) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of(python, script));
        words.addAll(command.argv().subList(1, command.argv().size()));
        Say title = Say.of("treatment.by-hand.beside", "interpreter", python);
        Command cured = command.withArgv(words);
        if (sure) {
            return Optional.of(Treatments.beside(title, cured, entry(script)));
        }
        return Optional.of(Treatments.byHand(title, Scope.NONE, title, cured, List.of(), cured));
    }

    /** What an installer's script imports; empty for any other. */
    private List<String> entry(String script) {
        return EntryPoint.of(machine.read(script, 0, SCRIPT).text())
                .map(point -> List.of(point.module() + ":" + point.function().split("\\.", 2)[0]))
                .orElse(List.of());
    }

    private boolean starts(Command command, String script) {
        String program = command.argv().getFirst();
        String path =
                command.set().getOrDefault("PATH", machine.variable("PATH").orElse(""));
        for (String folder : program.indexOf('/') >= 0 ? List.of("") : List.of(path.split(":", -1))) {
            String found = Paths.join(command.folder(), Paths.join(folder, program));
            if (machine.stat(found).executable()) {
                return Paths.absolute("/", found).equals(Paths.absolute("/", script));
            }
        }
        return false;
    }

    private Treatment anew(VirtualEnvironment environment) {
        String prefix = environment.prefix();
        String project = Paths.parent(prefix);
        String name = Paths.name(prefix);
        String aside = free(prefix + ".old");
        Declared declared = Declared.in(machine, project, null);
        List<Step> steps = new ArrayList<>();
        steps.add(step("text.step.aside", List.of("mv", name, Paths.name(aside)), project));
        if (declared instanceof Declared.OwnTool tool) {
            Say title = Say.of("treatment.by-hand.tool", "tool", tool.tool(), "path", tool.lock());
            steps.add(new Step.Manual(title, Command.of(tool.argv(), project)));
            return Treatments.byHand(title, Scope.ENVIRONMENT, steps);
        }
        String python = python(environment);
        steps.add(step("text.step.make", List.of(python, "-m", "venv", name), project));
        Optional<Declared.Listed> filled = Declared.whole(declared);
        if (filled.isPresent()) {
            Declared.Listed listed = filled.get();
            List<String> words = new ArrayList<>(List.of(name + "/bin/python", "-m", "pip", "install"));
            words.addAll(listed.words());
            steps.add(new Step.Manual(Say.of("text.step.fill", "source", listed.source()), Command.of(words, project)));
        } else {
            List<String> held = held(prefix);
            List<String> words = new ArrayList<>(List.of(name + "/bin/python", "-m", "pip", "install"));
            words.addAll(held);
            steps.add(new Step.Manual(
                    Say.of("text.step.refill", "path", aside + "/lib"),
                    held.isEmpty() ? null : Command.of(words, project)));
        }
        Say title = Say.of("treatment.by-hand.remake", "path", prefix, "interpreter", python);
        // Of another one than it was made with no more than the name is known.
        boolean same = environment.version().startsWith(Paths.name(python).replace("python", "") + ".");
        Say told = same ? Demanded.by(machine, project, null).told(title, environment.version()) : title;
        return Treatments.byHand(told, Scope.ENVIRONMENT, steps);
    }

    private static Step step(String key, List<String> words, String folder) {
        return new Step.Manual(Say.of(key), Command.of(words, folder));
    }

    /** What was installed into it: what was asked for by name, where its installer noted that, else all. */
    private List<String> held(String prefix) {
        List<String> all = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        for (String version : machine.list(prefix + "/lib").names()) {
            String packages = prefix + "/lib/" + version + "/site-packages";
            SearchPath path = new SearchPath(List.of(new PathEntry(packages, PathEntry.Origin.SITE, "")), List.of());
            for (Distribution each : new Distributions(path, machine).all()) {
                boolean tool = Needed.TOOLS.contains(DistributionName.normalize(each.name()));
                // What came from elsewhere than an index is not to be had from one.
                boolean noted = each.metadata().endsWith(".dist-info")
                        && !each.version().isEmpty()
                        && !machine.isFile(each.metadata() + "/direct_url.json");
                if (noted && !tool && all.size() < MOST) {
                    all.add(each.name() + "==" + each.version());
                    if (machine.isFile(each.metadata() + "/REQUESTED")) {
                        asked.add(each.name() + "==" + each.version());
                    }
                }
            }
        }
        return asked.isEmpty() ? all : asked;
    }

    private String free(String wanted) {
        String path = wanted;
        for (int i = 2; machine.lstat(path).exists() && i < 100; i++) {
            path = wanted + i;
        }
        return path;
    }

    /** The one that it was made with, if that is still there; else one of its version, or the first that is there. */
    private String python(VirtualEnvironment environment) {
        String[] parts = environment.version().split("\\.", -1);
        String feature = parts.length < 2 ? "" : parts[0] + "." + parts[1];
        String home = environment.home();
        for (String name : feature.isEmpty() ? List.of("python3") : List.of("python" + feature, "python3")) {
            String made = Paths.join(home, name);
            if (home.startsWith("/")
                    && !Paths.within(home, environment.prefix())
                    && machine.stat(made).executable()) {
                return made;
            }
        }
        List<Environment> bases = Interpreters.candidates(patient.folder(), null, machine).stream()
                .filter(each -> each.kind() == Environment.Kind.BASE)
                .toList();
        for (Environment each : bases) {
            String same = Paths.join(Paths.parent(each.executable()), "python" + feature);
            if (!feature.isEmpty() && machine.stat(same).executable()) {
                return same;
            }
        }
        return bases.stream()
                .map(Environment::executable)
                .filter(each -> !Paths.name(each).startsWith("python2"))
                .findFirst()
                .orElse("python3");
    }
}
