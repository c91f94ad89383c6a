package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Say;
import tiryaq.report.messages.Messages;
import tiryaq.treatment.Draft;
import tiryaq.treatment.LoadChain;
import tiryaq.treatment.Program;
import tiryaq.treatment.Scope;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** A file beside a script hides a library, and the script needs more of its folder than that file. */
class OwnFolderTest {
    @TempDir
    Path room;

    private FailingProgram program = new FailingProgram(Path.of(""), "", Path.of(""));

    @BeforeEach
    void installed() throws IOException, InterruptedException {
        program = FailingProgram.in(room, Pythons.three());
        program.library("zqweb/__init__.py", "");
        program.library("zqweb/testing.py", "");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(program.folder().resolve(file).getParent());
        Files.writeString(program.folder().resolve(file), text);
    }

    private List<Treatment> treatments(String... lines) throws IOException, InterruptedException {
        Examined examined = program.examined(lines);
        assertThat(examined.answer().cause())
                .as(examined.patient().incident().words())
                .isEqualTo("shadowed-module");
        String folder = program.folder().toString();
        return Candidates.of(examined, Command.of(List.of(program.python(), "ask.py"), folder), none -> List.of());
    }

    /** A package is a folder, and is called one. */
    @Test
    void aPackageInTheWayIsRenamedAsAFolder() throws IOException, InterruptedException {
        write("zqweb/__init__.py", "");
        assertThat(treatments("import zqweb.testing"))
                .extracting(each -> each.title().key())
                .contains("treatment.by-hand.rename.folder");
    }

    @Test
    void withoutAnyNeedOfItTheFolderIsLeftOut() throws IOException, InterruptedException {
        write("zqweb.py", "");
        assertThat(treatments("import zqweb.testing"))
                .first()
                .extracting(Treatment::scope)
                .isEqualTo(Scope.NONE);
    }

    /** A statement goes on behind a backslash, and what is behind it is needed like the rest. */
    @Test
    void whatIsImportedBehindABackslash() throws IOException, InterruptedException {
        write("zqweb.py", "V = 1\n");
        write("zqpart.py", "");
        for (String line : List.of("import json, \\\n    zqpart", "from zqweb import __name__, \\\n    V")) {
            assertThat(treatments(line, "import zqweb.testing"))
                    .as(line)
                    .isNotEmpty()
                    .noneMatch(each -> each.scope() == Scope.NONE);
        }
    }

    /** Packages without a file of their own, whose code lies one folder deep and deeper. */
    @Test
    void aNamespacePackageOfTheProjects() throws IOException, InterruptedException {
        write("zqweb.py", "");
        write("zqown/part.py", "V = 1\n");
        assertThat(treatments("import zqown.part", "import zqweb.testing"))
                .isNotEmpty()
                .noneMatch(each -> each.scope() == Scope.NONE);
        write("zqdeep/inner/part.py", "V = 1\n");
        assertThat(treatments("from zqdeep.inner import part", "import zqweb.testing"))
                .isNotEmpty()
                .noneMatch(each -> each.scope() == Scope.NONE);
    }

    @Test
    void whatLiesInAnArchiveIsNotRenamed() throws IOException, InterruptedException {
        Path archive = program.folder().resolve("libs.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("zqweb/__init__.py"));
            zip.closeEntry();
        }
        write("ask.py", "import zqweb.testing\n");
        List<String> argv = List.of(program.python(), "ask.py");
        Examined examined = RealRun.of(argv, program.folder(), Map.of("PYTHONPATH", archive.toString()))
                .examined();
        assertThat(examined.answer().cause()).isEqualTo("shadowed-module");
        assertThat(Candidates.of(examined, Command.of(argv, program.folder().toString()), none -> List.of()))
                .allMatch(each -> each.scope() == Scope.NONE);
    }

    private List<Treatment> withLibs(String text) throws IOException, InterruptedException {
        write("libs/zqfast-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: zqfast\nVersion: 1.0\n");
        write("libs/zqfast-1.0.dist-info/RECORD", "zqfast/__init__.py,,\nzqfast/_x.cpython-38-x86_64-linux-gnu.so,,\n");
        write("libs/zqfast/__init__.py", "");
        Files.copy(
                Path.of(program.python()).toRealPath(),
                program.folder().resolve("libs/zqfast/_x.cpython-38-x86_64-linux-gnu.so"));
        write("libs/mysettings.py", "VAL = 42\n");
        write("ask.py", text + "\nimport zqfast._x\n");
        List<String> argv = List.of(program.python(), "ask.py");
        Examined examined =
                RealRun.of(argv, program.folder(), Map.of("PYTHONPATH", "libs")).examined();
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        Say title = Say.of("treatment.new-environment");
        Environments environments = request -> List.of(new Draft(
                        Treatments.NEW_ENVIRONMENT,
                        title.without(
                                "PYTHONPATH", String.join(":", request.change().leftOut("PYTHONPATH", "libs"))),
                        Scope.ISOLATED)
                .identified());
        return Candidates.of(examined, Command.of(argv, program.folder().toString()), environments);
    }

    /** A new environment could not see the packages beside it, and a program that asks for it would go on without. */
    @Test
    void anOwnFileAmongPackagesIsNotLeftOutForANewEnvironment() throws IOException, InterruptedException {
        assertThat(withLibs("import importlib"))
                .isNotEmpty()
                .noneMatch(Treatment::automatic)
                .anySatisfy(each -> assertThat(each.title().places())
                        .containsEntry("modules", "mysettings")
                        .containsEntry("entry", "libs"));
    }

    @Test
    void whatIsNotNeededIsLeftOutAndThatIsSaid() throws IOException, InterruptedException {
        List<Treatment> offered = withLibs("");
        assertThat(offered.getFirst().kind()).isEqualTo(Treatments.NEW_ENVIRONMENT);
        assertThat(Messages.in("en").text(offered.getFirst().title())).endsWith("(libs left out of PYTHONPATH)");
    }

    @Test
    void anEmptyEntryIsNamedInWords() {
        Program any = new Program(List.of(), List.of("ask.py"), "/work", null, Map.of(), new TreeSet<>());
        LoadChain chain = new LoadChain(List.of("json"), List.of(), false);
        Treatment treatment = Treatments.leaveOutEntry(any, "/python", "PYTHONPATH", "/none:", "", chain);
        assertThat(Messages.in("en").text(treatment.title())).contains("the empty entry");
    }

    /** Who takes a part of the project's own package has to ask for it by the new name. */
    @Test
    void aPartOfThePackageThatIsInTheWay() throws IOException, InterruptedException {
        write("zqweb/__init__.py", "");
        write("zqweb/own.py", "V = 1\n");
        for (String line : List.of("import zqweb.own", "from zqweb.own import V", "from zqweb import own")) {
            assertThat(treatments(line, "import zqweb.testing"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.steps())
                            .hasSize(2)
                            .last()
                            .isInstanceOfSatisfying(
                                    Step.Manual.class,
                                    step -> assertThat(step.what().places())
                                            .containsEntry("files", program.folder() + "/ask.py")));
        }
    }
}
