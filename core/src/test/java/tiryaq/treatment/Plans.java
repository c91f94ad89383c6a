package tiryaq.treatment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tiryaq.command.Command;
import tiryaq.python.Interpreter;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.engine.Engines;
import tiryaq.treatment.engine.PipSettings;
import tiryaq.treatment.engine.Uv;
import tiryaq.treatment.engine.VenvPip;

/** Treatments of a project whose program is {@code app.py}. */
public final class Plans {
    private static boolean sought;
    private static Optional<String> uv = Optional.empty();

    private Plans() {}

    /** Modules that must load, each of a distribution of its name. */
    public static LoadChain loading(String... modules) {
        return new LoadChain(List.of(modules), List.of(modules), false);
    }

    /** A new {@code .venv} of it. */
    public static Treatment newEnvironment(
            Interpreter python,
            String engine,
            Path project,
            List<String> words,
            LoadChain chain,
            Map<String, String> variables) {
        return newEnvironment(python, engine, project, words, chain, variables, VariableChange.NONE);
    }

    /** The same, with what the cured command changes in its variables. */
    public static Treatment newEnvironment(
            Interpreter python,
            String engine,
            Path project,
            List<String> words,
            LoadChain chain,
            Map<String, String> variables,
            VariableChange change) {
        Program program = new Program(
                List.of(), List.of("app.py"), project.toString(), project.toString(), Map.of(), new TreeSet<>());
        Place place = Place.choose(
                        Pythons.machine(variables),
                        project.toString(),
                        python.version().feature())
                .orElseThrow();
        Engine with = engine(engine, python, variables);
        return Treatments.newEnvironment(
                program,
                new Making(place, with, python.executable(), python.version().toString()),
                new Filling(words, List.of()),
                change,
                chain,
                variables);
    }

    /** {@link Execution#apply}, with nobody who waits. */
    static Applied apply(Treatment treatment, Conditions conditions) {
        return Execution.apply(treatment, conditions, new Progress() {
            @Override
            public void step(int number, Command command) {}

            @Override
            public void proof(int count) {}
        });
    }

    /** An engine by name; the test is skipped where there is no such. */
    public static Engine engine(String name, Interpreter python, Map<String, String> variables) {
        return name.equals("uv")
                ? new Uv(uv(), false)
                : VenvPip.of(
                        python,
                        Pythons.machine(variables),
                        PipSettings.read(Pythons.machine(variables), python.prefix()));
    }

    /** A working uv, from the path or, once, from the index. */
    public static synchronized String uv() {
        if (!sought) {
            sought = true;
            uv = Engines.workingUv(Pythons.machine(System.getenv())).or(Plans::fetched);
        }
        assumeTrue(uv.isPresent(), "uv is not installed and cannot be fetched");
        return uv.orElseThrow();
    }

    private static Optional<String> fetched() {
        try {
            Path folder = Path.of("target", "uv-for-tests").toAbsolutePath();
            Path found = folder.resolve("bin/uv");
            if (Files.isExecutable(found)) {
                return Optional.of(found.toString());
            }
            Process process = new ProcessBuilder(
                            Pythons.any().executable(),
                            "-I",
                            "-m",
                            "pip",
                            "install",
                            "-q",
                            "--target",
                            folder.toString(),
                            "uv")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0 && Files.isExecutable(found)
                    ? Optional.of(found.toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
