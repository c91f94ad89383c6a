package tiryaq.diagnosis.wanted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;
import tiryaq.diagnosis.Case;

/** The releases that a requirements file asks for, in the forms of pip's reference. */
class DeclaredNamesTest extends ProgramCases {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    structlog==24.1.0                              | ==24.1.0
                    structlog \\\\N  ==24.1.0                         | ==24.1.0
                    StructLog>=24,<25  # why                      | >=24,<25
                    structlog==24.1.0 \\\\N  --hash=sha256:00        | ==24.1.0
                    structlog                                      | ''
                    structlog==1; python_version<'3'               | ''
                    other==2                                       | ''
                    """)
    void areReadFromItsLines(String text, String releases) throws Exception {
        Case patient = examine("import zqnowhere").patient();
        Files.writeString(
                folder.resolve("requirements.txt"),
                "# all\n--extra-index-url https://pypi.invalid/simple\n-e .\n" + text.replace("\\\\N", "\\\n") + "\n");
        assertThat(DeclaredNames.releases(patient, "structlog")).isEqualTo(releases);
    }

    private Case deep(String home) throws Exception {
        Path own = Files.createDirectories(folder.resolve("heap/sub/own"));
        Path script = Files.writeString(own.resolve("ask.py"), "import zqnowhere\n");
        RealRun run = RealRun.of(List.of(program.python(), script.toString()), own, Map.of("HOME", home));
        return run.examined().patient();
    }

    private void isDeclared(boolean expected, String home) throws Exception {
        Case patient = deep(home);
        assertThat(DeclaredNames.releases(patient, "structlog")).isEqualTo(expected ? "==24.1.0" : "");
        assertThat(DeclaredNames.own(patient, "structlog").isPresent()).isEqualTo(expected);
        assertThat(DeclaredTools.naming(patient, "structlog").isPresent()).isEqualTo(expected);
    }

    /** In a home or among temporary files lies what other projects need. */
    @Test
    void areThoseOfTheProjectAlone() throws Exception {
        Path heap = Files.createDirectories(folder.resolve("heap"));
        Files.writeString(heap.resolve("requirements.txt"), "structlog==24.1.0\n");
        isDeclared(false, "/nowhere");
        Path sub = Files.createDirectories(heap.resolve("sub"));
        Files.writeString(sub.resolve("pyproject.toml"), "[project]\nname = 'zqsub'\n");
        isDeclared(false, "/nowhere");
        Files.createDirectory(heap.resolve(".git"));
        isDeclared(true, "/nowhere");
        isDeclared(false, heap.toString());
        Files.delete(sub.resolve("pyproject.toml"));
        isDeclared(true, "/nowhere");
        isDeclared(false, sub.toString());
        Files.writeString(sub.resolve("own/requirements.txt"), "structlog==24.1.0\n");
        isDeclared(true, sub + "/own");
    }
}
