package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tiryaq.catalogue.Examined;
import tiryaq.diagnosis.Certainty;

/** Programs that say in a line that they do without a module, and end later: the interpreter tells of what. */
class OutlivedImportsTest extends ProgramCases {
    private static final String TRIED = """
            import logging, sys
            logging.basicConfig(level=logging.DEBUG)
            log = logging.getLogger("shop")
            try:
                import yaml
            except ImportError as e:
            """;

    static Stream<String> left() {
        return Stream.of(
                TRIED + "    log.debug(\"No module named 'yaml', falling back\")\nlog.info('4 workers')\nsys.exit(3)",
                TRIED + "    log.warning('Could not import yaml: %s', e)\n    yaml = None\nsys.exit(3)",
                TRIED + "    log.info('yaml not found: pip install pyyaml')\nlog.error('job 17')\nsys.exit(3)",
                TRIED + "    print(f'{type(e).__name__}: {e}')\nsys.exit(3)",
                TRIED + "    log.error('yaml not installed')\ndef main():\n    return 3\nsys.exit(main())");
    }

    static Stream<String> needed() {
        return Stream.of(
                TRIED + "    log.debug(\"No module named 'yaml'\")\n    yaml = None\nif not yaml:\n    sys.exit(3)",
                TRIED + "    log.error('please install yaml')\n    sys.exit(3)",
                TRIED
                        + "    pass\nif 'yaml' not in sys.modules:\n    print('yaml is required, not installed')\n    sys.exit(3)");
    }

    @ParameterizedTest
    @MethodSource("left")
    void isNotWhatItDiedOf(String text) throws Exception {
        Examined examined = program.run(text + "\n").examined();
        assertThat(codeWith("yaml.py")).as("the module makes no difference").isEqualTo(3);
        assertThat(examined.ownFailure()).isTrue();
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().module()).isNull();
    }

    @ParameterizedTest
    @MethodSource("needed")
    void isWhatItDiedOf(String text) throws Exception {
        Examined examined = program.run(text + "\n").examined();
        assertThat(codeWith("yaml.py")).as("the module makes the difference").isZero();
        isMissing(examined, "yaml", "PyYAML");
    }

    /** What it says last, and not of the import, is told as its words. */
    @Test
    void itsOtherWordsAreTold() throws Exception {
        Examined examined =
                examine((TRIED + "    log.warning('%s, doing without', e)\nlog.error('job 17 failed')\nsys.exit(3)")
                        .split("\n"));
        assertThat(examined.ownFailure()).isTrue();
        assertThat(examined.patient().incident().words()).isEqualTo("ERROR:shop:job 17 failed");
    }
}
