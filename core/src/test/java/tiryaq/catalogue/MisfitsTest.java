package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Say;

/** Installed distributions whose versions do not fit one another, and modules that are there under another name. */
class MisfitsTest {
    @TempDir
    Path folder;

    private FailingProgram program;
    private Path packages;

    @BeforeEach
    void environment() throws IOException, InterruptedException {
        program = FailingProgram.in(folder, Pythons.of("3.12"));
        folder = program.folder();
        packages = program.packages();
        distribution("zqhttp", "2.0", "", "class Client:", "    def __init__(self, url):", "        self.url = url");
        distribution(
                "zqweb",
                "1.0",
                "Requires-Dist: zqhttp>=1.0",
                "import zqhttp",
                "class Tester(zqhttp.Client):",
                "    def __init__(self, app):",
                "        super().__init__(",
                "            url='http://here',",
                "            app=app,",
                "        )",
                "def call(function, *args, **more):",
                "    return function(*args, **more)",
                "def hook(view):",
                "    return view(1)");
    }

    private void distribution(String name, String version, String requires, String... lines) throws IOException {
        Files.createDirectories(packages.resolve(name));
        Files.writeString(packages.resolve(name + "/__init__.py"), String.join("\n", lines) + "\n");
        Path info = Files.createDirectories(packages.resolve(name + "-" + version + ".dist-info"));
        String head = "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n";
        Files.writeString(info.resolve("METADATA"), head + requires + "\n");
        Files.writeString(
                info.resolve("RECORD"),
                name + "/__init__.py,,\n" + info.getFileName() + "/METADATA,,\n" + info.getFileName() + "/RECORD,,\n");
    }

    private Examined examine(String... lines) throws IOException, InterruptedException {
        return program.examined(lines);
    }

    @Test
    void aLibraryCallsAnotherInAWayThatItDoesNotTake() throws Exception {
        Examined examined = examine("import zqweb", "zqweb.Tester(None)");
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        assertThat(examined.answer().notes())
                .contains(
                        Say.of("note.misfit", "caller", "zqweb 1.0", "callee", "zqhttp 2.0"),
                        Say.of(
                                "note.requires",
                                "caller",
                                "zqweb 1.0",
                                "requirement",
                                "zqhttp>=1.0",
                                "callee",
                                "zqhttp 2.0"));
        Files.writeString(
                packages.resolve("zqweb-1.0.dist-info/METADATA"),
                "Metadata-Version: 2.1\nName: zqweb\nVersion: 1.0\nRequires-Dist: zqhttp<2\n");
        assertThat(examine("import zqweb", "zqweb.Tester(None)").answer().notes())
                .contains(Say.of(
                        "note.requirement-unmet",
                        "owner",
                        "zqweb 1.0",
                        "requirement",
                        "zqhttp<2",
                        "found",
                        "zqhttp 2.0"));
    }

    /** It imports what it calls by a statement of two lines. */
    @Test
    void aLibraryCallsWhatItImportsBehindABackslash() throws Exception {
        distribution("zqlong", "1.0", "", "import json, \\", "    zqhttp", "def ask():", "    return zqhttp.Client()");
        assertThat(examine("import zqlong", "zqlong.ask()").answer().notes())
                .contains(Say.of("note.misfit", "caller", "zqlong 1.0", "callee", "zqhttp 2.0"));
    }

