package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.command.Command;
import tiryaq.command.Invocation;
import tiryaq.command.Pythons;
import tiryaq.command.Resolver;
import tiryaq.command.probe.Probe;
import tiryaq.command.probe.Probed;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.python.SearchPath;
import tiryaq.python.SearchPaths;

/** What the model says {@code sys.path} is, beside what the interpreter itself prints for the same command. */
class SearchPathsAgreeTest {
    private static final String PRINT =
            "import sys, os; [sys.stdout.write(os.path.abspath(p) + chr(10)) for p in sys.path]\n";

    private static final Map<String, Interpreter> PROBED = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    Path work = Path.of("/");

    @BeforeEach
    void files() throws IOException {
        folder = folder.toRealPath();
        work = Files.createDirectories(folder.resolve("job"));
        Files.writeString(work.resolve("show.py"), PRINT);
        Files.createDirectories(work.resolve("pack"));
        Files.writeString(work.resolve("pack/__init__.py"), "");
        Files.writeString(work.resolve("pack/__main__.py"), PRINT);
        Files.createDirectories(work.resolve("deep/er"));
        Files.writeString(work.resolve("deep/er/show.py"), PRINT);
        Files.createSymbolicLink(work.resolve("linked.py"), Path.of("deep/er/show.py"));
        Files.createSymbolicLink(work.resolve("alias"), Path.of("deep"));
        for (String name : List.of("one", "two", "three words", "ünï", "moved")) {
            Files.createDirectories(folder.resolve("libs").resolve(name));
        }
    }

    static List<String> pythons() {
        return Pythons.all();
    }

