package tiryaq.treatment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.requirements.Settled;

/** The kinds of treatment, each from what was found out about this machine. */
public final class Treatments {
    /** The same program without its own folder first on the search path. */
    public static final String SAFE_PATH = "safe-path";

    /** The project's own environment, which works already. */
    public static final String PROJECT_ENVIRONMENT = "project-environment";

    /** Another interpreter, which works already. */
    public static final String OTHER_INTERPRETER = "other-interpreter";

    /** An environment that works already, and of which nothing says that it is the project's. */
    public static final String FOREIGN_ENVIRONMENT = "foreign-environment";

    /** One guilty entry left out of a search path variable. */
    public static final String LEAVE_OUT_ENTRY = "leave-out-entry";

    /** The same program without options that keep folders off the search path. */
    public static final String WITHOUT_OPTIONS = "without-options";

    /** The same, to reach what is the program's own. */
    public static final String OWN_WITHOUT_OPTIONS = "own-without-options";

    /** One more entry in a search path variable, for the project's own sources. */
    public static final String ADD_ENTRY = "add-entry";

    /** The same file, started as a part of the package that it lies in. */
    public static final String AS_MODULE = "as-module";

    /** The command of an environment that was moved, by the Python that lies beside it. */
    public static final String BESIDE = "beside";

    /** A new environment. */
    public static final String NEW_ENVIRONMENT = "new-environment";

    /** A new environment with a distribution of which only the name says that it is meant. */
    public static final String NAMESAKE_ENVIRONMENT = "namesake-environment";

    /** The project itself, installed by the person so that its sources are found. */
    public static final String EDITABLE = "editable";

    /** Steps for the person. */
    public static final String BY_HAND = "by-hand";

    private static final String SAFE_RUN = "import sys; sys.path.pop(0); sys.argv.pop(0); import runpy; "
            + "runpy.run_path(sys.argv[0], run_name='__main__')";

    private Treatments() {}

    /** The same program under an interpreter that has all that it needs. */
    public static Treatment otherInterpreter(
            Program program, String python, String version, VariableChange change, LoadChain chain) {
        Say title = Say.of("treatment.other-interpreter", "interpreter", python, "version", version);
        return unchanged(OTHER_INTERPRETER, title, program, python, change, chain);
    }

    /** The same program under the interpreter of an environment to which nothing in the project points. */
    public static Treatment foreignEnvironment(
            Program program, String environment, String python, String version, LoadChain chain) {
        Say title =
                Say.of("treatment.foreign-environment", "interpreter", python, "version", version, "path", environment);
        return unchanged(FOREIGN_ENVIRONMENT, title, program, python, VariableChange.NONE, chain);
    }

    /** The same program under the interpreter of an environment that the project has already. */
    public static Treatment projectEnvironment(
            Program program, String environment, String python, VariableChange change, LoadChain chain) {
        Say title = Say.of("treatment.project-environment", "path", environment);
        return unchanged(PROJECT_ENVIRONMENT, title, program, python, change, chain);
    }

    /**
     * The same where entries of {@code PYTHONPATH} would come before what the environment has.
     *
     * @param entries that are left out, for people
     */
    public static Treatment projectEnvironment(
            Program program,
            String environment,
            String python,
            VariableChange change,
            String entries,
            LoadChain chain) {
        Say title = Say.of(
                "treatment.project-environment.without",
                "path",
                environment,
                "entries",
                entries,
                "variable",
                "PYTHONPATH");
        return unchanged(PROJECT_ENVIRONMENT, title, program, python, change, chain);
    }

    /**
     * The same program with a search path variable that lacks one entry.
     *
     * @param variable {@code PYTHONPATH}
     * @param value what it holds now
     */
    public static Treatment leaveOutEntry(
            Program program, String python, String variable, String value, String entry, LoadChain chain) {
        VariableChange change = VariableChange.without(variable, value, List.of(entry));
        Say title = entry.isEmpty()
                ? Say.of("treatment.leave-out-entry.empty", "variable", variable)
                : Say.of("treatment.leave-out-entry", "variable", variable, "entry", entry);
        return unchanged(LEAVE_OUT_ENTRY, title, program, python, change, chain);
    }

    /**
     * A script by the Python that lies beside it, whatever its first line names.
     *
     * @param cured the interpreter, the script and its arguments
     * @param imports what the script imports to begin with, as far as that is known
     */
    public static Treatment beside(Say title, Command cured, List<String> imports) {
        Command alone = cured.withArgv(List.of(cured.argv().getFirst()));
        List<Command> proof = imports.isEmpty() ? List.of() : List.of(Proofs.imports(alone, imports, null));
        return new Draft(BESIDE, title, Scope.NONE).proof(proof).cured(cured).identified();
    }

