package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportLineTest {
    /**
     * Python's grammar (import_stmt) says what belongs to the statement; a name too many would be asked of an index.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    import runpy; runpy.run_path('main.py', run_name='__main__') | runpy
                    import os, sys                                                | os sys
                    import a.b as c, d  # one, two, and three                     | a.b d
                    import numpy as np                                            | numpy
                    import a, b c                                                 | a
                    import a if b else c, d                                       | d
                    from a.b import c, d as e                                     | a.b
                    from . import c, d                                            | ''
                    importing = 1, 2                                              | ''
                    """)
    void namesOnlyWhatTheStatementImports(String line, String modules) {
        List<String> expected = modules.isEmpty() ? List.of() : List.of(modules.split(" "));
        assertThat(ImportLine.modules("    " + line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    from a.b import c, d as e  # and f | c d
                    from a import (b, c as d)           | b c
                    from a import b; from c import d    | b
                    from a import *                     | ''
                    import a, b                         | ''
                    """)
    void namesThatAreAskedOfAModule(String line, String names) {
        List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(" "));
        assertThat(ImportLine.named(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m = importlib.import_module(n)",
                "exec(text)",
                "eval (text)",
                "x = compile(text, n, 'exec')",
                "for e in entry_points(): e.load()",
                "import builtins",
                "h = pydoc.locate(cfg['handler'])",
                "logging.config.dictConfig(cfg)"
            })
    void whatMayLoadAnything(String line) {
        assertThat(ImportLine.mayLoadAnything("import os\n" + line + "\n")).isTrue();
    }

    /** The same words as methods of something else. */
    @ParameterizedTest
    @ValueSource(strings = {"P = re.compile('a')", "model.eval()", "frame.eval('a + b')", "recompile(a)", "exec = 1"})
    void whatOnlySoundsLikeIt(String line) {
        assertThat(ImportLine.mayLoadAnything("import os\n" + line + "\n")).isFalse();
    }
}
