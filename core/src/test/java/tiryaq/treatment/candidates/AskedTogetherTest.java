package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.command.Command;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;
import tiryaq.diagnosis.Diagnosis;

/** An exception that asks for several packages in one breath, raised by a real interpreter that lacks them. */
class AskedTogetherTest {
    @TempDir
    Path room;

    private FailingProgram program;
    private final List<Environments.Request> requests = new ArrayList<>();

    @BeforeEach
    void makeProgram() throws Exception {
        program = FailingProgram.in(room, Pythons.three());
    }

    private static List<String> distributions(Examined examined) {
        List<String> all = new ArrayList<>();
        all.add(String.valueOf(examined.answer().distribution()));
        examined.beside().forEach(each -> all.add(String.valueOf(each.answer().distribution())));
        return all;
    }

    private List<String> ofLibrary(String words) throws Exception {
        program.library("zqlib/__init__.py", "raise ImportError(\"" + words + "\")");
        Examined examined = program.examined("import zqlib");
        assertThat(examined.answer().certainty()).as(words).isEqualTo(Certainty.LIKELY);
        return distributions(examined);
    }

    @Test
    void allOfThemAreNamed() throws Exception {
        for (String words : List.of(
                "please install pyyaml and requests",
                "zqlib requires yaml, requests",
                "Missing dependencies: PyYAML, requests",
                "the packages 'yaml' and 'requests' are not installed",
                "run pip install pyyaml>=5 requests[socks]",
                "run: pip install 'pyyaml' 'requests' to go on")) {
            assertThat(ofLibrary(words)).as(words).containsExactly("PyYAML", "requests");
        }
    }

    /** Of what nobody knows, and of what either would do, only the first is. */
    @Test
    void onlyThoseThatAreKnownAndAllNeeded() throws Exception {
        assertThat(ofLibrary("please install pyyaml and zqnobodyknows")).containsExactly("PyYAML");
        assertThat(ofLibrary("please install pyyaml or requests")).containsExactly("PyYAML");
        assertThat(ofLibrary("run pip install pyyaml or requests")).containsExactly("PyYAML");
        program.library("requests/__init__.py", "");
        assertThat(ofLibrary("please install pyyaml and requests")).containsExactly("PyYAML");
    }

    /** A program's own words are no proof, but an ImportError in them is no failure of its own either. */
    @Test
    void aProgramMayAskForThemToo() throws Exception {
        Examined examined = program.examined("raise ImportError('please install pyyaml and requests')");
        assertThat(distributions(examined)).containsExactly("PyYAML", "requests");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(program.examined("raise ImportError('please install zqnobodyknows and zqneither')")
                        .ownFailure())
                .isTrue();
        assertThat(program.examined("raise ValueError('please install pyyaml and requests')")
                        .ownFailure())
                .isTrue();
    }

    @Test
    void theyAreInstalledTogether() throws Exception {
        Examined examined = program.examined("raise ImportError('please install pyyaml and requests')");
        Candidates.of(
                examined,
                Command.of(
                        List.of(program.python(), "ask.py"), room.toRealPath().toString()),
                request -> {
                    requests.add(request);
                    return List.of();
                });
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().answers())
                .extracting(Diagnosis::distribution)
                .containsExactly("PyYAML", "requests");
    }
}
