package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import tiryaq.treatment.Change;
import tiryaq.treatment.Proofs;
import tiryaq.treatment.Step;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.process.RunResult;

/** What is offered for failures of a real interpreter, and that it helps. */
class CandidatesTest {
    private static final String USES_SECRETS = "import secrets\nprint(len(secrets.token_hex(4)))\n";

    @TempDir
    Path room;

    private final String name = TinyWheel.freshName();
    private final List<Environments.Request> requests = new ArrayList<>();
    private OfflineProject place;
    private Path project;

    @BeforeEach
    void furnish() throws IOException {
        place = OfflineProject.in(room, "shop/project");
        project = place.folder();
    }

    private RunResult run(Command command) {
        return place.run(command);
    }

    private List<Treatment> offered(Command command, Environments environments) {
        return offered(command, environments, OfflineProject.onlyIn(name));
    }

    private List<Treatment> offered(Command command, Environments environments, Providers knows) {
        return Candidates.of(place.examined(command, knows), command, environments);
    }

    private List<String> titles(Command command) {
        return offered(command, this::asked).stream()
                .map(each -> each.title().key())
                .toList();
    }

    private Command main() {
        return place.command(place.python(), "main.py");
    }

    /** A script that begins with any of these may miss something without its own folder. */
    private void needsItsFolder(String... beginnings) throws IOException {
        for (String each : beginnings) {
            Files.writeString(project.resolve("main.py"), each + USES_SECRETS);
            assertThat(titles(main())).as(each).singleElement().asString().startsWith("treatment.by-hand.rename");
        }
    }

    private List<Treatment> asked(Environments.Request request) {
        requests.add(request);
        return List.of();
    }

    /** Its folder comes first on the search path of every interpreter. */
    @Test
    void noInterpreterHelpsAgainstAFileBesideTheScript() throws IOException {
        Path shadow = Files.writeString(project.resolve("json.py"), "");
        Files.writeString(project.resolve("helper.py"), "");
        Files.writeString(project.resolve("main.py"), "import json, helper\nprint(json.dumps('works'))\n");
        Command command = main();
        List<Treatment> offered = offered(command, this::asked);
        assertThat(offered).extracting(each -> each.title().key()).containsExactly("treatment.by-hand.rename");
        assertThat(offered.getFirst().changes()).containsExactly(new Change(shadow.toString(), "renamed"));
        assertThat(requests).isEmpty();
        Files.move(shadow, project.resolve("own_json.py"));
        assertThat(run(command).out()).isEqualTo("\"works\"\n");
    }

    /** What it only asks for, or loads by a name that is made up later, a program misses without a word. */
    @Test
    void theFolderIsNotLeftOutWhereAnythingElseInItMayBeLookedFor() throws IOException {
        Files.writeString(project.resolve("secrets.py"), "");
        Path own = Files.writeString(project.resolve("local_rules.py"), "");
        needsItsFolder(
                "import importlib.util\nRULES = importlib.util.find_spec('local_rules')\n",
                "def later(name):\n    return __import__('local_' + name)\n",
                "import os\nos.environ['RULES_MODULE'] = 'local_rules'\n",
                "def later():\n    if True: import local_rules\n");
        Files.delete(own);
        assertThat(titles(main())).containsExactly("treatment.safe-path", "treatment.by-hand.rename");
    }

    /** The script needs the very file that is in the way, too: without it the program dies at its first line. */
    @Test
    void theFolderIsNotLeftOutWhereTheScriptTakesSomethingFromTheFileInTheWay() throws IOException {
        Files.writeString(project.resolve("secrets.py"), "PASSWORD = 'x'\n\ndef banner():\n    return 'x'\n");
        needsItsFolder(
                "from secrets import PASSWORD\n",
                "from secrets import (\n    banner,\n    PASSWORD,\n)\n",
                "import secrets as own\nown.banner()\n",
                "import secrets as own\ngetattr(own, 'PASSWORD')\n",
                "from secrets import *\n",
                "import pickle\n");
        Files.writeString(project.resolve("main.py"), "import os\nos.getcwd()\n" + USES_SECRETS);
        assertThat(titles(main())).containsExactly("treatment.safe-path", "treatment.by-hand.rename");
    }

    /** The step by hand is a command that does it, and hits no other file. */
    @Test
    void theFileInTheWayIsRenamedByTheCommandThatIsShown() throws IOException {
        Files.writeString(project.resolve("secrets.py"), "");
        Files.writeString(project.resolve("my_secrets.py"), "kept");
        Files.writeString(project.resolve("main.py"), USES_SECRETS);
        Treatment rename = offered(main(), this::asked).stream()
                .filter(each -> each.title().key().equals("treatment.by-hand.rename"))
                .findFirst()
                .orElseThrow();
        Step.Manual step = (Step.Manual) rename.steps().getFirst();
        assertThat(place.run(java.util.Objects.requireNonNull(step.command())).passed())
                .isTrue();
        assertThat(project.resolve("secrets.py")).doesNotExist();
        assertThat(project.resolve("my2_secrets.py")).hasContent("");
        assertThat(project.resolve("my_secrets.py")).hasContent("kept");
        assertThat(place.run(main()).passed()).isTrue();
    }