    /** Arguments that the program itself gave, or a function of its own: nothing of the versions. */
    @Test
    void whatTheProgramHandsInIsItsOwn() throws Exception {
        for (String line : List.of(
                "zqweb.call(zqhttp.Client, wrong=1)",
                "zqweb.call(zqhttp.Client)",
                "zqhttp.Client()",
                "def own(): pass\nzqweb.hook(own)")) {
            Examined examined = examine("import zqhttp, zqweb", line);
            assertThat(examined.ownFailure()).as(line).isTrue();
        }
        Examined raised = examine("import zqhttp, zqweb", "zqweb.call(zqhttp.Client, wrong=1)");
        assertThat(raised.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examine("print(1 + 'a')").answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    private static final String HOOK = """
            import sys, traceback, zqhttp
            def hook(kind, error, trace):
                own = [each for each in traceback.extract_tb(trace) if each.filename == __file__]
                %s
                print(f"{kind.__name__}: {error}", file=sys.stderr)
            sys.excepthook = hook
            """;

    /** What command-line libraries print: with a blank line after each, without, and no line in a form of Python's. */
    private static final List<String> HOOKS = List.of(
            "print('Traceback (most recent call last):\\n', *traceback.format_list(own), sep='\\n', file=sys.stderr)",
            "print('Traceback (most recent call last):\\n' + ''.join(traceback.format_list(own)), end='', file=sys.stderr)",
            "print('\u256d Traceback (most recent call last) \u256e', *own, sep='\\n\u2502 ', file=sys.stderr)");

    /** The line that is shown last is not the one that failed where a hook leaves out what lies in libraries. */
    @Test
    void aHookHidesWhereALibraryFailed() throws Exception {
        distribution(
                "zqcall",
                "1.0",
                "",
                "import zqhttp",
                "def run(function): return zqhttp.Client()",
                "def ask(): return zqhttp.Client('a').paths",
                "def stop(): raise ValueError('no')");
        for (String hook : HOOKS) {
            String[] program = (HOOK.replace("%s", hook) + "import zqcall\n-\n").split("\n");
            for (String call : List.of("zqcall.run(print)", "zqcall.ask()")) {
                program[program.length - 1] = call;
                assertThat(examine(program).answer().cause()).as(hook + call).isEqualTo("unknown");
            }
            // Near misses: words that do not tell whose they are; a call in the program's own line; its own function.
            program[program.length - 1] = "zqcall.stop()";
            Examined told = examine(program);
            assertThat(told.ownFailure()).as(hook).isTrue();
            boolean plain = hook.contains("end=''");
            assertThat(told.answer().certainty()).as(hook).isEqualTo(plain ? Certainty.PROVED : Certainty.LIKELY);
            program[program.length - 1] = "zqhttp.Client()";
            assertThat(examine(program).answer().certainty()).as(hook).isEqualTo(Certainty.LIKELY);
            assertThat(examine(program).ownFailure()).as(hook).isTrue();
            program[program.length - 1] = "def own(a): pass\nown()";
            assertThat(examine(program).ownFailure()).as(hook).isTrue();
        }
        assertThat(examine("def own(a): pass", "own()").answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examine("'a'.paths").answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** What only calls a function of the program's own did not fail itself, whatever else was left out. */
    @Test
    void aStackThatEndsTooEarlyProvesNothing() throws Exception {
        String[] program = {
            "import sys, traceback",
            "def go(): raise ValueError('no')",
            "try:",
            "    go()",
            "except ValueError:",
            "    traceback.print_exc(limit=1)",
            "    sys.exit(1)"
        };
        Examined cut = examine(program);
        assertThat(cut.ownFailure()).isTrue();
        assertThat(cut.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examine("raise SystemExit(3)").answer().certainty()).isEqualTo(Certainty.LIKELY);
        // A near miss: all of it is there.
        program[5] = "    traceback.print_exc()";
        assertThat(examine(program).answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** Another release of it has the module, as the table of import names tells. */
    @Test
    void aReleaseThatNoLongerHasTheModule() throws Exception {
        distribution("setuptools", "84.2.1", "", "");
        Examined examined = examine("import pkg_resources");
        assertThat(examined.answer().cause()).isEqualTo("distribution-missing");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examined.answer().distribution()).isEqualTo("setuptools");
        assertThat(examined.answer().summary().key()).isEqualTo("cause.distribution-missing.summary.release");
        assertThat(examined.answer().summary().places())
                .containsEntry("found", "setuptools 84.2.1")
                .containsEntry("wanted", "setuptools<82");
        // A near miss: this release should have it, so that another one is no remedy.
        Files.move(packages.resolve("setuptools-84.2.1.dist-info"), packages.resolve("setuptools-81.0.dist-info"));
        Path metadata = packages.resolve("setuptools-81.0.dist-info/METADATA");
        Files.writeString(metadata, "Metadata-Version: 2.1\nName: setuptools\nVersion: 81.0\n");
        assertThat(examine("import pkg_resources").answer().cause()).isEqualTo("unknown");
    }

    /** As passlib does with a bcrypt that is too new for it: it tells, goes on, and fails of something else. */
    @Test
    void tellsOfTheMisfitAndFailsOfItLater() throws Exception {
        distribution(
                "zqhash",
                "1.7",
                "",
                "import traceback, sys, zqhttp",
                "def hash(text):",
                "    try:",
                "        zqhttp.about",
                "    except AttributeError:",
                "        print('(trapped) no version', file=sys.stderr)",
                "        traceback.print_exc()",
                "    raise ValueError('password is too long')");
        Examined examined = examine("import zqhash", "zqhash.hash('a')");
        assertThat(examined.answer().cause()).isEqualTo("unknown");
        assertThat(examined.answer().notes())
                .contains(Say.of("note.misfit", "caller", "zqhash 1.7", "callee", "zqhttp 2.0"));
    }

    @Test
    void aModuleIsThereUnderNearlyThatName() throws Exception {
        Files.createDirectories(folder.resolve("plugins"));
        Files.writeString(folder.resolve("plugins/__init__.py"), "");
        Path near = Files.writeString(folder.resolve("plugins/default.py"), "");
        for (String line : List.of(
                "import plugins.defualt",
                "from plugins import defualt",
                "import importlib; importlib.import_module('plugins.defualt')")) {
            Examined part = examine(line);
            assertThat(part.ownFailure()).as(line).isTrue();
            if (!line.startsWith("from")) {
                assertThat(part.answer().certainty()).isEqualTo(Certainty.LIKELY);
                assertThat(part.answer().summary().places()).containsEntry("path", near.toString());
            }
        }
        for (String wrong : List.of("Zqhttp", "zqhtpt", "zqhtttp")) {
            Examined whole = examine("import " + wrong);
            assertThat(whole.ownFailure()).as(wrong).isTrue();
            assertThat(whole.answer().summary().places()).containsEntry("near", "zqhttp");
        }
        // Names of other projects, as they may well be, and what a library asks for.
        for (String other : List.of("zqhttp2", "zqhttps", "qhttp", "Queue")) {
            assertThat(examine("import " + other).ownFailure()).as(other).isFalse();
        }
        distribution("zqother", "1.0", "", "import zqhtpt");
        assertThat(examine("import zqother").ownFailure()).isFalse();
    }

    @Test
    void aFolderOfTheProjectHidesWhatSeveralDistributionsShare() throws Exception {
        Files.createDirectories(packages.resolve("google/protobuf"));
        Path part = Files.writeString(packages.resolve("google/protobuf/__init__.py"), "");
        Files.createDirectories(folder.resolve("google"));
        Path own = Files.writeString(folder.resolve("google/__init__.py"), "");
        for (String line : List.of("import google.protobuf", "from google import protobuf")) {
            Examined examined = examine(line);
            assertThat(examined.answer().cause()).as(line).isEqualTo("shadowed-module");
            assertThat(examined.answer().summary().places())
                    .containsEntry("path", own.toString())
                    .containsEntry("module", "google.protobuf")
                    .containsEntry("hidden", part.toString());
        }
        Files.delete(part);
        assertThat(examine("import google.protobuf").answer().cause()).isNotEqualTo("shadowed-module");
    }

    @Test
    void aPartOfASharedPackageHasADistributionOfItsOwn() throws Exception {
        Files.createDirectories(packages.resolve("google/protobuf"));
        Files.writeString(packages.resolve("google/protobuf/__init__.py"), "");
        Files.createDirectories(packages.resolve("google/cloud/other"));
        Files.writeString(packages.resolve("google/cloud/other/__init__.py"), "");
        Examined name = examine("from google.cloud import storage");
        assertThat(name.patient().incident().words()).contains("cannot import name");
        assertThat(name.answer().cause()).isEqualTo("distribution-missing");
        assertThat(name.answer().distribution()).isEqualTo("google-cloud-storage");
        Files.delete(packages.resolve("google/cloud/other/__init__.py"));
        Files.delete(packages.resolve("google/cloud/other"));
        Files.delete(packages.resolve("google/cloud"));
        Examined module = examine("from google.cloud import storage");
        assertThat(module.patient().incident().words()).contains("No module named 'google.cloud'");
        assertThat(module.answer().cause()).isEqualTo("distribution-missing");
        assertThat(module.answer().distribution()).isEqualTo("google-cloud-storage");
    }
}
