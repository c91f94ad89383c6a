package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Examined;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;

/** A {@code None}, or nothing at all, in the place of an import that failed, which is then used. */
class NoneStandInsTest extends ProgramCases {
    private void madeForAnotherPython() throws Exception {
        Path compiled = Pythons.extension(Pythons.of("3.11"), "_heapq");
        program.library("zqfast/__init__.py", "from zqfast._heapq import heappush", "def go(): pass");
        Files.copy(compiled, program.packages().resolve("zqfast/" + compiled.getFileName()));
    }

    @Test
    void putsNoneInThePlaceOfWhatIsThereAndCannotBeLoaded() throws Exception {
        madeForAnotherPython();
        String[][] programs = {
            {"try:", "    import zqfast", "except ImportError:", "    zqfast = None", "print(zqfast.go())"},
            {"try:", "    from zqfast import go", "except ImportError:", "    go = None", "go()"},
            {"try:", "    import zqfast", "except ImportError:", "    pass", "print(zqfast.go())"},
            {
                "try:",
                "    import zqfast",
                "except ImportError:",
                "    zqfast = None",
                "def go():",
                "    return zqfast.go()",
                "if __name__ == '__main__':",
                "    print(go())"
            },
        };
        for (String[] lines : programs) {
            Examined examined = examine(lines);
            assertThat(examined.answer().cause()).as(String.join("\n", lines)).isEqualTo("abi-tag-mismatch");
            assertThat(examined.answer().module()).isEqualTo("zqfast._heapq");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.PROVED);
        }
        // Near misses: it would have lacked that in any case, or all of it is there.
        assertThat(examine("try:", "    from zqfast import no", "except ImportError:", "    no = None", "no()")
                        .explained())
                .isFalse();
        program.library("zqfast/__init__.py", "def go(): pass");
        Examined whole =
                examine("try:", "    import zqfast", "except ImportError:", "    pass", "zqfast = None", "zqfast.go()");
        assertThat(whole.ownFailure()).isTrue();
        assertThat(whole.answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** As editors of another system end them. */
    @Test
    void isFoundWhateverEndsTheLines() throws Exception {
        String[] lines = {
            "try:",
            "    import json, \\",
            "        arrow",
            "except ImportError:",
            "    arrow = None",
            "print(arrow.utcnow())",
            ""
        };
        for (String end : List.of("\n", "\r\n", "\r")) {
            Examined examined = program.run(String.join(end, lines)).examined();
            isMissing(examined, "arrow", "arrow");
            assertThat(examined.answer().certainty()).as(end).isEqualTo(Certainty.LIKELY);
        }
    }

    /** A part that the package loads where it can is asked for as its attribute. */
    @Test
    void asksForAPartThatWasPassedOver() throws Exception {
        madeForAnotherPython();
        program.library(
                "zqfast/__init__.py", "try:", "    from zqfast import _heapq", "except ImportError:", "    pass");
        program.library("zqfast/_heapx.py");
        Examined examined = examine("import zqfast", "print(zqfast._heapq)");
        assertThat(examined.answer().cause()).isEqualTo("abi-tag-mismatch");
        assertThat(examined.answer().module()).isEqualTo("zqfast._heapq");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        // A near miss: a part of no such name.
        assertThat(examine("import zqfast", "print(zqfast._heapp)").answer().cause())
                .isNotEqualTo("abi-tag-mismatch");
    }

    @Test
    void usesANameOfItsOwnNameOfWhatIsNone() throws Exception {
        for (String use : List.of("print(yaml.yaml())", "print(yaml.yaml)", "x = yaml.yaml()")) {
            Examined examined = examine("try:", "    import yaml", "except ImportError:", "    yaml = None", use);
            isMissing(examined, "yaml", "PyYAML");
            assertThat(examined.answer().certainty()).as(use).isEqualTo(Certainty.PROVED);
        }
        // A near miss: an attribute of that name, of something else.
        Examined other = examine(
                "try:",
                "    import yaml",
                "except ImportError:",
                "    yaml = None",
                "class A: yaml = None",
                "A().yaml.load()");
        assertThat(other.ownFailure()).isTrue();
        assertThat(other.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void takesNoneFromAFileOfItsOwn() throws Exception {
        Files.writeString(folder.resolve("compat.py"), """
                try:
                    import yaml
                except ImportError:
                    yaml = None
                try:
                    from attrs import define
                except ImportError:
                    define = None
                """);
        Examined taken = examine("from compat import yaml", "print(yaml.load('1'))");
        isMissing(taken, "yaml", "PyYAML");
        assertThat(taken.answer().certainty()).isEqualTo(Certainty.LIKELY);
        isMissing(examine("import compat", "print(compat.define(int))"), "attrs", "attrs");
    }

    /** What carries the {@code None} there is not followed, so that nothing is proved. */
    @Test
    void mayHaveNoneOfAnImportThatFailed() throws Exception {
        String[][] programs = {
            {
                "try:",
                "    import yaml",
                "except ImportError as e:",
                "    yaml = None",
                "class A:",
                "    def __init__(self): self.t = yaml",
                "    def run(self): return self.t.load('1')",
                "A().run()"
            },
            {
                "def load():",
                "    try:",
                "        import yaml",
                "        return yaml",
                "    except ImportError:",
                "        return None",
                "tool = load()",
                "print(tool.load('1'))"
            },
            {
                "import importlib.util",
                "if importlib.util.find_spec('yaml'):",
                "    import yaml",
                "    read = yaml.load",
                "else:",
                "    read = None",
                "print(read('1'))"
            },
        };
        for (String[] lines : programs) {
            Examined examined = examine(lines);
            isMissing(examined, "yaml", "PyYAML");
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        }
        program.library("yaml.py", "load = print");
        Examined whole =
                examine("try:", "    import yaml", "except ImportError:", "    yaml = None", "t = None", "t.load('1')");
        assertThat(whole.ownFailure()).isTrue();
        assertThat(whole.answer().certainty()).isEqualTo(Certainty.PROVED);
    }

    /** A {@code None} of another origin, which would be there with the module, too. */
    @Test
    void hasNoneFromElsewhere() throws Exception {
        Files.writeString(folder.resolve("compat.py"), "try:\n    import yaml\nexcept ImportError:\n    yaml = None\n");
        String[][] programs = {
            {"try:", "    import yaml", "except ImportError:", "    yaml = None", "yaml = None", "yaml.load('1')"},
            {
                "try:",
                "    import yaml",
                "except ImportError:",
                "    yaml = None",
                "import sys",
                "if len(sys.argv) < 2:",
                "    yaml = None",
                "yaml.load('1')"
            },
            {
                "yaml = None",
                "def pick(kind):",
                "    global yaml",
                "    if kind == 'fast':",
                "        try:",
                "            import yaml",
                "        except ImportError:",
                "            yaml = None",
                "pick('plain')",
                "yaml.load('1')"
            },
            {"import compat", "def read(yaml=None):", "    return yaml.load('1')", "read()"},
        };
        for (String[] lines : programs) {
            Examined examined = examine(lines);
            assertThat(examined.ownFailure()).as(String.join("\n", lines)).isTrue();
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        }
        // Near misses: what stood there before is what the failed import leaves, and no parameter is meant.
        isMissing(
                examine("yaml = None", "try:", "    import yaml", "except ImportError:", "    pass", "yaml.load('1')"),
                "yaml",
                "PyYAML");
        isMissing(
                examine("def read(path):", "    from compat import yaml", "    return yaml.load(path)", "read('1')"),
                "yaml",
                "PyYAML");
    }
}
