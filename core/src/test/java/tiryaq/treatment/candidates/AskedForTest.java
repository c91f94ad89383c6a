package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.diagnosis.Providers;
import tiryaq.index.Availability;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/**
 * What a treatment brings beside what is missing, and what it leaves to those who ask for it. Run by a real
 * interpreter.
 */
class AskedForTest {
    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private final String starter = TinyWheel.freshName();
    private OfflineProject place;
    private Path project;

    @BeforeEach
    void furnish() throws IOException {
        place = OfflineProject.in(room, "shop/project");
        project = place.folder();
        TinyWheel.pure(place.wheels(), name, "1.0", List.of());
    }

    private List<Treatment> offered(Command command, Providers knows) {
        NewEnvironments engines = new NewEnvironments(
                place.machine(),
                (interpreter, engine) -> (distribution, version) -> new Availability.Unknown("not asked"),
                null,
                false);
        return Candidates.of(place.examined(command, knows), command, engines);
    }

    private void follow(Treatment treatment) {
        for (Step step : treatment.steps()) {
            assertThat(place.run(((Step.Run) step).command()).passed()).isTrue();
        }
    }

    private String after(Treatment treatment) {
        follow(treatment);
        assertThat(treatment.proof()).allMatch(each -> place.run(each).passed());
        return place.run(Objects.requireNonNull(treatment.cured())).out();
    }