    /**
     * The same program without options, or variables, that keep folders off the search path.
     *
     * @param without the options and variables
     * @param first what stands first on the path then, as {@link Program#firstEntry}
     * @param own whether what they hide is the program's own, so that the chain lacks it
     */
    public static Treatment withoutOptions(
            Program program,
            String python,
            List<String> without,
            @Nullable String first,
            boolean own,
            LoadChain chain) {
        Program freed = program.startingFrom(first);
        TreeSet<String> variables = new TreeSet<>();
        for (String each : without) {
            if (each.startsWith("-")) {
                freed = freed.withoutOption(each.charAt(1));
            } else {
                variables.add(each);
            }
        }
        String kind = own ? OWN_WITHOUT_OPTIONS : WITHOUT_OPTIONS;
        VariableChange change = new VariableChange(Map.of(), variables);
        Say title = withoutTitle(without, String.join(", ", variables));
        Command cured = freed.by(python, change);
        List<Command> proof = Proofs.ofFirst(freed.python(python, change), chain, freed.firstEntry(), cured);
        return new Draft(kind, title, Scope.NONE).proof(proof).cured(cured).identified();
    }

    private static Say withoutTitle(List<String> without, String variables) {
        if (variables.isEmpty()) {
            return Say.of("treatment.without-options", "option", String.join(" ", without));
        }
        String options = String.join(
                " ", without.stream().filter(each -> each.startsWith("-")).toList());
        return options.isEmpty()
                ? Say.of("treatment.without-options.variable", "variable", variables)
                : Say.of("treatment.without-options.both", "option", options, "variable", variables);
    }

    /**
     * Whether the program itself has to run: no proof imports what is its own, and none shows what it looks for in its
     * folder.
     */
    public static boolean onlyRunProves(Treatment treatment) {
        return treatment.proof().isEmpty()
                || Set.of(SAFE_PATH, ADD_ENTRY, AS_MODULE, OWN_WITHOUT_OPTIONS, BESIDE)
                        .contains(treatment.kind());
    }

    /** Whether it changes what the program finds first, which may itself be the reason of a new failure. */
    public static boolean mayCauseAnother(Treatment treatment) {
        return Set.of(SAFE_PATH, LEAVE_OUT_ENTRY, WITHOUT_OPTIONS, OWN_WITHOUT_OPTIONS, ADD_ENTRY, AS_MODULE)
                .contains(treatment.kind());
    }

    /**
     * The same program with one entry more, in front, in a search path variable.
     *
     * @param variable {@code PYTHONPATH}
     * @param value what it holds now; empty for nothing
     */
    public static Treatment addEntry(
            Program program, String python, String variable, String value, String entry, LoadChain chain) {
        String more = value.isEmpty() ? entry : entry + ":" + value;
        VariableChange change = new VariableChange(Map.of(variable, more), new TreeSet<>());
        Say title = Say.of("treatment.add-entry", "variable", variable, "entry", entry);
        return unchanged(ADD_ENTRY, title, program, python, change, chain);
    }

    /**
     * The same script, started by {@code -m} as a part of its package: from the folder above that, or, where arguments
     * may be files of the folder in which it runs, from there with the folder above on a search path variable.
     *
     * @param variable {@code PYTHONPATH}
     * @param value what it holds now; empty for nothing
     */
    public static Treatment asModule(
            Program program,
            String python,
            String module,
            String root,
            String variable,
            String value,
            LoadChain chain) {
        List<String> arguments = program.program().subList(1, program.program().size());
        boolean stays = !arguments.isEmpty() && !program.folder().equals(root);
        List<String> words = new ArrayList<>(List.of("-m", module));
        words.addAll(arguments);
        Program part = new Program(
                program.options(), words, stays ? program.folder() : root, null, program.set(), program.unset());
        String more = value.isEmpty() ? root : root + ":" + value;
        VariableChange change =
                stays ? new VariableChange(Map.of(variable, more), new TreeSet<>()) : VariableChange.NONE;
        Say title = stays
                ? Say.of("treatment.as-module.path", "module", module, "variable", variable, "entry", root)
                : Say.of("treatment.as-module", "module", module, "folder", root);
        return unchanged(AS_MODULE, title, part, python, change, chain);
    }

    /**
     * The same script without its own folder first on the search path: by {@code -P} since 3.11, else started through
     * {@code runpy}. Only for a script; what it imports from its own folder is not found any more.
     *
     * @param folder the one left out
     */
    public static Treatment safePath(
            Program program, String python, boolean hasOption, String folder, LoadChain chain) {
        Say title = Say.of("treatment.safe-path", "folder", folder);
        Command cured;
        List<Command> proof = new ArrayList<>();
        if (hasOption) {
            Program safe = program.withOption("-P");
            cured = safe.by(python, VariableChange.NONE);
            Command alone = safe.python(python, VariableChange.NONE);
            proof.addAll(Proofs.of(alone, chain, null, cured));
        } else {
            Command alone = program.python(python, VariableChange.NONE);
            List<String> words = new ArrayList<>(alone.argv());
            words.addAll(List.of("-c", SAFE_RUN));
            words.addAll(program.program());
            cured = alone.withArgv(words);
            proof.add(Proofs.importsWithoutFirst(alone, chain.modules()));
            Proofs.withRest(proof, alone, chain, cured);
        }
        return new Draft(SAFE_PATH, title, Scope.NONE).proof(proof).cured(cured).identified();
    }

