package tiryaq.diagnosis.wanted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Step;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.candidates.Candidates;
import tiryaq.treatment.candidates.Remaking;
import tiryaq.treatment.candidates.Untreated;

/** What a real program would fail of next, and whose requirement it is that is missing. */
class BesideTheFirstTest {
    @TempDir
    Path room;

    private FailingProgram program;

    @BeforeEach
    void makeProgram() throws Exception {
        program = FailingProgram.in(room, Pythons.three());
    }

    private AlsoMissing also(String... lines) throws Exception {
        Examined examined = program.examined(lines);
        assertThat(examined.answer().module()).isEqualTo("yaml");
        return AlsoMissing.of(examined.patient(), examined.answer());
    }

    private Command command() throws Exception {
        return Command.of(List.of(program.python(), "ask.py"), room.toRealPath().toString());
    }

    @Test
    void theOthersOfTheSameLineAndOfTheNextAreKnown() throws Exception {
        AlsoMissing also = also("import os, yaml, requests", "import zqnobodyknows", "from attr import define");
        assertThat(also.known()).containsExactly("requests", "attr");
        assertThat(also.unknown()).containsExactly("zqnobodyknows");
        assertThat(also.file()).isEqualTo(room.toRealPath() + "/ask.py");
    }

    /** What is guarded, quoted or there is not missing, as far as the disk shows. */
    @Test
    void onlyWhatHasToBeThere() throws Exception {
        program.library("zqthere.py", "");
        AlsoMissing also = also(
                "\"\"\"Say",
                "import zquoted",
                "\"\"\"",
                "import yaml",
                "import zqthere, distutils.core",
                "try:",
                "    import zqguarded",
                "except ImportError:",
                "    pass",
                "# '''",
                "from . import zqrelative");
        assertThat(also.known()).isEmpty();
        assertThat(also.unknown()).isEmpty();
    }

    @Test
    void bothAreTold() throws Exception {
        Examined examined = program.examined("import yaml, requests, zqnobodyknows");
        assertThat(Untreated.reasons(examined, command()))
                .extracting(Say::key)
                .containsExactly("note.also-missing", "note.also-missing.unknown");
        assertThat(Untreated.reasons(program.examined("import yaml"), command()))
                .isEmpty();
    }

    private Examined ofLibrary(String requires) throws Exception {
        program.library("zqlib/__init__.py", "import yaml");
        program.library(
                "zqlib-2.0.dist-info/METADATA", "Metadata-Version: 2.1", "Name: zqlib", "Version: 2.0", requires);
        program.library("zqlib-2.0.dist-info/RECORD", "zqlib/__init__.py,,", "zqlib-2.0.dist-info/METADATA,,");
        return program.examined("import zqlib");
    }

    @Test
    void aRequirementOfALibraryIsToldAndInstalledAsAsked() throws Exception {
        Examined examined = ofLibrary("Requires-Dist: pyyaml<7,>=5");
        assertThat(Untreated.reasons(examined, command()).getFirst().places())
                .containsEntry("owner", "zqlib 2.0")
                .containsEntry("requirement", "pyyaml<7,>=5");
        List<Treatment> offered = Candidates.of(examined, command(), request -> List.of());
        assertThat(offered)
                .filteredOn(each -> each.title().key().equals("treatment.by-hand.install"))
                .singleElement()
                .satisfies(each -> assertThat(((Step.Manual) each.steps().getLast()).command())
                        .isNotNull()
                        .extracting(Command::argv)
                        .asString()
                        .endsWith("install, PyYAML<7,>=5]"));
    }

    @Test
    void whatNobodyAsksForIsNoRequirement() throws Exception {
        for (String line : List.of("Requires-Dist: pyyaml; extra == 'more'", "Requires-Dist: other", "Summary: x")) {
            Examined examined = ofLibrary(line);
            assertThat(Asking.of(examined.patient(), examined.answer()))
                    .as(line)
                    .isEmpty();
            Files.delete(program.packages().resolve("zqlib-2.0.dist-info/METADATA"));
        }
    }

    /** What has the module's name in the project's own list is most likely meant: the whole list is, by hand. */
    @Test
    void aRequirementOfTheModulesNameIsTold() throws Exception {
        for (String line : List.of("zqnobodyknows>=2", "ZQNobodyKnows @ git+https://h/r")) {
            Files.writeString(room.resolve("requirements.txt"), line + "\n");
            Examined examined = program.examined("import zqnobodyknows");
            assertThat(examined.answer().cause()).isEqualTo("unknown");
            assertThat(examined.answer().summary().key())
                    .endsWith(line.contains("@") ? ".unproved.declared.address" : ".unproved.declared");
            assertThat(Remaking.of(examined, command()))
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.installed()).containsExactly(room.toRealPath() + "/requirements.txt"));
        }
        Files.writeString(room.resolve("requirements.txt"), "zqother\n");
        Examined examined = program.examined("import zqnobodyknows");
        assertThat(examined.answer().summary().key()).endsWith(".unproved");
        assertThat(Remaking.of(examined, command())).isEmpty();
    }
}
