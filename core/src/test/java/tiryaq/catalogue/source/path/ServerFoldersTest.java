package tiryaq.catalogue.source.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Evidence;
import tiryaq.python.PathEntry;

/** Servers that import the program by name, as real interpreters run what gunicorn and uvicorn do to the path. */
class ServerFoldersTest {
    private static final String ABOVE = "import importlib, os, shlex, sys\n";

    @TempDir
    Path room;

    private FailingProgram program;

    @BeforeEach
    void servers() throws IOException, InterruptedException {
        program = FailingProgram.in(room, Pythons.three());
        program.library("gunicorn/__init__.py");
        program.library(
                "gunicorn/__main__.py",
                ABOVE,
                "def value(name, otherwise):",
                "    found = otherwise",
                "    words = shlex.split(os.environ.get('GUNICORN_CMD_ARGS', '')) + sys.argv[1:]",
                "    for i, each in enumerate(words):",
                "        if each.startswith(name + '='): found = each.split('=', 1)[1]",
                "        elif each == name: found = words[i + 1]",
                "    return found",
                "def run():",
                "    for each in os.getcwd(), os.path.abspath(value('--chdir', '.')):",
                "        os.chdir(each)",
                "        if each not in sys.path: sys.path.insert(0, each)",
                "    for each in value('--pythonpath', '').split(','):",
                "        if each and os.path.abspath(each) not in sys.path:",
                "            sys.path.insert(0, os.path.abspath(each))",
                "    importlib.import_module(sys.argv[-1].split(':')[0])",
                "if __name__ == '__main__': run()");
        program.library("uvicorn/__init__.py");
        program.library(
                "uvicorn/__main__.py",
                ABOVE,
                "def run():",
                "    words = sys.argv[1:]",
                "    folder = words[words.index('--app-dir') + 1] if '--app-dir' in words else ''",
                "    sys.path.insert(0, os.environ.get('UVICORN_APP_DIR', folder))",
                "    importlib.import_module(sys.argv[-1].split(':')[0])",
                "if __name__ == '__main__': run()");
        program.library("flask/__init__.py");
        program.library(
                "flask/__main__.py",
                ABOVE,
                "def run():",
                "    words = sys.argv[1:]",
                "    app = words[words.index('--app') + 1] if '--app' in words else os.environ.get('FLASK_APP', 'app.py')",
                "    path = os.path.splitext(os.path.realpath(app))[0] if app.endswith('.py') else os.path.realpath(app)",
                "    if os.path.basename(path) == '__init__': path = os.path.dirname(path)",
                "    names = []",
                "    while True:",
                "        path, name = os.path.split(path)",
                "        names.append(name)",
                "        if not os.path.exists(os.path.join(path, '__init__.py')): break",
                "    sys.path.insert(0, path)",
                "    importlib.import_module('.'.join(reversed(names)))",
                "if __name__ == '__main__': run()");
        program.library("celery/__init__.py");
        program.library(
                "celery/__main__.py",
                ABOVE,
                "def run():",
                "    sys.path.insert(0, os.getcwd())",
                "    importlib.import_module(sys.argv[sys.argv.index('-A') + 1])",
                "if __name__ == '__main__': run()");
        for (String name : List.of("gunicorn", "uvicorn", "flask", "celery")) {
            Pythons.script(
                    Path.of(program.python()).resolveSibling(name),
                    "#!" + program.python() + "\nimport sys\nfrom " + name
                            + ".__main__ import run\nif __name__ == '__main__':\n    sys.exit(run())\n");
        }
        program.library("redis/__init__.py");
        program.library("redis/asyncio.py", "Redis = 1");
        Path info = program.packages().resolve("redis-5.0.0.dist-info");
        Files.createDirectories(info);
        Files.writeString(info.resolve("METADATA"), "Metadata-Version: 2.1\nName: redis\nVersion: 5.0.0\n");
        Files.writeString(info.resolve("RECORD"), "redis/__init__.py,,\nredis/asyncio.py,,\n");
        for (String folder : List.of("", "svc", "lib", "svc/lib")) {
            Files.createDirectories(program.folder().resolve(folder));
        }
        for (String folder : List.of("", "svc")) {
            Files.writeString(program.folder().resolve(folder).resolve("wsgi.py"), "from redis.asyncio import Redis\n");
        }
    }