    /** A file that the program needs as it is cannot just be called otherwise: its own imports have to follow. */
    @Test
    void theFileInTheWayIsRenamedWithItsUses() throws IOException {
        Files.writeString(project.resolve("secrets.py"), "PASSWORD = 'x'\n");
        Path script = Files.writeString(
                project.resolve("main.py"), "from secrets import PASSWORD\nprint(PASSWORD)\n" + USES_SECRETS);
        Treatment rename = offered(main(), this::asked).getFirst();
        assertThat(rename.title().key()).isEqualTo("treatment.by-hand.rename.used");
        assertThat(rename.title().places()).containsEntry("files", script.toString());
        for (Step each : rename.steps()) {
            Step.Manual step = (Step.Manual) each;
            if (step.command() != null) {
                assertThat(place.run(step.command()).passed()).isTrue();
            } else {
                String renamed = Files.readString(script)
                        .replace(
                                "from secrets import P",
                                "from " + step.what().places().get("name") + " import P");
                Files.writeString(script, renamed);
            }
        }
        assertThat(place.run(main()).passed()).isTrue();
    }

    /** A folder of PYTHONPATH comes before the packages of every interpreter. */
    @Test
    void noInterpreterHelpsAgainstAFileOnThePath() throws IOException {
        Path sources = Files.createDirectories(project.resolve("sources"));
        Files.writeString(sources.resolve("json.py"), "");
        Files.writeString(project.resolve("main.py"), "import json\nprint(json.dumps('works'))\n");
        place.variables().put("PYTHONPATH", sources.toString());
        List<Treatment> offered = offered(main(), this::asked);
        assertThat(offered).extracting(each -> each.title().key()).contains("treatment.by-hand.rename");
        assertThat(requests).isEmpty();
    }

    @Test
    void aProjectIsWhereItsScriptLiesWhereverItIsStarted() throws IOException {
        Files.writeString(project.resolve("main.py"), "import " + name + "\n");
        String script = project + "/main.py";
        offered(Command.of(List.of(place.python(), script), "/"), this::asked);
        place.variables()
                .put("HOME", Objects.requireNonNull(project.getParent()).toString());
        offered(Command.of(List.of(place.python(), script), project.getParent().toString()), this::asked);
        place.variables().put("HOME", room.resolve("home").toString());
        offered(Command.of(List.of(place.python(), script), project.getParent().toString()), this::asked);
        assertThat(requests)
                .extracting(Environments.Request::project)
                .containsExactly(
                        project.toString(),
                        project.toString(),
                        project.getParent().toString());
    }

    /** What is declared alone would be installed in vain. */
    @Test
    void whatIsNotDeclaredIsInstalledBesideWhatIs() throws IOException {
        String other = TinyWheel.freshName();
        for (String each : List.of(name, other)) {
            TinyWheel.pure(place.wheels(), each, "1.0", List.of());
        }
        Files.writeString(project.resolve("requirements.txt"), other + "\n");
        Files.writeString(project.resolve("main.py"), "import " + other + ", " + name + "\nprint('works')\n");
        Files.writeString(project.resolve(other + ".py"), "");
        Command command = main();
        Treatment first = offered(command, engines(false)).getFirst();
        assertThat(first.title().key()).isEqualTo("treatment.new-environment.declared.and");
        assertThat(first.title().places()).containsEntry("distribution", name);
        assertThat(installs(first)).contains("-r", project + "/requirements.txt", name);
        follow(first);
        assertThat(run(Objects.requireNonNull(first.cured())).out()).isEqualTo("works\n");
        Files.writeString(project.resolve("requirements.txt"), other + "\n" + name + "\n");
        Path environment = project.resolve(".venv");
        Files.move(environment, room.resolve("aside"));
        Treatment declared = offered(command, engines(true)).getFirst();
        assertThat(declared.title().key()).isEqualTo("treatment.new-environment.declared");
        assertThat(installs(declared)).containsAnyOf("--offline", "--no-index");
        assertThat(declared.needs().network()).isFalse();
    }

