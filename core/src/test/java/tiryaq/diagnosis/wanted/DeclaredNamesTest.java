package tiryaq.diagnosis.wanted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
}
