package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.FailingProgram;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;

/** What a failed import left was carried on before it was used, or a table was not filled: real interpreters ran it. */
class CarriedNoneTest {
    private static final String TRIED = "try:\n    import yaml\nexcept ImportError:\n    yaml = None\n";

    @TempDir
    Path folder;

    private FailingProgram program;

    @BeforeEach
    void environment() throws IOException, InterruptedException {
        program = FailingProgram.in(folder, Pythons.three());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRIED + "read = yaml.load if yaml else None\nread('1')",
                TRIED + "tools = {'yaml': yaml, 'json': 1}\ntools['yaml'].load('1')",
                TRIED + "tools = {}\ntools['yaml'] = yaml\ntools.get('yaml').load('1')",
                TRIED + "def go(text, tool):\n    return tool.load(text)\ngo('1', yaml)",
                TRIED + "class A:\n    def __init__(self, tool): self.tool = tool\n    def go(self):\n"
                        + "        return self.tool.load('1')\nA(tool=yaml).go()",
                TRIED + "def tool(): return yaml\ntool().load('1')",
                TRIED + "def go(text, tool=yaml):\n    return tool.load(text)\ngo('1')",
                TRIED + "tools = [1, yaml, None]\ntools[1].load('1')",
                TRIED + "tools = dict(yaml=yaml, db=None)\ntools['yaml'].load('1')",
                TRIED + "tools = []\ntools.append(yaml)\nfor i in (0,):\n    tools[i].load('1')",
                TRIED + "tools = {}; tools['yaml'] = yaml\ntools[\"yaml\"].load('1')",
                "import contextlib\ntool = None\nwith contextlib.suppress(ImportError):\n    import yaml\n"
                        + "    tool = yaml\ntool.load('1')",
                "import contextlib\ntool = None\nwith contextlib.suppress(ImportError):\n    import yaml; tool = yaml\n"
                        + "tool.load('1')",
                "read = None\ntry:\n    from yaml import load\n    read = load\nexcept ImportError:\n    pass\nread('1')",
                "TABLE = {}\ntry:\n    import yaml\n    TABLE['c'] = yaml\nexcept ImportError:\n    pass\n"
                        + "print(TABLE[\"c\"].load('1'))",
                "TABLE = {}\ntry:\n    import yaml\nexcept ImportError:\n    pass\nelse:\n    TABLE['c'] = yaml\n"
                        + "def get():\n    return TABLE['c']\nget()",
            })
    void leadsToTheImport(String text) throws Exception {
        Examined examined = program.run(text + "\n").examined();
        assertThat(examined.answer().cause()).as(text).isEqualTo("distribution-missing");
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.answer().distribution()).isEqualTo("PyYAML");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** Near misses: another None, in a program that does without the same import. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                TRIED + "import re\nm = re.match('a', 'b')\nm.group()",
                TRIED + "tools = {'yaml': yaml}\nconf = {}\nconf.get('name').upper()",
                TRIED + "tools = {'yaml': yaml, 'db': None}\ntools['db'].connect()",
                TRIED + "tools = [yaml, None]\ntools[1].connect()",
                TRIED + "tools = {'yaml': yaml, 'db': None}\nfor each in ('db',):\n    tools[each].connect()",
                TRIED + "tools = {'yaml': yaml}\nfor each in ('db',):\n    tools.get(each).connect()",
                TRIED + "tools = {'yaml': yaml}\ntools['yaml'] = [].append(1)\ntools['yaml'].load('1')",
                TRIED + "tools = [yaml]\ntools.append(None)\nfor each in (1,):\n    tools[each].load('1')",
                TRIED + "def tool(name):\n    if name == 'yaml':\n        return yaml\n    return None\n"
                        + "tool('db').connect()",
                TRIED + "def go(tool, text):\n    return text.strip()\ngo(yaml, None)",
                TRIED + "class A:\n    def __init__(self):\n        self.tool = None\n    def go(self):\n"
                        + "        return self.tool.load('1')\nA().go()",
                TRIED + "tool = yaml\ntool = dict().get('tool')\ntool.load('1')",
                TRIED + "read = print('1') if yaml is None else yaml.load\nvalue = [].append(1)\nvalue.pop()",
                "TABLE = {}\ntry:\n    import yaml\n    TABLE['c'] = yaml\nexcept ImportError:\n    pass\nTABLE['d']",
                "TABLE = {}\nOTHER = {}\ntry:\n    import yaml\n    TABLE['c'] = yaml\nexcept ImportError:\n    pass\n"
                        + "OTHER['c']",
            })
    void anotherNoneIsTheProgramsOwn(String text) throws Exception {
        Examined examined = program.run(text + "\n").examined();
        assertThat(examined.ownFailure()).as(text + "\n" + examined.answer()).isTrue();
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** Where several fail, nobody knows which; where none does, it is the program's own. */
    @Test
    void onlyOneThatFails() throws Exception {
        String two = """
                tool = None
                try:
                    import yaml
                    tool = yaml
                except ImportError:
                    pass
                try:
                    import attrs
                    tool = attrs
                except ImportError:
                    pass
                tool.load('1')
                """;
        assertThat(program.run(two).examined().ownFailure()).isTrue();
        program.library("yaml.py", "load = print");
        String key = "TABLE = {}\ntry:\n    import yaml\nexcept ImportError:\n    pass\nTABLE['c']\n";
        assertThat(program.run(key).examined().answer().certainty()).isEqualTo(Certainty.PROVED);
        Files.delete(program.packages().resolve("yaml.py"));
    }
}