    private Examined examined(Map<String, String> set, List<String> words) throws IOException, InterruptedException {
        return run(set, words, "'redis' is not a package");
    }

    private Examined run(Map<String, String> set, List<String> words, String says)
            throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(words);
        argv.set(0, Path.of(program.python()).resolveSibling(words.getFirst()).toString());
        Map<String, String> all = new HashMap<>(set);
        all.put("PYTHONNOUSERSITE", "1");
        RealRun run = RealRun.of(argv, program.folder(), all);
        assertThat(run.printed()).contains(says);
        return run.examined(run.symptom(), new OnlyThese(run.machine(), Set.of(program.python())));
    }

    private void shadowed(String folder, Examined examined) {
        String file = program.folder().resolve(folder).resolve("redis.py").toString();
        assertThat(examined.answer().cause()).as("%s", examined.answer()).isEqualTo("shadowed-module");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        assertThat(examined.answer().evidence())
                .filteredOn(Evidence.Shadow.class::isInstance)
                .map(fact -> ((Evidence.Shadow) fact).path())
                .containsExactly(file);
    }

    @ParameterizedTest
    @CsvSource({
        "'',gunicorn --check-config wsgi:app",
        "'',python -m gunicorn wsgi:app",
        "svc,gunicorn --chdir svc wsgi:app",
        "svc,gunicorn --chdir=svc wsgi:app",
        "'',gunicorn --chdir svc wsgi:app",
        "lib,'gunicorn --pythonpath svc,lib wsgi:app'",
        "svc/lib,gunicorn --chdir svc --pythonpath lib wsgi:app",
        "'',uvicorn wsgi:app",
        "svc,uvicorn --app-dir svc wsgi:app",
        "svc,python -m uvicorn --app-dir svc wsgi:app",
        "'',flask --app wsgi run",
        "svc,flask --app svc/wsgi.py run",
        "'',celery -A wsgi worker",
    })
    void aFileInAFolderThatTheServerSearches(String folder, String command) throws Exception {
        Files.writeString(program.folder().resolve(folder).resolve("redis.py"), "class Redis: pass\n");
        shadowed(folder, examined(Map.of(), List.of(command.split(" "))));
    }

    @Test
    void byTheVariablesOfTheServers() throws Exception {
        Files.writeString(program.folder().resolve("svc/redis.py"), "class Redis: pass\n");
        shadowed("svc", examined(Map.of("GUNICORN_CMD_ARGS", "--chdir svc"), List.of("gunicorn", "wsgi:app")));
        shadowed("svc", examined(Map.of("UVICORN_APP_DIR", "svc"), List.of("uvicorn", "wsgi:app")));
    }

    /** Flask goes up to where the outermost package lies. */
    @Test
    void besideThePackageThatAFileOfFlaskIsIn() throws Exception {
        Files.writeString(program.folder().resolve("svc/__init__.py"), "");
        Files.writeString(program.folder().resolve("redis.py"), "class Redis: pass\n");
        shadowed("", examined(Map.of("FLASK_APP", "svc/wsgi.py"), List.of("flask", "run")));
    }

    @Test
    void whatIsMissingIsSaidToHaveBeenLookedForThere() throws Exception {
        Files.writeString(program.folder().resolve("svc/wsgi.py"), "import nowhere_at_all\n");
        Examined examined = run(Map.of(), List.of("gunicorn", "--chdir", "svc", "wsgi:app"), "nowhere_at_all");
        assertThat(examined.patient().environment().orElseThrow().path().entries())
                .startsWith(
                        new PathEntry(program.folder().resolve("svc").toString(), PathEntry.Origin.PROGRAM, ""),
                        new PathEntry(program.folder().toString(), PathEntry.Origin.PROGRAM, ""));
    }
}