    private static boolean old(String python) {
        return python.contains("/2.7");
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void targets(String python) {
        agrees(Map.of(), python, "show.py");
        agrees(Map.of(), python, "-c", PRINT);
        agrees(Map.of(), python, "-m", "pack");
        agrees(Map.of(), python, "-m", "show");
        agrees(Map.of(), python, "pack");
        agrees(Map.of(), python, "linked.py");
        agrees(Map.of(), python, "alias/er/show.py");
        agrees(Map.of(), python, "./deep/../deep/er/show.py");
        agrees(Map.of(), python, work.resolve("linked.py").toString());
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void variablesAndOptions(String python) {
        String libs = folder.resolve("libs").toString();
        for (String value : List.of(
                libs + "/one",
                libs + "/one:" + libs + "/two",
                libs + "/one:" + libs + "/one",
                libs + "/one::" + libs + "/two",
                ":" + libs + "/one:",
                "deep:../libs/two",
                libs + "/absent:" + libs + "/three words",
                libs + "/one/../two/",
                libs + "/ünï",
                work.toString(),
                ".",
                work + "/../job/deep")) {
            Map<String, String> set = Map.of("PYTHONPATH", value);
            agrees(set, python, "show.py");
            agrees(set, python, "-c", PRINT);
            agrees(set, python, "-E", "show.py");
            agrees(set, python, "-S", "show.py");
            agrees(set, python, "-s", "-m", "show");
            if (!old(python)) {
                agrees(set, python, "-I", "show.py");
                agrees(set, python, "-I", "-c", PRINT);
            }
            if (version(python) >= 311) {
                agrees(set, python, "-P", "show.py");
                agrees(set, python, "-P", "-c", PRINT);
                agrees(Map.of("PYTHONPATH", value, "PYTHONSAFEPATH", "1"), python, "show.py");
                agrees(Map.of("PYTHONPATH", value, "PYTHONSAFEPATH", ""), python, "-m", "pack");
            }
        }
    }

    /** A folder or an archive that is run stands on the path, whatever the options say. */
    @ParameterizedTest
    @MethodSource("pythons")
    void wholeFoldersAndArchives(String python) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(work.resolve("app.zip")))) {
            zip.putNextEntry(new ZipEntry("__main__.py"));
            zip.write(PRINT.getBytes(StandardCharsets.UTF_8));
        }
        Files.copy(work.resolve("app.zip"), work.resolve("app"));
        Files.writeString(work.resolve("__main__.py"), PRINT);
        Map<String, String> set = Map.of("PYTHONPATH", folder + "/libs/one");
        for (String target : List.of(".", "pack", "./pack/../pack", "app.zip", "app")) {
            agrees(set, python, target);
            agrees(set, python, "-E", target);
            agrees(set, python, "-s", target);
            agrees(set, python, "-S", target);
            if (!old(python)) {
                agrees(set, python, "-I", target);
                agrees(set, python, "-I", "-S", target);
            }
            if (version(python) >= 311) {
                agrees(set, python, "-P", target);
                agrees(Map.of("PYTHONSAFEPATH", "1"), python, target);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void userSite(String python) throws IOException {
        Path base = folder.resolve("base");
        Path site = base.resolve("lib/python" + feature(python) + "/site-packages");
        pths(site);
        Map<String, String> set = Map.of("PYTHONUSERBASE", base.toString());
        List<String> with = agrees(set, python, "show.py");
        assertThat(with).contains(site.toString(), folder + "/libs/one", site + "/inner");
        agrees(set, python, "-s", "show.py");
        agrees(set, python, "-E", "show.py");
        agrees(set, python, "-S", "show.py");
        agrees(Map.of("PYTHONUSERBASE", base.toString(), "PYTHONNOUSERSITE", "x"), python, "show.py");
        agrees(Map.of("PYTHONUSERBASE", base.toString(), "PYTHONNOUSERSITE", ""), python, "show.py");
        agrees(Map.of("PYTHONUSERBASE", "../base"), python, "show.py");
        agrees(Map.of("HOME", folder.resolve("home").toString()), python, "show.py");
        Path local = folder.resolve("home/.local/lib/python" + feature(python) + "/site-packages");
        Files.createDirectories(local);
        assertThat(agrees(Map.of("HOME", folder.resolve("home").toString()), python, "show.py"))
                .contains(local.toString());
        Map<String, String> both =
                Map.of("PYTHONUSERBASE", base.toString(), "PYTHONPATH", folder + "/libs/one:" + site);
        agrees(both, python, "show.py");
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void environments(String python) throws IOException {
        assumeTrue(!old(python), "2.7 has no venv");
        Path base = folder.resolve("base");
        pths(base.resolve("lib/python" + feature(python) + "/site-packages"));
        Map<String, String> user = Map.of("PYTHONUSERBASE", base.toString());
        Path venv = Pythons.venv(python, folder.resolve("venv"));
        Path site = venv.resolve("lib/python" + feature(python) + "/site-packages");
        pths(site);
        String own = venv.resolve("bin/python").toString();
        List<String> bare = agrees(user, own, "show.py");
        assertThat(bare).contains(site.toString()).doesNotContain(base.toString());
        agrees(user, own, "-I", "-c", PRINT);
        agrees(Map.of("PYTHONPATH", site + ":" + folder + "/libs/two"), own, "show.py");
        Path config = venv.resolve("pyvenv.cfg");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("packages = false", "packages = true"));
        agrees(user, own, "show.py");
        agrees(Map.of(), own, "-m", "pack");
        agrees(user, own, "-s", "show.py");
        agrees(user, own, "-S", "show.py");
        Files.writeString(config, text.replace("include-system-site-packages = false", ""));
        agrees(user, own, "show.py");
        Files.writeString(config, text.replace("packages = false", "packages = TRUE  "));
        agrees(user, own, "show.py");
        Files.createSymbolicLink(folder.resolve("elsewhere"), venv);
        agrees(user, folder.resolve("elsewhere/bin/python").toString(), "show.py");
    }

    @ParameterizedTest
    @MethodSource("pythons")
    void home(String python) throws IOException {
        Interpreter interpreter = probed(python);
        agrees(Map.of("PYTHONHOME", interpreter.prefix()), python, "show.py");
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.createSymbolicLink(copy.resolve("lib"), Path.of(interpreter.prefix(), "lib"));
        agrees(Map.of("PYTHONHOME", copy.toString()), python, "show.py");
        agrees(Map.of("PYTHONHOME", copy + ":" + interpreter.prefix()), python, "show.py");
        agrees(Map.of("PYTHONHOME", copy.toString()), python, "-E", "show.py");
    }

    @Test
    void manyInterpretersWereAsked() {
        assumeTrue(Files.isDirectory(Path.of(System.getProperty("user.home"), ".pyenv/versions")), "pyenv is missing");
        assertThat(Pythons.all().size()).isGreaterThan(1);
    }

    /** Every kind of line that a {@code .pth} file can have. */
    private void pths(Path site) throws IOException {
        Files.createDirectories(site.resolve("inner"));
        Files.writeString(
                site.resolve("a.pth"),
                "# comment\n\n" + folder + "/libs/one\ninner\n  \n" + folder + "/libs/absent\nimport os\nimport\tsys\n"
                        + "importlib\n" + folder + "/libs/three words  \n  # no comment\n../site-packages/inner\n");
        Files.writeString(site.resolve("b.pth"), folder + "/libs/two\r\n" + folder + "/libs/one\r\n");
        Files.writeString(site.resolve(".hidden.pth"), folder + "/libs\n");
        Files.writeString(site.resolve("c.txt"), folder + "/job/deep\n");
        Files.writeString(site.resolve("u.pth"), folder + "/libs/ünï\n", StandardCharsets.UTF_8);
        Files.writeString(site.resolve("Z.pth"), folder + "/libs/one/../two/../ünï\n" + folder + "/job/pack");
        Files.writeString(site.resolve("aa.pth"), folder + "/libs/moved\n");
        Files.writeString(site.resolve("y.pth"), "import sys; sys.path.insert(0, '" + folder + "/libs/moved')\n");
        Files.createDirectories(site.resolve("folder.pth"));
        Files.write(site.resolve("zip.pth"), (folder + "/job/show.py\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<String> agrees(Map<String, String> set, String... argv) {
        TreeMap<String, String> variables = new TreeMap<>(set);
        variables.putIfAbsent("LC_ALL", "C.UTF-8");
        List<String> words = List.of(argv);
        Pythons.Ran ran = Pythons.run(words, work, variables);
        assertThat(ran.exit()).as("%s %s: %s", set, words, ran.text()).isZero();
        List<String> real = ran.out().lines().toList();
        boolean twice = words.contains("-S") || old(words.getFirst());
        if (twice) {
            // Without site nobody removes duplicates, and 2.7 forgets some; they change nothing.
            real = new ArrayList<>(new LinkedHashSet<>(real));
        }
        assertThat(real).as("%s %s", set, words).isNotEmpty();
        Machine machine = Pythons.machine(variables);
        Invocation invocation = (Invocation) Resolver.resolve(Command.of(words, work.toString()), machine);
        Interpreter interpreter = probed(invocation.executable());
        SearchPath path = SearchPaths.of(interpreter, Starts.of(invocation, interpreter.version(), machine), machine);
        List<String> model = twice ? List.copyOf(new LinkedHashSet<>(path.locations())) : path.locations();
        assertThat(String.join("\n", model)).as("%s %s", set, words).isEqualTo(String.join("\n", real));
        return model;
    }

    private static Interpreter probed(String python) {
        return PROBED.computeIfAbsent(python, each -> {
            Probed probed = new Probe(Pythons.machine(Map.of())).probe(each);
            assertThat(probed).isInstanceOf(Probed.Answered.class);
            return ((Probed.Answered) probed).interpreter();
        });
    }

    private static String feature(String python) {
        return probed(python).version().feature();
    }

    private static int version(String python) {
        return probed(python).version().major() * 100 + probed(python).version().minor();
    }
}