    /** pip alone would only find out by failing; what it would run is shown as pip is given it with a network. */
    @Test
    void withoutTheNetworkThatItNeedsAnEnvironmentIsLeftToThePerson() throws IOException {
        place.variables().put("PIP_INDEX_URL", "http://127.0.0.1:9/simple");
        place.variables().remove("UV_FIND_LINKS");
        place.variables().remove("UV_NO_INDEX");
        Files.createDirectories(place.wheels());
        Files.writeString(project.resolve("main.py"), "import " + name + "\nprint('works')\n");
        Command command = main();
        Treatment withheld = offered(command, engines(true)).getFirst();
        assertThat(withheld.isWithheld()).isTrue();
        assertThat(withheld.automatic()).isFalse();
        assertThat(withheld.reversible()).isFalse();
        assertThat(withheld.steps())
                .allSatisfy(step -> assertThat(((Step.Manual) step).command())
                        .isNotNull()
                        .satisfies(each -> assertThat(each.argv()).doesNotContain("--no-index")));
        Treatment online = offered(command, engines(false)).getFirst();
        assertThat(online.isWithheld()).isFalse();
        assertThat(online.id()).isNotEqualTo(withheld.id());
        TinyWheel.pure(place.wheels(), name, "1.0", List.of());
        Treatment here = offered(command, engines(true)).getFirst();
        assertThat(here.automatic()).isTrue();
        follow(here);
        assertThat(run(Objects.requireNonNull(here.cured())).out()).isEqualTo("works\n");
    }

    /** A thread died beside the program: one environment is for both, and only both prove it. */
    @Test
    void allThatIsMissingIsPlannedAndProvedAtOnce() throws IOException {
        String other = TinyWheel.freshName();
        for (String each : List.of(name, other)) {
            TinyWheel.pure(place.wheels(), each, "1.0", List.of());
        }
        Files.writeString(
                project.resolve("main.py"),
                "import threading\ndef work():\n    import " + other + "\n    print('worked')\n"
                        + "thread = threading.Thread(target=work)\nthread.start()\nthread.join()\n"
                        + "def main():\n    import " + name + "\nmain()\nprint('works')\n");
        Command command = main();
        Treatment first = offered(
                        command,
                        engines(false),
                        (distributions, module) -> Optional.of(new Providers.Provided(module, "index")))
                .getFirst();
        assertThat(first.installs()).contains(name, other);
        assertThat(Proofs.imported(first.proof())).contains(name, other);
        follow(first);
        assertThat(first.proof()).allMatch(each -> run(each).passed());
        assertThat(run(Objects.requireNonNull(first.cured())).out()).isEqualTo("worked\nworks\n");
        Path lib = project.resolve(".venv/lib");
        try (var versions = Files.newDirectoryStream(lib, "python*")) {
            Files.move(versions.iterator().next().resolve("site-packages/" + other), room.resolve("aside"));
        }
        assertThat(run(first.proof().getFirst()).passed()).isFalse();
    }

    private void follow(Treatment treatment) {
        for (Step step : treatment.steps()) {
            assertThat(run(((Step.Run) step).command()).passed()).isTrue();
        }
    }

    private NewEnvironments engines(boolean offline) {
        return new NewEnvironments(
                place.machine(),
                (interpreter, engine) -> (distribution, version) -> new Availability.Unknown("not asked"),
                null,
                offline);
    }

    private static List<String> installs(Treatment treatment) {
        return ((Step.Run) treatment.steps().getLast()).command().argv();
    }

    /** What the shim sets finds the interpreter that a cured command names itself. */
    @Test
    void aCuredCommandCarriesNothingOfPyenvs() throws IOException {
        Path root = room.toRealPath().resolve("pyenv");
        Path bin = Files.createDirectories(root.resolve("versions/3.x/bin"));
        Files.createSymbolicLink(bin.resolve("python"), Path.of(place.python()));
        Path shims = Files.createDirectories(root.resolve("shims"));
        Path shim = Files.writeString(
                shims.resolve("python"),
                "#!/bin/sh\nprogram=\"${0##*/}\"\nexport PYENV_ROOT=\"" + root
                        + "\"\n# exec \"" + root
                        + "/libexec/pyenv\" exec \"$program\"\nexec \"$program\" \"$@\"\n"
                                .replace("exec \"$program\" \"$@\"", "exec " + bin + "/python \"$@\""));
        assertThat(shim.toFile().setExecutable(true)).isTrue();
        Files.writeString(root.resolve("version"), "3.x\n");
        Files.writeString(project.resolve("main.py"), "import " + name + "\n");
        place.variables().put("PATH", shims + ":/usr/bin:/bin");
        offered(place.command("python", "main.py"), this::asked);
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().seen().interpreter().executable()).startsWith(root.toString());
        assertThat(requests.getFirst().program().set()).isEmpty();
        offered(place.command("env", "PATH=" + shims + ":/bin", "MARK=1", "python", "main.py"), this::asked);
        assertThat(requests.getLast().program().set())
                .containsOnly(Map.entry("PATH", shims + ":/bin"), Map.entry("MARK", "1"));
    }
}