    /**
     * A new environment, filled and then used for the program.
     *
     * @param change what the cured command changes in the caller's environment
     * @param variables the caller's environment
     */
    public static Treatment newEnvironment(
            Program program,
            Making making,
            Filling filling,
            VariableChange change,
            LoadChain chain,
            Map<String, String> variables) {
        Place place = making.place();
        Engine engine = making.engine();
        List<String> words = filling.words();
        String environment = place.environment();
        List<Step> steps = new ArrayList<>();
        for (Engine.Make each : engine.create(environment, making.python(), place.project(), variables)) {
            steps.add(new Step.Run(each.command(), each.otherwise()));
        }
        if (!words.isEmpty()) {
            steps.add(new Step.Run(engine.install(environment, words, place.project(), variables)));
        }
        Command cured = program.by(place.python(), change);
        Command alone = program.python(place.python(), change);
        Say title = title(environment, making.version(), filling);
        return new Draft(NEW_ENVIRONMENT, title, Scope.ISOLATED)
                .needs(new Needs(engine.network() && !words.isEmpty(), false, -1))
                .installs(words.contains("-r") ? List.of() : words)
                .content(filling.content())
                .changes(List.of(new Change(environment, "created")))
                .steps(steps)
                .proof(Proofs.of(alone, chain, program.firstEntry(), cured))
                .cured(cured)
                .identified();
    }

    /**
     * Something that only the person may do; tiryaq shows the exact command and runs nothing.
     *
     * @param command null where it is no command
     */
    public static Treatment byHand(Say title, Scope scope, Say what, @Nullable Command command, List<Command> proof) {
        return byHand(title, scope, what, command, proof, null);
    }

    /**
     * The same, after which another command works.
     *
     * @param cured null where that is the same as before
     */
    public static Treatment byHand(
            Say title, Scope scope, Say what, @Nullable Command command, List<Command> proof, @Nullable Command cured) {
        return new Draft(BY_HAND, title, scope)
                .forGood()
                .needs(new Needs(false, scope == Scope.SYSTEM, -1))
                .changes(null)
                .steps(List.of(new Step.Manual(what, command)))
                .proof(proof)
                .cured(cured)
                .identified();
    }

    /** Several steps that only the person may do, in order. */
    public static Treatment byHand(Say title, Scope scope, List<Step> steps) {
        return byHand(BY_HAND, title, scope, steps, null);
    }

    /**
     * The same of a kind of its own, after which another command works.
     *
     * @param cured null where that is the same as before
     */
    public static Treatment byHand(String kind, Say title, Scope scope, List<Step> steps, @Nullable Command cured) {
        return new Draft(kind, title, scope)
                .forGood()
                .needs(new Needs(false, scope == Scope.SYSTEM, -1))
                .changes(null)
                .steps(steps)
                .cured(cured)
                .identified();
    }

    private static Treatment unchanged(
            String kind, Say title, Program program, String python, VariableChange change, LoadChain chain) {
        Command cured = program.by(python, change);
        Command alone = program.python(python, change);
        List<Command> proof = Proofs.of(alone, chain, program.firstEntry(), cured);
        return new Draft(kind, title, Scope.NONE).proof(proof).cured(cured).identified();
    }

    private static Say title(String environment, String version, Filling filling) {
        String key = "treatment.new-environment";
        if (!filling.moved().isEmpty()) {
            String moved = list(filling.moved());
            return Say.of(key + ".moving", "path", environment, "interpreter", version, "moved", moved);
        }
        List<String> words = filling.words();
        int file = words.indexOf("-r") + 1;
        if (file > 0 && file < words.size()) {
            return Say.of(key + ".declared", "path", environment, "interpreter", version, "source", words.get(file));
        }
        if (words.size() == 1) {
            return Say.of(key + ".with", "path", environment, "interpreter", version, "distribution", words.getFirst());
        }
        String count = Integer.toString(words.size());
        return Say.of(key, "path", environment, "interpreter", version, "count", count);
    }

    private static String list(List<Settled.Moved> moved) {
        StringJoiner all = new StringJoiner(", ");
        for (Settled.Moved each : moved) {
            String to = each.to();
            // Which one it will be only the installer finds out.
            all.add(each.name() + " " + each.from() + (to == null ? "" : " → " + to));
        }
        return all.toString();
    }
}
