package tiryaq.treatment.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.command.Command;
import tiryaq.index.Availability;
import tiryaq.treatment.TinyWheel;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.Treatments;

/** The standard library's own module is what is wanted, so that nothing is asked for the distribution that hides it. */
class BackportLeftOutTest {
    @TempDir
    Path room;

    @Test
    void theProofDoesWithoutTheBackport() throws IOException {
        works("enum/__init__.py", "class Enum(object):\n    pass\n");
    }

    /** What it asks for itself is in no Python that has the module. */
    @Test
    void norForWhatItAsksInVain() throws IOException {
        works("pathlib.py", "from collections import NotThere\n");
    }

    private void works(String file, String source) throws IOException {
        OfflineProject place = OfflineProject.in(room, "project");
        String backport = TinyWheel.freshName();
        TinyWheel.recorded(place.wheels(), backport, "1.1.10", Map.of(file, source));
        Path vendored = room.toRealPath().resolve("vendored");
        assertThat(place.run(place.command(
                                place.python(),
                                "-m",
                                "pip",
                                "install",
                                "-q",
                                "--target",
                                vendored.toString(),
                                backport))
                        .passed())
                .isTrue();
        Files.writeString(place.folder().resolve("main.py"), "import json, pathlib, re\nprint('works')\n");
        place.variables().put("PYTHONPATH", vendored.toString());
        Command command = place.command(place.python(), "main.py");
        NewEnvironments engines = new NewEnvironments(
                place.machine(),
                (interpreter, engine) -> (distribution, version) -> new Availability.Unknown("not asked"),
                null,
                false);
        List<Treatment> offered =
                Candidates.of(place.examined(command, OfflineProject.onlyIn(backport)), command, engines);
        Treatment first = offered.getFirst();
        assertThat(first.kind()).isEqualTo(Treatments.LEAVE_OUT_ENTRY);
        assertThat(first.proof()).isNotEmpty().allMatch(each -> place.run(each).passed());
        assertThat(place.run(Objects.requireNonNull(first.cured())).out()).isEqualTo("works\n");
    }
}
