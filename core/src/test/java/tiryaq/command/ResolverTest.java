package tiryaq.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interpreter that is found must be the one that says so itself when the command is really run. */
class ResolverTest {
    private static final String ASK = "import sys; print(sys.executable)";

    @TempDir
    Path folder;

    static List<String> interpreters() {
        return Pythons.all();
    }

    private Invocation same(Map<String, String> set, String... argv) {
        return same(folder, set, argv);
    }

    private static Invocation same(Path in, Map<String, String> set, String... argv) {
        Pythons.Ran ran = Pythons.run(List.of(argv), in, set);
        assertThat(ran.exit()).as(ran.text()).isZero();
        Resolution found = Resolver.resolve(Command.of(List.of(argv), in.toString()), Pythons.machine(set));
        assertThat(found).isInstanceOf(Invocation.class);
        Invocation invocation = (Invocation) found;
        assertThat(invocation.executable()).isEqualTo(ran.out());
        return invocation;
    }

    private Unresolved not(Map<String, String> set, String... argv) {
        Resolution found = Resolver.resolve(Command.of(List.of(argv), folder.toString()), Pythons.machine(set));
        assertThat(found).isInstanceOf(Unresolved.class);
        return (Unresolved) found;
    }

    @ParameterizedTest
    @MethodSource("interpreters")
    void directly(String python) throws IOException {
        assertThat(same(Map.of(), python, "-c", ASK).target()).isEqualTo(new Target.Code(ASK));
        Path script = Files.writeString(folder.resolve("ask.py"), ASK);
        assertThat(same(Map.of(), python, "ask.py", "-x").target())
                .isEqualTo(new Target.Script(script.toString(), "ask.py"));
        Invocation module = same(Map.of(), python, "-Esm", "ask", "-c", "1");
        assertThat(module.target()).isEqualTo(new Target.Module("ask"));
        assertThat(module.interpreterArguments()).containsExactly("-Es");
        assertThat(module.arguments()).containsExactly("-c", "1");
        assertThat(module.flags())
                .containsExactlyInAnyOrder(Invocation.Flag.IGNORE_ENVIRONMENT, Invocation.Flag.NO_USER_SITE);
        assertThat(same(
                                Map.of(), "nice", "-n", "5", "env", "-u", "C", "A=b", "timeout", "-k", "9", "30",
                                python, "-W", "ignore", "-c", ASK)
                        .prefix())
                .containsExactly("nice", "-n", "5", "env", "-u", "C", "A=b", "timeout", "-k", "9", "30");
    }

    @ParameterizedTest
    @MethodSource("interpreters")
    void byTheFirstLineOfAScript(String python) throws IOException {
        Path script = Pythons.script(folder.resolve("a b/tool"), "#! " + python + " -s \n" + ASK + "\n");
        Invocation run = same(Map.of(), script.toString(), "x");
        assertThat(run.means()).isEqualTo(Means.SHEBANG);
        assertThat(run.flags()).containsExactly(Invocation.Flag.NO_USER_SITE);
        assertThat(run.arguments()).containsExactly("x");
        same(Map.of(), "a b/tool");
        same(folder.resolve("a b"), Map.of(), "./tool");
        same(Map.of("PATH", folder.resolve("a b") + ":/usr/bin:/bin"), "tool");
    }

    @ParameterizedTest
    @MethodSource("interpreters")
    void byEnvInTheFirstLine(String python) throws IOException {
        String name = Path.of(python).getFileName().toString();
        Map<String, String> path = Map.of("PATH", Path.of(python).getParent() + ":/usr/bin:/bin");
        Pythons.script(folder.resolve("tool"), "#!/usr/bin/env " + name + "\n" + ASK + "\n");
        same(path, "./tool");
        Pythons.script(
                folder.resolve("split"), "#!/usr/bin/env -S A='b c' " + name + " -W \"ignore\" -s\n" + ASK + "\n");
        assertThat(same(path, "./split").set()).containsEntry("A", "b c");
        same(path, name, "-c", ASK);
        assertThat(same(Map.of(), "env", "PATH=" + path.get("PATH"), name, "-c", ASK)
                        .means())
                .isEqualTo(Means.ENV);
    }

