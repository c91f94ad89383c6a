package tiryaq.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.machine.Machine;

/** The rebuilt command, really run, must do the same under the other interpreter. */
class RebuildTest {
    private static final String ASK = "import sys; print(sys.executable, sys.argv[1:])";

    @TempDir
    Path folder;

    private String first = "";
    private String other = "";

    @BeforeEach
    void twoEnvironments() {
        first = Pythons.venv(Pythons.three(), folder.resolve("a"))
                .resolve("bin/python")
                .toString();
        other = Pythons.venv(Pythons.three(), folder.resolve("b"))
                .resolve("bin/python")
                .toString();
    }

    private List<String> rebuilt(String... argv) {
        Machine machine = Pythons.machine(Map.of());
        Command command = Command.of(List.of(argv), folder.toString());
        Resolution found = Resolver.resolve(command, machine);
        assertThat(found).isInstanceOf(Invocation.class);
        Optional<Command> again = Rebuild.under(other, (Invocation) found, command, machine);
        return again.orElseThrow().argv();
    }

    private void does(List<String> argv, String arguments) {
        Pythons.Ran ran = Pythons.run(argv, folder, Map.of());
        assertThat(ran.out()).as(ran.text()).isEqualTo(other + " " + arguments);
    }

    @Test
    void optionsTargetAndArgumentsStay() throws IOException {
        Files.writeString(folder.resolve("ask.py"), ASK);
        assertThat(rebuilt("env", "A=b", first, "-sm", "ask", "-x"))
                .containsExactly("env", "A=b", other, "-s", "-m", "ask", "-x");
        does(rebuilt("env", "A=b", first, "-sm", "ask", "-x"), "['-x']");
        does(rebuilt(first, "-W", "ignore", "ask.py", "1"), "['1']");
        does(rebuilt(first, "-c", ASK, "1"), "['1']");
        Pythons.script(folder.resolve("tool.py"), "#!" + first + " -s\n" + ASK);
        assertThat(rebuilt("./tool.py", "y")).containsExactly(other, "-s", "./tool.py", "y");
        does(rebuilt("./tool.py", "y"), "['y']");
    }

    @Test
    void aConsoleScriptBecomesWhatItsEntryPointSays() throws IOException {
        String packages = Pythons.packages(first, folder).toString();
        String there = packages.replace(folder + "/a/", folder + "/b/");
        for (String each : List.of(packages, there)) {
            Path pkg = Files.createDirectories(Path.of(each, "pkg"));
            Files.writeString(pkg.resolve("__init__.py"), "");
            Files.writeString(pkg.resolve("__main__.py"), "from pkg.cli import run\nrun()\n");
            Files.writeString(pkg.resolve("cli.py"), "def run():\n    " + ASK + "\ndef two():\n    " + ASK + "\n");
        }
        String script = "#!%s\nimport sys\nfrom pkg.cli import %s\nif __name__ == '__main__':\n    sys.exit(%s())\n";
        Pythons.script(folder.resolve("a/bin/tool"), script.formatted(first, "run", "run"));
        Pythons.script(folder.resolve("a/bin/second"), script.formatted(first, "two", "two"));
        assertThat(rebuilt("a/bin/tool", "-q")).containsExactly(other, "-m", "pkg", "-q");
        does(rebuilt("a/bin/tool", "-q"), "['-q']");
        assertThat(rebuilt("a/bin/second", "-q")).contains("-c");
        does(rebuilt("a/bin/second", "-q"), "['-q']");
        Command cured = Command.of(rebuilt("env", "A=b", "a/bin/second", "-q"), folder.toString());
        assertThat(Rebuild.byScript(cured, Pythons.machine(Map.of()))).isEqualTo(cured);
        // Near misses: it calls something else, or another Python.
        Pythons.script(folder.resolve("b/bin/second"), script.formatted(other, "run", "run"));
        assertThat(Rebuild.byScript(cured, Pythons.machine(Map.of()))).isEqualTo(cured);
        Pythons.script(folder.resolve("b/bin/second"), script.formatted(first, "two", "two"));
        assertThat(Rebuild.byScript(cured, Pythons.machine(Map.of()))).isEqualTo(cured);
        Pythons.script(folder.resolve("b/bin/second"), script.formatted(other, "two", "two"));
        List<String> shorter =
                Rebuild.byScript(cured, Pythons.machine(Map.of())).argv();
        assertThat(shorter)
                .containsExactly("env", "A=b", folder.resolve("b/bin/second").toString(), "-q");
        does(shorter, "['-q']");
    }

    @Test
    void aPackagesMainIsTheSameProgramOnlyWhereItCallsThatFunction() {
        EntryPoint entry = new EntryPoint("pkg.cli", "main");
        assertThat(List.of(
                        "from pkg.cli import main\nmain()",
                        "'Says'\nfrom __future__ import annotations\nfrom .cli import main\n\nmain()",
                        "import sys\nfrom .cli import main\nif __name__ == '__main__':\n    sys.exit(main())",
                        "import pkg.cli\nif __name__ == '__main__':\n    raise SystemExit(pkg.cli.main())",
                        "from pkg.cli import (\n    main,  # it\n)\nmain()"))
                .allMatch(text -> entry.isCalledBy("pkg", text));
        assertThat(List.of(
                        "from pkg.other import main\nmain()",
                        "from .other import main\nmain()",
                        "from . import main\nmain()",
                        "from other.cli import main\nmain()",
                        "import pkg\npkg.main()",
                        "from .cli import main\nprint('main()')",
                        "from .cli import main\nfrom .other import main\nmain()",
                        "from .cli import other as main\nmain()",
                        "from .cli import main\nmain = main.other\nmain()",
                        "from .cli import main\nmain(['--help'])",
                        "from .cli import main",
                        "from .cli import main\nprepare()\nmain()",
                        "",
                        "\0("))
                .noneMatch(text -> entry.isCalledBy("pkg", text));
        assertThat(new EntryPoint("pkg", "console_main")
                        .isCalledBy("pkg", "import pkg\nraise SystemExit(pkg.console_main())"))
                .isTrue();
        EntryPoint method = new EntryPoint("pkg", "Tool.start");
        assertThat(method.isCalledBy("pkg", "from . import Tool\nTool.start()")).isTrue();
        assertThat(method.isCalledBy("pkg", "from .tool import Tool\nTool.start()"))
                .isFalse();
    }
}