    /** An environment of the user's own, with a distribution that has a console script. */
    private Path installed() throws IOException {
        Map<String, String> files = Map.of(
                starter + "/__init__.py",
                "def main():\n    import " + name + "\n    print('works')\n",
                starter + "/__main__.py",
                "from " + starter + " import main\nmain()\n");
        TinyWheel.make(place.wheels(), starter, "2.0", "py3-none-any", List.of(), files);
        Path venv = room.toRealPath().resolve("tools");
        assertThat(place.run(place.command(place.python(), "-m", "venv", venv.toString()))
                        .passed())
                .isTrue();
        String python = venv + "/bin/python";
        assertThat(place.run(place.command(python, "-m", "pip", "install", "-q", starter))
                        .passed())
                .isTrue();
        Path script = Files.writeString(
                venv.resolve("bin/" + starter),
                "#!" + python + "\nimport sys\nfrom " + starter
                        + " import main\nif __name__ == '__main__':\n    sys.exit(main())\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return venv;
    }

    /** What is declared is not all: without the distribution of the script nothing would start. */
    @Test
    void whatStartsTheProgramComesAlong() throws IOException {
        Path venv = installed();
        Files.writeString(project.resolve("requirements.txt"), name + "\n");
        for (Command command :
                List.of(place.command(venv + "/bin/" + starter), place.command(venv + "/bin/python", "-m", starter))) {
            List<Treatment> offered = offered(command, OfflineProject.onlyIn(name));
            Treatment declared = offered.getFirst();
            assertThat(declared.title().key()).isEqualTo("treatment.new-environment.declared.and");
            assertThat(declared.title().places()).containsEntry("distribution", starter);
            assertThat(((Step.Run) declared.steps().getLast()).command().argv()).contains(starter + "==2.0");
        }
        assertThat(after(offered(place.command(venv + "/bin/" + starter), OfflineProject.onlyIn(name))
                        .getFirst()))
                .isEqualTo("works\n");
    }

    /** What the program imports beside what is missing, and sees now, it would miss next. */
    @Test
    void whatTheProgramImportsComesAlong() throws IOException {
        Path venv = installed();
        Files.writeString(project.resolve("requirements.txt"), name + "\n");
        Files.writeString(project.resolve("main.py"), "import " + starter + "\nimport " + name + "\nprint('works')\n");
        Treatment declared = offered(place.command(venv + "/bin/python", "main.py"), OfflineProject.onlyIn(name))
                .getFirst();
        assertThat(declared.title().places()).containsEntry("distribution", starter);
        assertThat(after(declared)).isEqualTo("works\n");
    }

    @Test
    void itComesAlongWhereNothingIsDeclaredAndOnceWhereItIs() throws IOException {
        Path venv = installed();
        Command command = place.command(venv + "/bin/" + starter);
        assertThat(offered(command, OfflineProject.onlyIn(name)).getFirst().installs())
                .contains(starter + "==2.0", name);
        Files.writeString(project.resolve("requirements.txt"), name + "\n" + starter + "\n");
        assertThat(offered(command, OfflineProject.onlyIn(name))
                        .getFirst()
                        .title()
                        .key())
                .isEqualTo("treatment.new-environment.declared");
    }

    /** Nothing but its name speaks for it: it is offered as what it is. */
    @Test
    void namesakeIsOfferedAsOne() throws IOException {
        Files.writeString(project.resolve("main.py"), "import " + name + "\nprint('works')\n");
        Command command = place.command(place.python(), "main.py");
        Providers namesakes = (distributions, module) -> distributions.equals(List.of(module))
                ? Optional.of(new Providers.Provided(module, "index"))
                : Optional.empty();
        Treatment treatment = offered(command, namesakes).getFirst();
        assertThat(treatment.kind()).isEqualTo(Treatments.NAMESAKE_ENVIRONMENT);
        assertThat(treatment.automatic()).isTrue();
        assertThat(treatment.isNamesake()).isTrue();
        Treatment meant = offered(command, OfflineProject.onlyIn(name)).getFirst();
        assertThat(meant.isNamesake()).isFalse();
        assertThat(meant.id()).isNotEqualTo(treatment.id());
        Files.writeString(project.resolve("requirements.txt"), name + "\n");
        assertThat(offered(
                        command,
                        (distributions, module) -> distributions.contains(name)
                                ? Optional.of(new Providers.Provided(name, "index"))
                                : Optional.empty()))
                .noneMatch(Treatment::isNamesake);
    }

    /** {@code from google import genai}: the distribution is called after both. */
    @Test
    void aPartThatIsAskedForMayHaveADistributionOfItsOwn() throws IOException {
        TinyWheel.make(
                place.wheels(),
                name + "_part",
                "1.0",
                "py3-none-any",
                List.of(),
                Map.of(name + "/part/__init__.py", ""));
        Files.writeString(project.resolve("main.py"), "from " + name + " import part as p\nprint('works')\n");
        Treatment treatment = offered(
                        place.command(place.python(), "main.py"),
                        (distributions, module) ->
                                distributions.equals(List.of(name + "-part")) && module.equals(name + ".part")
                                        ? Optional.of(new Providers.Provided(name + "-part", "index"))
                                        : Optional.empty())
                .getFirst();
        assertThat(treatment.isNamesake()).isTrue();
        assertThat(after(treatment)).isEqualTo("works\n");
        assertThat(treatment.proof().getFirst().argv()).contains(name + ":part");
    }

    /** The answer is certain, and of another module that the program imports only the name is known. */
    @Test
    void namesakeBesideWhatIsMeantIsOneAsWell() throws IOException {
        Files.writeString(project.resolve("main.py"), "import " + name + "\nimport " + starter + "\n");
        Files.writeString(project.resolve("requirements-dev.txt"), "");
        Command command = place.command(place.python(), "main.py");
        Providers both = (distributions, module) -> module.equals(name)
                ? Optional.of(new Providers.Provided(name, "index"))
                : distributions.equals(List.of(module))
                        ? Optional.of(new Providers.Provided(module, "index"))
                        : Optional.empty();
        Treatment treatment = offered(command, both).getLast();
        assertThat(treatment.installs()).contains(name, starter);
        assertThat(treatment.isNamesake()).isTrue();
    }

    /** The project's own sources: the same program with their folder on the path, proved by nothing but a run of it. */
    @Test
    void sourcesOfTheProjectAreSearched() throws IOException {
        Files.writeString(project.resolve("pyproject.toml"), "[project]\nname = \"q\"\nversion = \"1\"\n");
        Path source = Files.createDirectories(project.resolve("src/" + starter));
        Files.writeString(source.resolve("__init__.py"), "open('imported', 'w').close()\n");
        Files.writeString(project.resolve("main.py"), "import " + starter + "\nprint('works')\n");
        place.variables().put("PYTHONPATH", room + "/other");
        Command command = place.command(place.python(), "main.py");
        List<Treatment> offered = offered(command, Providers.NONE);
        assertThat(offered).extracting(Treatment::kind).containsExactly(Treatments.ADD_ENTRY);
        Treatment treatment = offered.getFirst();
        assertThat(Treatments.onlyRunProves(treatment)).isTrue();
        assertThat(Treatments.mayCauseAnother(treatment)).isTrue();
        assertThat(treatment.proof()).allMatch(each -> place.run(each).passed());
        assertThat(project.resolve("imported")).doesNotExist();
        Command cured = Objects.requireNonNull(treatment.cured());
        assertThat(cured.set()).containsEntry("PYTHONPATH", project + "/src:" + room + "/other");
        assertThat(place.run(cured).out()).isEqualTo("works\n");
        // A letter of another option's value says nothing.
        assertThat(offered(place.command(place.python(), "-Wignore::ImportWarning", "main.py"), Providers.NONE))
                .extracting(Treatment::kind)
                .containsExactly(Treatments.ADD_ENTRY);
        assertThat(offered(place.command(place.python(), "-BE", "main.py"), Providers.NONE))
                .isEmpty();
        // Python does not look at the variable then.
        assertThat(offered(place.command(place.python(), "-I", "main.py"), Providers.NONE))
                .isEmpty();
    }

    @Test
    void projectIsInstalledIntoAnEnvironmentByThePerson() throws IOException {
        Files.writeString(project.resolve("pyproject.toml"), "[project]\nname = \"q\"\nversion = \"1\"\n");
        Path source = Files.createDirectories(project.resolve("src/" + starter));
        Files.writeString(source.resolve("__init__.py"), "");
        Files.writeString(project.resolve("main.py"), "import " + starter + "\n");
        Path venv = room.toRealPath().resolve("tools");
        assertThat(place.run(place.command(place.python(), "-m", "venv", "--without-pip", venv.toString()))
                        .passed())
                .isTrue();
        List<Treatment> offered = offered(place.command(venv + "/bin/python", "main.py"), Providers.NONE);
        assertThat(offered)
                .extracting(each -> each.title().key())
                .containsExactly("treatment.add-entry", "treatment.by-hand.editable");
        assertThat(((Step.Manual) offered.getLast().steps().getFirst()).command())
                .extracting(Command::argv)
                .asInstanceOf(list(String.class))
                .as("by a pip that works there, as it has none of its own")
                .contains("--python", venv + "/bin/python")
                .endsWith("install", "-e", project.toString());
    }

    /** A file of a package, by its path: as a module it works, in its folder where it has arguments to find there. */
    @Test
    void aPartOfAPackageIsStartedAsOne() throws IOException {
        Path inner = Files.createDirectories(project.resolve("zqpack/core"));
        Files.writeString(project.resolve("zqpack/__init__.py"), "");
        Files.writeString(project.resolve("zqpack/conf.py"), "word = 'works'\n");
        Files.writeString(inner.resolve("__init__.py"), "");
        Path script = inner.resolve("run.py");
        Files.writeString(script, "from ..conf import word\nimport sys\nprint(word, *sys.argv[1:])\n");
        Treatment treatment = only(place.command(place.python(), script.toString()));
        assertThat(Treatments.onlyRunProves(treatment)).isTrue();
        assertThat(treatment.proof()).allMatch(each -> place.run(each).passed());
        Command cured = Objects.requireNonNull(treatment.cured());
        assertThat(cured.argv()).endsWith("-m", "zqpack.core.run");
        assertThat(cured.folder()).isEqualTo(project.toString());
        assertThat(place.run(cured).out()).isEqualTo("works\n");
        Command given = place.command(place.python(), "run.py", "one");
        Command there = new Command(given.argv(), inner.toString(), given.set(), given.unset());
        Command kept = Objects.requireNonNull(only(there).cured());
        assertThat(kept.folder()).isEqualTo(inner.toString());
        assertThat(kept.set()).containsEntry("PYTHONPATH", project.toString());
        assertThat(place.run(kept).out()).isEqualTo("works one\n");
        // The same file with an absolute import of its package, in a project that says that it is one.
        Files.writeString(project.resolve("pyproject.toml"), "[project]\nname = \"q\"\nversion = \"1\"\n");
        Files.writeString(script, "import zqpack.conf\nprint(zqpack.conf.word)\n");
        List<Treatment> offered = offered(place.command(place.python(), script.toString()), Providers.NONE);
        assertThat(offered).extracting(Treatment::kind).startsWith(Treatments.AS_MODULE, Treatments.ADD_ENTRY);
        assertThat(place.run(Objects.requireNonNull(offered.getFirst().cured())).out())
                .isEqualTo("works\n");
    }

    private Treatment only(Command command) throws IOException {
        List<Treatment> offered = offered(command, Providers.NONE);
        assertThat(offered).extracting(Treatment::kind).containsExactly(Treatments.AS_MODULE);
        return offered.getFirst();
    }
}
