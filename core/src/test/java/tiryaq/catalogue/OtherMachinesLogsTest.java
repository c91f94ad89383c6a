package tiryaq.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Link;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Platform;
import tiryaq.symptom.reading.Symptoms;

/** Logs of which nothing is known but what they say: the machine that they came from is not there to be asked. */
class OtherMachinesLogsTest {
    /** As a program prints it that keeps what Python wrote to its two streams apart. */
    private static final String PANIC = """
            Failed: Traceback (most recent call last):
              File "/srv/tool/main.py", line 12, in <module>
                from flox import Flox
              File "/srv/tool/lib/cryptography/exceptions.py", line 9, in <module>
                from cryptography.hazmat.bindings._rust import exceptions as rust_exceptions
            pyo3_runtime.PanicException: Python API call failed

             ---> System.IO.InvalidDataException: %s
            thread '<unnamed>' panicked at 'Python API call failed', src/err/mod.rs:790:5
            stack backtrace:
               0:     0x7ff9c8e79552 - PyInit__rust
            """;

    @TempDir
    Path folder;

    private static Examined examined(String log) throws IOException {
        LiveMachine machine = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        return new Examination(machine, new OnlyThese(machine, Set.of()), interpreter -> Providers.NONE)
                .ofLog(Symptoms.ofLog(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8))), "");
    }

    private static String missing(String module, String words) {
        return "Traceback (most recent call last):\n  File \"/srv/a.py\", line 1, in <module>\n    import " + module
                + "\n" + words + "\n";
    }

    /** Python 3 names the first part that it does not find; Python 2 the whole, whichever part that is. */
    @Test
    void aPartOfAPackageThatWasFoundIsNoMissingDistribution() throws Exception {
        for (String part : List.of("sklearn.modelselection", "yaml.loadr", "sklearn.svm.quick")) {
            Examined three = examined(missing(part, "ModuleNotFoundError: No module named '" + part + "'"));
            assertThat(three.answer().cause()).as(part).isEqualTo("unknown");
            assertThat(three.answer().distribution()).as(part).isNull();
            Examined two = examined(missing(part, "ImportError: No module named " + part));
            assertThat(two.answer().cause()).as(part).isEqualTo("distribution-missing");
        }
        for (String own : List.of("ruamel.yaml", "google.protobuf", "google.cloud.storage", "sklearn")) {
            Examined whole = examined(missing(own, "ModuleNotFoundError: No module named '" + own + "'"));
            assertThat(whole.answer().cause())
                    .as("a distribution of its own: " + own)
                    .isEqualTo("distribution-missing");
        }
    }

    @Test
    void aPanicIsExplainedByWhatIsPrintedAfterIt() throws Exception {
        Examined backend = examined(PANIC.formatted("ModuleNotFoundError: No module named '_cffi_backend'"));
        assertThat(backend.answer().module()).isEqualTo("_cffi_backend");
        assertThat(backend.patient().incident().wrappers())
                .containsExactly("pyo3_runtime.PanicException: Python API call failed");
        assertThat(backend.patient().incident().frames()).hasSize(2);
        // Without those words nobody knows what Python could not do, but it was loading a module.
        for (String other : List.of("", "KeyError: 'home'")) {
            Examined untold = examined(PANIC.formatted(other));
            assertThat(untold.answer().cause()).as(other).isEqualTo("unknown");
            assertThat(untold.ownFailure()).isFalse();
        }
        // A near miss: a library panics while it works.
        assertThat(examined(PANIC.formatted("")
                                .replace(
                                        "from cryptography.hazmat.bindings._rust import exceptions as rust_exceptions",
                                        "check(1)"))
                        .ownFailure())
                .isTrue();
    }

    @Test
    void theLibrarysOwnImportWasAnsweredByAFileOfTheProgram() throws Exception {
        String python = Pythons.of("3.11");
        Files.writeString(folder.resolve("connection.py"), "import socket\nready = True\n");
        Files.writeString(folder.resolve("selectors.py"), "from connection import ready\n");
        Path script = Files.writeString(folder.resolve("main.py"), "import connection\n");
        Pythons.Ran ran = Pythons.run(List.of(python, script.toString()), folder, Map.of());
        Examined examined = examined(ran.text());
        assertThat(examined.answer().cause()).as(ran.text()).isEqualTo("shadowed-module");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().module()).isEqualTo("selectors");
        assertThat(examined.answer().evidence())
                .contains(new Evidence.Shadow(folder.toRealPath() + "/selectors.py", null));
        // The same as Windows has it.
        String windows = ran.text()
                .replaceAll("/[^\"]*/lib/python3\\.11/", "C:\\\\Python311\\\\Lib\\\\")
                .replace(folder.toRealPath() + "/", "C:\\Users\\u\\");
        assertThat(examined(windows).answer().evidence())
                .as(windows)
                .contains(new Evidence.Shadow("C:\\Users\\u\\selectors.py", null));
        // A near miss: nobody else means to import what goes round in a circle.
        Files.move(folder.resolve("selectors.py"), folder.resolve("reading.py"));
        Files.writeString(folder.resolve("connection.py"), "import reading\nready = True\n");
        Pythons.Ran circle = Pythons.run(List.of(python, script.toString()), folder, Map.of());
        assertThat(examined(circle.text()).answer().cause()).as(circle.text()).isNotEqualTo("shadowed-module");
        // Another one: the library leaves that name to the user.
        Files.writeString(folder.resolve("sitecustomize.py"), "from connection import nothing\n");
        Files.writeString(folder.resolve("connection.py"), "");
        Pythons.Ran start = Pythons.run(
                List.of(python, "-c", "import sys; sys.path.insert(0, ''); import site; site.execsitecustomize()"),
                folder,
                Map.of("PYTHONVERBOSE", "", "PYTHONPATH", folder.toString()));
        assertThat(examined(start.text()).answer().cause()).as(start.text()).isNotEqualTo("shadowed-module");
    }

    @Test
    void aScriptThatImportsItsOwnNameMeansAnother() throws Exception {
        String python = Pythons.of("3.11");
        Path script = folder.resolve("zqpy.py");
        for (String own : List.of("from zqpy import Client\n", "import zqpy\nclient = zqpy.Client()\n")) {
            Files.writeString(script, own);
            Pythons.Ran ran = Pythons.run(List.of(python, script.toString()), folder, Map.of());
            Examined examined = examined(ran.text());
            assertThat(examined.answer().cause()).as(ran.text()).isEqualTo("shadowed-module");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
            assertThat(examined.answer().evidence()).contains(new Evidence.Shadow(script.toString(), null));
        }
        // Near misses: in a package it is that of its name which is meant, and another file may well ask this one.
        Path parts = Files.createDirectory(folder.resolve("zqpy"));
        Files.writeString(parts.resolve("__init__.py"), "from . import zqpy\n");
        Files.writeString(parts.resolve("zqpy.py"), "from zqpy import Client\n");
        Files.writeString(folder.resolve("zqmain.py"), "import zqpy\n");
        Pythons.Ran inPackage =
                Pythons.run(List.of(python, folder.resolve("zqmain.py").toString()), folder, Map.of());
        assertThat(examined(inPackage.text()).answer().cause())
                .as(inPackage.text())
                .isNotEqualTo("shadowed-module");
        Files.writeString(folder.resolve("zqone.py"), "import zqtwo\n");
        Files.writeString(folder.resolve("zqtwo.py"), "from zqone import Client\n");
        Pythons.Ran circle =
                Pythons.run(List.of(python, folder.resolve("zqone.py").toString()), folder, Map.of());
        assertThat(examined(circle.text()).answer().cause()).as(circle.text()).isNotEqualTo("shadowed-module");
    }

    @Test
    void aNameThatSeveralProjectsShareLacksWhatOneOfThemHas() throws Exception {
        String log = """
                Traceback (most recent call last):
                  File "/srv/venv/lib/python3.8/site-packages/zqhub/client.py", line 802, in create_token
                    encrypted = jwt.encode(payload, key=self.key, algorithm="RS256")
                AttributeError: module 'jwt' has no attribute 'encode'
                """;
        Examined library = examined(log);
        assertThat(library.answer().cause()).isEqualTo("wrong-distribution");
        assertThat(library.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(library.answer().module()).isEqualTo("jwt");
        assertThat(library.answer().distribution()).isEqualTo("PyJWT");
        // A program may ask in vain for what none of them has.
        Examined program = examined(log.replace("/srv/venv/lib/python3.8/site-packages/zqhub/", "/srv/app/"));
        assertThat(program.answer().cause()).isEqualTo("wrong-distribution");
        assertThat(program.answer().certainty()).isEqualTo(Certainty.POSSIBLE);
        // Near misses: nobody else has that import name, or it is the program's own file.
        for (String other : List.of(
                log.replace("jwt", "yaml"),
                log.replace("has no attribute 'encode'", "has no attribute 'encode' (/srv/app/jwt.py)")
                        .replace("AttributeError: module 'jwt'", "AttributeError: partially initialized module 'jwt'"),
                log.replace(
                        "AttributeError: module 'jwt' has no attribute 'encode'",
                        "ImportError: cannot import name 'encode' from 'jwt' (/srv/app/jwt.py)"))) {
            assertThat(examined(other).answer().cause()).as(other).isNotEqualTo("wrong-distribution");
        }
    }

    /** Compiled modules have no frames: what they raise while they are loaded stands below the import. */
    @Test
    void whatIsRaisedWhereAStackEndsAtAnImportIsNoFailureOfTheProgram() throws Exception {
        String stack = """
                  File "/opt/app/lib/python3.10/site-packages/zq/__init__.py", line 22, in <module>
                    from zq.compat import old
                %s
                """;
        for (String log : List.of(
                stack.formatted("ValueError: numpy.dtype size changed, may indicate binary incompatibility."),
                stack.formatted("RuntimeError: zq says no"),
                "RuntimeError: module compiled against API version 0x10 but this version of numpy is 0xf\n")) {
            assertThat(examined(log).answer().cause()).as(log).isEqualTo("unknown");
        }
        // A near miss: the line calls something.
        assertThat(examined(stack.formatted("RuntimeError: zq says no")
                                .replace("from zq.compat import old", "start()")
                                .replace("/opt/app/lib/python3.10/site-packages/zq/__init__.py", "/srv/app/main.py"))
                        .ownFailure())
                .isTrue();
    }

    /** Apache's module was built for one Python, and its configuration names the environment of another. */
    @Test
    void packagesOfOnePythonUnderTheLibraryOfAnother() throws Exception {
        String log = """
                [wsgi:error] [pid 7] Traceback (most recent call last):
                [wsgi:error] [pid 7]   File "/srv/app/wsgi.py", line 29, in <module>
                [wsgi:error] [pid 7]     application = load()
                [wsgi:error] [pid 7]   File "/usr/lib64/python3.6/importlib/__init__.py", line 126, in import_module
                [wsgi:error] [pid 7]     return _bootstrap._gcd_import(name[level:], package, level)
                [wsgi:error] [pid 7]   File "/srv/venv/lib/python3.7/site-packages/zq/middle.py", line 12, in <module>
                [wsgi:error] [pid 7]     from cryptography.hazmat.bindings._openssl import ffi
                [wsgi:error] [pid 7] ModuleNotFoundError: No module named '_cffi_backend'
                """;
        Say two = Say.of(
                "note.two-pythons",
                "ran",
                "3.6",
                "packages",
                "3.7",
                "path",
                "/srv/venv/lib/python3.7/site-packages/zq/middle.py");
        assertThat(examined(log).answer().notes()).contains(two);
        assertThat(examined(log).answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined(log.replace("3.7", "3.6")).answer().notes())
                .extracting(Say::key)
                .doesNotContain("note.two-pythons")
                .isNotEmpty();
    }

    /** As people paste it who have a narrow window, and copied less than all of it. */
    @Test
    void aFrameIsCutOffInTheMiddleOfItsPath() throws Exception {
        String log = """
                Traceback (most recent call last):
                  File ".\\allinone.py", line 1, in <module>
                    import bcrypt
                  File "C:\\Program Files (x86)\\Python37-32\\lib\\site-
                    from bcrypt import _bcrypt
                ModuleNotFoundError: No module named '_cffi_backend'
                """;
        String frame = "  File \"C:\\lib\\bcrypt\\__init__.py\", line 55, in <module>\n    from . import _bcrypt\n";
        for (String more : List.of("", frame)) {
            Examined examined = examined(log.replace("Module", more + "Module"));
            assertThat(examined.answer().module()).as(more).isEqualTo("_cffi_backend");
            assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
            assertThat(examined.patient().incident().frames()).hasSize(more.isEmpty() ? 1 : 2);
        }
    }

    /** As Azure Functions prints it: first the exception in a line of its own, then the stack. */
    @Test
    void aStackIsCutOffBeforeItsExceptionWhichStandsElsewhere() throws Exception {
        String log = """
                Result: Failure
                Exception: %s
                Stack:   File "/workers/python/3.11/dispatcher.py", line 469, in _handle__function_load_request
                    func = loader.load_function(
                  File "/home/site/wwwroot/http/__init__.py", line 4, in <module>
                    import yaml
                """;
        Examined examined = examined(
                log.formatted("ModuleNotFoundError: No module named 'yaml'. Cannot find module. Please check."));
        assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
        assertThat(examined.answer().chain()).extracting(Link::line).containsExactly(4);
        // Near misses: it is another module that was missing somewhere, or nothing is told at all.
        for (String other : List.of("ModuleNotFoundError: No module named 'yam'", "")) {
            assertThat(examined(log.formatted(other)).answer().cause())
                    .as(other)
                    .isEqualTo("unknown");
        }
    }

    /** Where nothing else is in it, that is what was asked about. */
    @Test
    void wordsInTheMiddleOfALineAreAllThatALogMayHave() throws Exception {
        Examined pasted = examined("File \"/usr/lib/python3.10/site-packages/zq/__init__.py\", line 6, in <module> "
                + "from yaml import load ModuleNotFoundError: No module named 'yaml'\n");
        assertThat(pasted.answer().cause()).isEqualTo("distribution-missing");
        assertThat(pasted.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined("2026-01-01 [warning] app: could not start (No module named 'yaml')\ndone\n")
                        .answer()
                        .distribution())
                .isEqualTo("PyYAML");
        assertThat(Symptoms.ofLog(new ByteArrayInputStream(
                                "all is well: no module is named\n".getBytes(StandardCharsets.UTF_8)))
                        .incidents())
                .isEmpty();
    }

    /** A distribution may well have the name, but is not what somebody started. */
    @Test
    void whatALauncherWasToLoadIsTheUsersOwn() throws Exception {
        Path venv = folder.resolve("venv");
        Pythons.venv(Pythons.of("3.12"), venv);
        Path script = Files.writeString(folder.resolve("serve.py"), "import sys\nsys.exit(sys.argv[1])\n");
        Providers all = (distributions, module) ->
                distributions.stream().findFirst().map(found -> new Providers.Provided(found, "index"));
        for (String words : List.of(
                "Error loading ASGI app. Could not import module \"zqproj\".", "The module zqproj was not found.")) {
            RealRun run = RealRun.of(
                    List.of(venv.resolve("bin/python").toString(), script.toString(), words), folder, Map.of());
            Examined examined = new Examination(
                            run.machine(),
                            new OnlyThese(
                                    run.machine(), Set.of(run.command().argv().getFirst())),
                            seen -> all)
                    .of(run.symptom(), new Ran(run.command(), run.code(), null, null));
            assertThat(examined.answer().distribution()).as(words).isNull();
            assertThat(examined.answer().cause()).as(words).isNotEqualTo("distribution-missing");
        }
    }

    /** The launcher was started in the folder of the package that it is to load. */
    @Test
    void whatALauncherWasToLoadHoldsItsWorkingFolder() throws Exception {
        String python = Pythons.of("3.12");
        Path shop = Files.createDirectories(folder.toRealPath().resolve("zqshop"));
        Files.writeString(shop.resolve("main.py"), "app = 1\n");
        Path tool = Files.createDirectories(folder.resolve("tools")).resolve("serve.py");
        Files.writeString(tool, "import importlib, sys\nimportlib.import_module(sys.argv[1])\n");
        for (String name : List.of("zqshop.main", "zqshops.main")) {
            RealRun run = RealRun.of(List.of(python, tool.toString(), name), shop, Map.of("PYTHONNOUSERSITE", "1"));
            Examined examined = run.examined();
            assertThat(examined.answer().cause().equals("local-import-broken"))
                    .as(run.printed())
                    .isEqualTo(name.equals("zqshop.main"));
        }
    }

    /** A part that is there is found though its package is still being loaded. */
    @Test
    void aPartThatAPackageBeingLoadedLacksIsNoCircleForCertain() throws Exception {
        String log = """
                Traceback (most recent call last):
                  File "/srv/run.py", line 1, in <module>
                    import zqpkg.sub
                  File "/venv/tool/zqpkg/sub/__init__.py", line 1, in <module>
                    from . import mmraux
                  File "/venv/tool/zqpkg/sub/mmraux.py", line 20, in <module>
                    from . import mmr_auxe, resources
                ImportError: cannot import name 'mmr_auxe' from partially initialized module 'zqpkg.sub' (most likely due to a circular import) (/venv/tool/zqpkg/sub/__init__.py)
                """;
        assertThat(examined(log).answer().cause()).isEqualTo("unknown");
        for (String circle : List.of(
                log.replace("mmr_auxe", "__version__"),
                log.replace("mmr_auxe", "VERSION"),
                log.replace("from . import mmr_auxe", "from .other import mmr_auxe"))) {
            assertThat(examined(circle).answer().cause()).as(circle).isEqualTo("not-an-environment-failure");
        }
    }
}
