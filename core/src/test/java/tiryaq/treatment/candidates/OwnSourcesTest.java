package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;
import tiryaq.treatment.VariableChange;

/** What the program itself is, is not imported as a proof, and stays where the program finds it. */
class OwnSourcesTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private final String other = TinyWheel.freshName();
    private OfflineProject place;

    @BeforeEach
    void furnish() throws IOException {
        place = OfflineProject.in(room, "shop/project");
    }

    private Path write(String file, String text) throws IOException {
        Path path = place.folder().resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    /** As {@code pip install --target} leaves it. */
    private void installed(String distribution, String file, String text) throws IOException {
        write("libs/" + file, text);
        String metadata = "libs/" + distribution + "-1.0.dist-info/";
        write(metadata + "METADATA", "Metadata-Version: 2.1\nName: " + distribution + "\nVersion: 1.0\n");
        write(metadata + "RECORD", file + ",,\n");
    }

    private Environments.Request asked(String path, String... words) {
        place.variables().put("PYTHONPATH", path);
        List<String> argv = new ArrayList<>(List.of(place.python()));
        argv.addAll(List.of(words));
        Command command = place.command(argv.toArray(String[]::new));
        Examined examined = place.examined(command, OfflineProject.onlyIn(name));
        List<Environments.Request> requests = new ArrayList<>();
        Candidates.of(examined, command, request -> {
            requests.add(request);
            return List.of();
        });
        assertThat(requests).as("%s", examined.answer()).hasSize(1);
        return requests.getFirst();
    }

    @Test
    void aProofImportsNothingThatTheProgramRuns() throws IOException {
        String late = "def work():\n    from " + name + " import one\nwork()\n";
        write("src/app/__init__.py", "");
        write("src/app/__main__.py", late);
        write("src/single.py", late);
        for (String target : List.of("app", "single")) {
            assertThat(asked("src", "-m", target).chain().modules()).containsExactly(name, name + ":one");
        }
        installed("mytool", "mytool/__main__.py", late);
        installed("mytools", "mytools.py", late);
        for (String target : List.of("mytool", "mytools")) {
            assertThat(asked("libs", "-m", target).chain().modules()).as(target).containsExactly(name, name + ":one");
        }
    }

    @Test
    void aScriptIsNotImportedUnderAnotherName() throws IOException {
        installed("app", "app/run.py", "import " + name + "\n");
        Files.createSymbolicLink(
                place.folder().resolve("start.py"), place.folder().resolve("libs/app/run.py"));
        for (String script : List.of("libs/app/run.py", "start.py")) {
            assertThat(asked("libs", script).chain().modules()).as(script).containsExactly(name);
        }
    }

    @Test
    void theProjectsOwnModulesAreNotImported() throws IOException {
        write("src/app/__init__.py", "");
        write("src/app/helper.py", "import " + other + "\n");
        installed(other, other + "/__init__.py", "import " + name + "\n");
        write("main.py", "from app import helper\n");
        assertThat(asked("src:libs", "main.py").chain().modules()).containsExactly(other, name);
        write("pyproject.toml", "");
        write("src/app.egg-info/PKG-INFO", "Metadata-Version: 2.1\nName: app\nVersion: 1.0\n");
        write("src/app.egg-info/top_level.txt", "app\n");
        assertThat(asked("src:libs", "main.py").chain().modules()).containsExactly(other, name);
    }

    @Test
    void onlyFoldersOfPackagesAreLeftOut() throws IOException {
        write("src/own/__init__.py", "");
        write("src/own/run.py", "import " + name + "\n");
        assertThat(asked("src", "-m", "own.run").change()).isEqualTo(VariableChange.NONE);
        installed(other, other + "/__init__.py", "import " + name + "\n");
        write("src/own/run.py", "import " + other + "\n");
        assertThat(asked("src:libs", "-m", "own.run").change().set()).containsExactly(Map.entry("PYTHONPATH", "src"));
        write("main.py", "import own.run\n");
        assertThat(asked("src:libs", "main.py").change().set()).containsExactly(Map.entry("PYTHONPATH", "src"));
        assertThat(asked("libs:src", "main.py").change().set()).containsExactly(Map.entry("PYTHONPATH", "src"));
    }

    private List<Treatment> offered(String python) {
        Command command = place.command(python, "scripts/run.py");
        return Candidates.of(place.examined(command, OfflineProject.onlyIn(name)), command, request -> List.of());
    }

    /** To start the program another way changes nothing, so it comes before what changes its environment. */
    @Test
    void aProjectWithSourcesIsInstalledIntoItsEnvironment() throws IOException {
        write("pyproject.toml", "[project]\nname = 'zqown'\nversion = '1'\n");
        write("src/zqown/__init__.py", "");
        write("scripts/run.py", "import zqown\n");
        assertThat(offered(place.python()))
                .as("it has none")
                .extracting(Treatment::kind)
                .containsExactly(Treatments.ADD_ENTRY);
        assertThat(place.run(place.command(place.python(), "-I", "-m", "venv", ".venv"))
                        .passed())
                .isTrue();
        String own = place.folder() + "/.venv/bin/python";
        for (String python : List.of(own, place.python())) {
            List<Treatment> all = offered(python);
            assertThat(all).extracting(Treatment::kind).startsWith(Treatments.ADD_ENTRY, Treatments.EDITABLE);
            assertThat(((Step.Manual) all.get(1).steps().getFirst()).command())
                    .extracting(Command::argv)
                    .isEqualTo(List.of(
                            own, "-m", "pip", "install", "-e", place.folder().toString()));
        }
    }

    /** Without a folder of sources the program only has to be started where they are. */
    @Test
    void aProjectWithoutOneIsNotInstalledFirst() throws IOException {
        write("pyproject.toml", "[project]\nname = 'zqown'\nversion = '1'\n");
        write("zqown/__init__.py", "");
        write("scripts/run.py", "import zqown\n");
        assertThat(place.run(place.command(place.python(), "-I", "-m", "venv", ".venv"))
                        .passed())
                .isTrue();
        assertThat(offered(place.folder() + "/.venv/bin/python"))
                .extracting(Treatment::kind)
                .containsExactly(Treatments.ADD_ENTRY, Treatments.BY_HAND);
    }

    /** As pip does it: what the build does not name, or what lies beside a {@code src}, is not there afterwards. */
    @Test
    void whatInstallingTheProjectWouldNotBringIsOnlySearched() throws IOException {
        String head = "[project]\nname = 'zqown'\nversion = '1'\n";
        write("pyproject.toml", head + "[tool.setuptools.packages.find]\nwhere = ['src']\n");
        write("src/zqown/__init__.py", "");
        write("zqaside.py", "");
        write("tools/__init__.py", "");
        assertThat(place.run(place.command(place.python(), "-I", "-m", "venv", ".venv"))
                        .passed())
                .isTrue();
        String own = place.folder() + "/.venv/bin/python";
        for (String module : List.of("zqaside", "tools")) {
            write("scripts/run.py", "import " + module + "\n");
            for (String build : List.of("[tool.setuptools.packages.find]\nwhere = ['src']\n", "")) {
                write("pyproject.toml", head + build);
                assertThat(offered(own))
                        .as(module + build)
                        .extracting(Treatment::kind)
                        .containsExactly(Treatments.ADD_ENTRY);
            }
        }
        write("scripts/run.py", "import zqaside\n");
        write("pyproject.toml", head + "[tool.setuptools]\npy-modules = ['zqaside']\n");
        assertThat(offered(own)).extracting(Treatment::kind).contains(Treatments.BY_HAND);
        write("scripts/run.py", "import zqown\n");
        assertThat(offered(own)).extracting(Treatment::kind).containsExactly(Treatments.ADD_ENTRY);
        write("pyproject.toml", head);
        assertThat(offered(own)).extracting(Treatment::kind).contains(Treatments.EDITABLE);
    }

    /** A folder that the project names among its requirements is its own, too. */
    @Test
    void aFolderThatIsDeclaredIsSearched() throws IOException {
        write("libs/zqpart/zqpart/__init__.py", "");
        write("libs/zqpart/setup.py", "");
        write("scripts/run.py", "import zqpart\n");
        write("requirements.txt", "-e ./libs/zqpart  # ours\n");
        Command command = place.command(place.python(), "scripts/run.py");
        Examined examined = place.examined(command, OfflineProject.onlyIn(name));
        assertThat(examined.answer().cause()).isEqualTo("local-import-broken");
        assertThat(offered(place.python()))
                .extracting(each -> each.title().key())
                .containsExactly("treatment.add-entry", "treatment.by-hand.in-place");
        write("requirements.txt", "# -e ./libs/zqpart\n");
        assertThat(place.examined(command, OfflineProject.onlyIn(name)).answer().cause())
                .isNotEqualTo("local-import-broken");
    }

    private Diagnosis answerOf(String script) {
        return place.examined(place.command(place.python(), script), OfflineProject.onlyIn(name))
                .answer();
    }

    /** Sure is only what lies in one project, and above the folder itself nobody else's file counts. */
    @Test
    void whatAFileFurtherAboveDeclaresIsSomebodyElses() throws IOException {
        write("deep/run.py", "import zqpart\n");
        write("../zqpart/zqpart/__init__.py", "");
        write("../requirements.txt", "-e ./zqpart\n");
        assertThat(answerOf("deep/run.py").cause()).isNotEqualTo("local-import-broken");
        write("requirements.txt", "-e ../zqpart\n");
        assertThat(answerOf("deep/run.py"))
                .extracting(Diagnosis::cause, Diagnosis::certainty)
                .as("declared here, where nothing says what is one project")
                .containsExactly("local-import-broken", Certainty.LIKELY);
        write("pyproject.toml", "[project]\nname = 'zqthis'\n");
        assertThat(answerOf("deep/run.py").certainty()).as("outside of it").isEqualTo(Certainty.LIKELY);
        write("../setup.cfg", "");
        Files.delete(place.folder().resolve("requirements.txt"));
        assertThat(answerOf("deep/run.py").cause()).as("another project's").isNotEqualTo("local-import-broken");
        Files.delete(place.folder().resolve("pyproject.toml"));
        assertThat(answerOf("deep/run.py"))
                .extracting(Diagnosis::cause, Diagnosis::certainty)
                .containsExactly("local-import-broken", Certainty.PROVED);
        place.variables().put("HOME", room.toRealPath() + "/shop");
        assertThat(answerOf("deep/run.py").cause()).as("a home is no project").isNotEqualTo("local-import-broken");
    }
}