    @Test
    void bySpacesAndLengthInThePath() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("with some spaces"));
        String python = venv.resolve("bin/python").toString();
        for (String second : List.of(
                "'''exec' \"" + python + "\" \"$0\" \"$@\"",
                "'''exec' \"$(dirname -- \"$(realpath -- \"$0\")\")\"/'python' \"$0\" \"$@\"")) {
            Pythons.script(venv.resolve("bin/tool"), "#!/bin/sh\n" + second + "\n' '''\n" + ASK + "\n");
            Invocation run = same(Map.of(), venv.resolve("bin/tool").toString(), "a", "b c");
            assertThat(run.arguments()).containsExactly("a", "b c");
            Files.deleteIfExists(folder.resolve("link"));
            Files.createSymbolicLink(folder.resolve("link"), venv.resolve("bin/tool"));
            same(Map.of(), "./link");
        }
    }

    @Test
    void inAnEnvironment() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("v"));
        same(Map.of(), "v/bin/python", "-c", ASK);
        same(Map.of(), "./v/bin/python3", "-c", ASK);
        same(Map.of("PATH", venv.resolve("bin") + ":/usr/bin:/bin"), "python", "-c", ASK);
        Files.createSymbolicLink(folder.resolve("py"), venv.resolve("bin/python"));
        same(Map.of(), folder.resolve("py").toString(), "-c", ASK);
    }

    @Test
    void byTheConsoleScriptsThatPipMakes() {
        for (Path venv : List.of(folder.resolve("with a space"))) {
            Pythons.Ran made = Pythons.run(List.of(Pythons.three(), "-m", "venv", venv.toString()), folder, Map.of());
            assumeTrue(made.exit() == 0, "venv with pip does not work here: " + made.text());
            String pip = venv.resolve("bin/pip").toString();
            Resolution found =
                    Resolver.resolve(Command.of(List.of(pip, "-q", "debug"), "/"), Pythons.machine(Map.of()));
            assertThat(found).isInstanceOf(Invocation.class);
            Invocation run = (Invocation) found;
            assertThat(run.means()).isEqualTo(Means.CONSOLE_SCRIPT);
            assertThat(run.arguments()).containsExactly("-q", "debug");
            Pythons.Ran ran = Pythons.run(List.of(pip, "debug"), folder, Map.of());
            assertThat(ran.out()).as(ran.text()).contains("sys.executable: " + run.executable() + "\n");
        }
    }

    @Test
    void byAShimAndItsVersionFiles() throws IOException {
        Path root = Pythons.pyenv();
        String shim = root.resolve("shims/python").toString();
        List<String> versions;
        try (var each = Files.list(root.resolve("versions"))) {
            versions = each.map(path -> path.getFileName().toString()).sorted().toList();
        }
        for (String version : versions) {
            Invocation run = same(Map.of("PYENV_VERSION", version), shim, "-c", ASK);
            assertThat(run.means()).isEqualTo(Means.SHIM);
        }
        for (String version : List.of(versions.getFirst(), versions.getLast())) {
            same(Map.of("PYENV_VERSION", version.substring(0, version.lastIndexOf('.'))), shim, "-c", ASK);
        }
        same(Map.of("PYENV_VERSION", "python-" + versions.getLast() + ":none"), shim, "-c", ASK);
        Path below = Files.createDirectories(folder.resolve("a/b"));
        same(below, Map.of(), shim, "-c", ASK);
        Files.writeString(
                folder.resolve(".python-version"), "# a comment\n\n  " + versions.getFirst() + " ignored\r\n");
        same(below, Map.of(), shim, "-c", ASK);
        Files.writeString(folder.resolve("a/.python-version"), "nothing-like-it\n" + versions.getLast());
        same(below, Map.of(), shim, "-c", ASK);
        same(below, Map.of("PATH", root.resolve("shims") + ":/usr/bin:/bin"), "python", "-c", ASK);
        same(below, Map.of("PYENV_DIR", folder.toString()), shim, "-c", ASK);
        Files.writeString(folder.resolve("a/b/.python-version"), "../../x\n");
        Map<String, String> system = Map.of("PATH", root.resolve("shims") + ":/usr/bin:/bin");
        if (Files.isExecutable(Path.of("/usr/bin/python3"))) {
            same(below, system, "python3", "-c", ASK);
            same(
                    Map.of("PYENV_VERSION", "system"),
                    root.resolve("shims/python3").toString(),
                    "-c",
                    ASK);
        }
        Pythons.script(folder.resolve("tool"), "#!/usr/bin/env python\n" + ASK + "\n");
        same(Map.of("PATH", system.get("PATH"), "PYENV_VERSION", versions.getLast()), "./tool");
    }

    @Test
    void aShimWithoutAVersion() {
        Path root = Pythons.pyenv();
        Map<String, String> set = Map.of("PYENV_VERSION", "9.9.9", "PATH", "/nowhere:/usr/bin:/bin");
        String shim = root.resolve("shims/python3.9").toString();
        assumeTrue(Files.exists(Path.of(shim)) && !Files.exists(Path.of("/usr/bin/python3.9")), "3.9 is missing");
        assertThat(Pythons.run(List.of(shim, "-V"), folder, set).exit()).isNotZero();
        assertThat(not(set, shim, "-V"))
                .isEqualTo(new Unresolved(Unresolved.Reason.SHIM_VERSION_MISSING, "9.9.9", shim));
    }

    @Test
    void theCommandsOwnVariablesCount() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.resolve("v"));
        Command command = Command.of(List.of("python", "x.py"), folder.toString())
                .with(Map.of("PATH", venv.resolve("bin") + ":/usr/bin"), new TreeSet<>(List.of("HOME")));
        Resolution found = Resolver.resolve(command, Pythons.machine(Map.of("HOME", "/nowhere")));
        assertThat(found).isInstanceOf(Invocation.class);
        Invocation run = (Invocation) found;
        assertThat(run.executable()).isEqualTo(venv.resolve("bin/python").toString());
        assertThat(run.environment(Map.of("HOME", "/nowhere", "A", "b")))
                .containsOnly(Map.entry("PATH", venv.resolve("bin") + ":/usr/bin"), Map.entry("A", "b"));
    }

    @Test
    void whatIsNotThere() throws IOException {
        assertThat(not(Map.of(), "no-such-program").reason()).isEqualTo(Unresolved.Reason.NOT_FOUND);
        assertThat(not(Map.of(), folder.toString()).reason()).isEqualTo(Unresolved.Reason.NOT_EXECUTABLE);
        Pythons.script(folder.resolve("gone"), "#!/no/such/python\n");
        assertThat(not(Map.of(), "./gone"))
                .isEqualTo(new Unresolved(Unresolved.Reason.SHEBANG_MISSING, "/no/such/python", folder + "/gone"));
        Pythons.script(folder.resolve("gone2"), "#!/usr/bin/env python9.9\n");
        assertThat(not(Map.of(), "./gone2").reason()).isEqualTo(Unresolved.Reason.SHEBANG_MISSING);
        Files.createSymbolicLink(folder.resolve("l1"), folder.resolve("l2"));
        Files.createSymbolicLink(folder.resolve("l2"), folder.resolve("l1"));
        assertThat(not(Map.of(), "./l1").reason()).isEqualTo(Unresolved.Reason.LOOP);
        Pythons.script(folder.resolve("self"), "#!" + folder.resolve("self") + "\n");
        assertThat(not(Map.of(), "./self").reason()).isEqualTo(Unresolved.Reason.LOOP);
        for (String shell : List.of("/bin/sh", "/bin/bash")) {
            Path first = folder.resolve("first");
            Pythons.script(first.resolve("python3"), "#!" + shell + "\nexport A=1\nexec python3 -X dev \"$@\"\n");
            Map<String, String> path = Map.of("PATH", first + ":/usr/bin:/bin");
            assertThat(not(path, "python3", "a.py").reason()).isEqualTo(Unresolved.Reason.LOOP);
            assertThat(not(path, "sh", "-c", "cd /; python3 a.py").reason()).isEqualTo(Unresolved.Reason.LOOP);
        }
        Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
        assertThat(not(Map.of(), "./plain").reason()).isEqualTo(Unresolved.Reason.NOT_EXECUTABLE);
        Files.write(Pythons.script(folder.resolve("bin"), ""), new byte[] {127, 'E', 'L', 'F', 0, 0});
        assertThat(not(Map.of(), "./bin").reason()).isEqualTo(Unresolved.Reason.NOT_PYTHON);
        Pythons.script(folder.resolve("long"), "#!/" + "x".repeat(300) + "/python\n");
        assertThat(not(Map.of(), "./long").reason()).isEqualTo(Unresolved.Reason.UNKNOWN_WRAPPER);
        Resolution nothing = Resolver.resolve(Command.of(List.of(), "/"), Pythons.machine(Map.of()));
        assertThat(nothing).isInstanceOf(Unresolved.class);
    }

    @Test
    void whatRunsOthersByRulesOfItsOwn() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String name : List.of("uv", "poetry", "uvx", "make", "sh")) {
            Pythons.script(bin.resolve(name), "#!/bin/sh\n");
        }
        Map<String, String> path = Map.of("PATH", bin.toString());
        assertThat(not(path, "uv", "run", "--python", "3.9", "x.py"))
                .isEqualTo(new Unresolved(Unresolved.Reason.UNKNOWN_WRAPPER, "uv run", ""));
        assertThat(not(path, "poetry", "-q", "run", "python").subject()).isEqualTo("poetry run");
        assertThat(not(path, "uvx", "ruff").reason()).isEqualTo(Unresolved.Reason.UNKNOWN_WRAPPER);
        assertThat(not(path, "make", "test").subject()).isEqualTo("make");
        assertThat(not(path, "sh", "-c", "python x.py").reason()).isEqualTo(Unresolved.Reason.UNKNOWN_WRAPPER);
    }

    private Path where(Path in) throws IOException {
        Files.createDirectories(in);
        Files.writeString(in.resolve("ask.py"), ASK + "\n");
        return Files.writeString(
                in.resolve("where.py"),
                "import os; print('%s|%s' % (os.getcwd(), os.environ.get('PYTHONPATH', '')))\n");
    }

    /** Where the Python of a script starts and with which PYTHONPATH, by its own word. */
    private void startsThere(Invocation found, String... argv) {
        String path = found.environment(Pythons.variables(Map.of())).getOrDefault("PYTHONPATH", "");
        assertThat(Pythons.run(List.of(argv), folder, Map.of()).out()).isEqualTo(found.folder() + "|" + path);
    }

    @Test
    void aShellScriptMayEnterItsOwnFolderAndSetThePath() throws IOException {
        String python = Pythons.three();
        Path own = folder.toRealPath().resolve("a b");
        where(own);
        for (String enter : List.of(
                "cd \"$(dirname \"$0\")\"",
                "cd $(dirname \"$0\")/. || exit 1".replace("$(dirname \"$0\")", "\"$(dirname -- \"$0\")\""),
                "HERE=\"$(cd \"$(dirname \"$0\")\" >/dev/null 2>&1 && pwd)\"\ncd \"$HERE\"",
                "cd \"${0%/*}\"",
                "cd '" + own + "'",
                "if [ -z \"$NONE\" ]; then echo hello >&2; fi\ncd '" + own + "'")) {
            Pythons.script(
                    own.resolve("run.sh"),
                    "#!/bin/sh\nset -e\n" + enter + "\nPY=" + python
                            + "\nexport PYTHONPATH=\"$PWD/lib:${PYTHONPATH}\"\nexec \"$PY\" \"$1.py\" 2>&1\n");
            for (List<String> argv : List.of(
                    List.of("a b/run.sh", "ask"),
                    List.of(own + "/run.sh", "ask"),
                    List.of("sh", "a b/run.sh", "ask"),
                    List.of("sh", "-e", "a b/run.sh", "ask"))) {
                Invocation found = same(Map.of(), argv.toArray(String[]::new));
                assertThat(found.target()).isInstanceOf(Target.Script.class);
                startsThere(
                        found,
                        argv.stream()
                                .map(each -> each.equals("ask") ? "where" : each)
                                .toArray(String[]::new));
            }
        }
    }

    @Test
    void wordsForAShellAreReadAsAScriptIs() throws IOException {
        where(folder.resolve("sub"));
        String python = Pythons.three();
        startsThere(
                same(Map.of(), "sh", "-c", "cd sub && PYTHONPATH=x " + python + " ask.py"),
                "sh",
                "-c",
                "cd sub && PYTHONPATH=x " + python + " where.py");
    }

    @Test
    void aScriptThatStartsOnePythonForSeveralProgramsIsKnownForNone() throws IOException {
        String python = Pythons.three();
        Pythons.script(folder.resolve("run.sh"), "#!/bin/sh\n" + python + " a.py\n" + python + " -c pass\n");
        Resolution found =
                Resolver.resolve(Command.of(List.of("./run.sh"), folder.toString()), Pythons.machine(Map.of()));
        assertThat(found).isInstanceOfSatisfying(Invocation.class, both -> {
            assertThat(both.executable()).isEqualTo(python);
            assertThat(both.target()).isEqualTo(new Target.Other());
        });
        Pythons.script(folder.resolve("run.sh"), "#!/bin/sh\n" + python + " -I a.py\n" + python + " a.py\n");
        assertThat(not(Map.of(), "./run.sh").reason()).isEqualTo(Unresolved.Reason.UNKNOWN_WRAPPER);
    }

    @Test
    void whatIsTooLongOrTooDeepForAScriptIsNotRead() throws IOException {
        String python = Pythons.three();
        String call = "\n" + python + " a.py\n";
        for (String text : List.of(
                "#".repeat(17 << 10) + call,
                "# " + "\u00e9".repeat(9 << 10) + call,
                "X=" + "$(".repeat(5_000) + call,
                "X=" + "$(".repeat(30) + "pwd" + ")".repeat(30) + call,
                "X=" + "\"${X:-".repeat(2_000) + call,
                "X=${" + call,
                "X=\"`pwd\"" + call,
                "X=$(pwd" + call)) {
            Pythons.script(folder.resolve("run.sh"), "#!/bin/sh\n" + text);
            assertThat(not(Map.of(), "./run.sh").reason()).isEqualTo(Unresolved.Reason.UNKNOWN_WRAPPER);
            assertThat(not(Map.of(), "sh", "-c", "true;" + text.replace("# ", "echo "))
                            .reason())
                    .isEqualTo(Unresolved.Reason.UNKNOWN_WRAPPER);
        }
    }

    @Test
    void anEnvironmentThatAScriptActivatesIsTheOneThatRuns() throws IOException {
        Path venv = Pythons.venv(Pythons.three(), folder.toRealPath().resolve("env"));
        where(folder);
        Pythons.script(folder.resolve("run.sh"), "#!/bin/bash\nsource env/bin/activate\npython ask.py \"$@\"\n");
        assertThat(same(Map.of(), "./run.sh", "1").executable()).isEqualTo(venv + "/bin/python");
        // Moved, its own script still names the folder in which it was made.
        Files.move(venv, venv.resolveSibling("moved"));
        Pythons.script(folder.resolve("run.sh"), "#!/bin/bash\nsource moved/bin/activate\npython ask.py \"$@\"\n");
        assertThat(not(Map.of(), "./run.sh").reason()).isEqualTo(Unresolved.Reason.UNKNOWN_WRAPPER);
    }
}
