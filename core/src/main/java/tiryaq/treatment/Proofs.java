package tiryaq.treatment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.treatment.process.CommandRun;
import tiryaq.treatment.process.RunResult;

/**
 * Commands that pass only if a cure is one: plain calls of the interpreter, which import and write nothing, and, where
 * the chain says so, the user's own command, which does whatever it does. None leaves bytecode behind.
 */
public final class Proofs {
    // A word may be "module:name": what "from module import name" gives must be there as well.
    private static final String IMPORT =
            "load = lambda a, _, n: (lambda m: n == '' or hasattr(m, n) or __import__(a + '.' + n))"
                    + "(__import__(a, None, None, ['_'])); [load(*word.partition(':')) for word in sys.argv[1:]]";
    private static final String AS_IT_IS = "import sys; " + IMPORT;
    private static final String FIRST = "import sys; sys.path[0] = sys.argv.pop(1)\n";
    private static final String FROM_FOLDER = "import sys; sys.path[0] = sys.argv.pop(1); " + IMPORT;
    private static final String WITHOUT_FIRST = "import sys; sys.path.pop(0); " + IMPORT;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String NO_BYTECODE = "PYTHONDONTWRITEBYTECODE";
    private static final String REQUIREMENTS = "requirements_hold.py";

    private Proofs() {}

    /** A command that was run as proof. */
    public record Result(Command command, RunResult run) {
        /** Whether it holds. */
        public boolean holds() {
            return run.passed();
        }
    }

    /**
     * Imports modules in one process, in order. A Rust panic, a crash and an exit all fail it.
     *
     * @param python the interpreter and its options, as {@link Program#python} gives it
     * @param firstEntry as {@link Program#firstEntry}; null leaves first what the interpreter itself puts there
     */
    public static Command imports(Command python, List<String> modules, @Nullable String firstEntry) {
        return firstEntry == null
                ? code(python, AS_IT_IS, modules)
                : code(python, FROM_FOLDER, joined(firstEntry, modules));
    }

    /** The same, with nothing put first on the search path: for a Python that has no {@code -P}. */
    public static Command importsWithoutFirst(Command python, List<String> modules) {
        return code(python, WITHOUT_FIRST, modules);
    }

    /** Checks that all that these distributions require is installed. */
    public static Command requirementsHold(Command python, List<String> distributions) {
        return code(python, requirementsCode(), distributions);
    }

    /** The modules that these commands import, where they are proofs of that; of {@code module:name} the module. */
    public static Set<String> imported(List<Command> proof) {
        Set<String> modules = new LinkedHashSet<>();
        for (Command each : proof) {
            List<String> argv = each.argv();
            int code = argv.indexOf("-c") + 1;
            boolean plain = code > 0
                    && code < argv.size()
                    && (argv.get(code).equals(AS_IT_IS) || argv.get(code).equals(WITHOUT_FIRST));
            boolean folder = code > 0 && code < argv.size() && argv.get(code).equals(FROM_FOLDER);
            if (plain || folder) {
                for (String word : argv.subList(code + (folder ? 2 : 1), argv.size())) {
                    int colon = word.indexOf(':');
                    modules.add(colon < 0 ? word : word.substring(0, colon));
                }
            }
        }
        return modules;
    }

    /** Runs one in the caller's environment, within five minutes. */
    public static Result run(Command proof, Map<String, String> variables) {
        return new Result(proof, CommandRun.run(withoutBytecode(proof, variables), variables, LIMIT));
    }

    /**
     * The same command, to be run as a proof and never to be shown: with the variable that keeps Python from writing
     * bytecode beside the sources that it imports. As it is where the user has said where that goes.
     */
    public static Command withoutBytecode(Command command, Map<String, String> variables) {
        Map<String, String> all = CommandRun.environment(command, variables);
        boolean said = command.unset().contains(NO_BYTECODE) || all.containsKey(NO_BYTECODE);
        return said || !all.getOrDefault("PYTHONPYCACHEPREFIX", "").isEmpty()
                ? command
                : command.with(Map.of(NO_BYTECODE, "1"), new TreeSet<>());
    }

    /** What proves a chain under an interpreter, in order. */
    static List<Command> of(Command python, LoadChain chain, @Nullable String firstEntry, Command cured) {
        return withRest(loading(python, chain, firstEntry), python, chain, cured);
    }

    /** The same, where the distributions themselves may lie in that first folder. */
    static List<Command> ofFirst(Command python, LoadChain chain, @Nullable String firstEntry, Command cured) {
        if (firstEntry == null || chain.distributions().isEmpty()) {
            return of(python, chain, firstEntry, cured);
        }
        List<Command> proof = loading(python, chain, firstEntry);
        proof.add(code(python, FIRST + requirementsCode(), joined(firstEntry, chain.distributions())));
        return withRest(proof, python, new LoadChain(chain.modules(), List.of(), chain.rerun()), cured);
    }

    /** To import nothing would prove nothing. */
    private static List<Command> loading(Command python, LoadChain chain, @Nullable String firstEntry) {
        List<Command> proof = new ArrayList<>();
        if (!chain.modules().isEmpty()) {
            proof.add(imports(python, chain.modules(), firstEntry));
        }
        return proof;
    }

    static List<Command> withRest(List<Command> proof, Command python, LoadChain chain, Command cured) {
        if (!chain.distributions().isEmpty()) {
            proof.add(requirementsHold(python, chain.distributions()));
        }
        if (chain.rerun()) {
            proof.add(cured);
        }
        return proof;
    }

    private static List<String> joined(String first, List<String> rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    private static Command code(Command python, String code, List<String> words) {
        List<String> argv = new ArrayList<>(python.argv());
        // -B: a proof leaves no bytecode beside the user's sources.
        argv.addAll(List.of("-B", "-c", code));
        argv.addAll(words);
        return python.withArgv(argv);
    }

    private static String requirementsCode() {
        try (InputStream in = Proofs.class.getResourceAsStream("/tiryaq/treatment/" + REQUIREMENTS)) {
            if (in == null) {
                throw new IllegalStateException(REQUIREMENTS);
            }
            return compact(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same program without comments and empty lines, indented by one space: it is shown with every treatment. */
    private static String compact(String code) {
        StringBuilder out = new StringBuilder(code.length());
        for (String line : code.split("\n", -1)) {
            String bare = line.stripLeading();
            if (!bare.isEmpty() && bare.charAt(0) != '#') {
                out.repeat(' ', (line.length() - bare.length()) / 4)
                        .append(bare)
                        .append('\n');
            }
        }
        return out.toString();
    }
}
