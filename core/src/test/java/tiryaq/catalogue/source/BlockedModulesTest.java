package tiryaq.catalogue.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.diagnosis.Certainty;

/** Programs that put {@code None} in the place of a module, so that its import fails whatever is installed. */
class BlockedModulesTest extends ProgramCases {
    private static final String KEY = "cause.not-an-environment-failure.summary.blocked";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nsys.modules['yaml'] = None\nimport yaml",
                "import sys\nsys.modules['yaml'] = None\ndef go():\n    from yaml import load\ngo()",
                "import sys\nsys.modules.setdefault(\"yaml\", None)\nimport yaml",
                "import sys\nsys.modules['yaml'] = None\nimport yaml.nodes",
                "import sys\nfor n in ('yaml', 'ujson'):\n    sys.modules[n] = None\nimport yaml",
                "import sys\nfrom unittest import mock\nwith mock.patch.dict(sys.modules, {'yaml': None}):\n    import yaml",
                "import sys\nsys.modules['yaml'] = None\ntry:\n    import yaml\nexcept ImportError:\n"
                        + "    print('please install yaml')\n    sys.exit(1)",
            })
    void isTheProgramsOwn(String text) throws Exception {
        for (boolean there : new boolean[] {false, true}) {
            if (there) {
                program.library("yaml/__init__.py", "def load(): pass");
                program.library("yaml/nodes.py");
            }
            Examined examined = program.run(text + "\n").examined();
            assertThat(examined.ownFailure()).as(text).isTrue();
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
            // Of words of its own, while the module is there, nothing more is known.
            if (!there || !text.contains("please")) {
                assertThat(examined.answer().summary().key()).isEqualTo(KEY);
                assertThat(examined.answer().summary().places())
                        .containsEntry("module", "yaml")
                        .containsEntry("path", folder + "/ask.py");
            }
        }
    }

    @Test
    void inAnotherFileOfItsOwn() throws Exception {
        Files.writeString(folder.resolve("block.py"), "import sys\n\nsys.modules['yaml'] = None\n");
        Examined examined = examine("import block", "import yaml");
        assertThat(examined.answer().summary().key()).isEqualTo(KEY);
        assertThat(examined.answer().summary().places())
                .containsEntry("path", folder + "/block.py")
                .containsEntry("line", "3")
                .containsEntry("statement", "sys.modules['yaml'] = None");
    }

    /** No text shows who did it. */
    @Test
    void nobodyIsSeenToHaveDoneIt() throws Exception {
        Examined examined = examine("import sys", "vars(sys)['modules']['yaml'] = None", "import yaml");
        assertThat(examined.answer().cause()).isEqualTo("unknown");
    }

    /** Near misses: another one is blocked, it is only asked about, or the statement was not reached. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nsys.modules['ujson'] = None\nimport yaml",
                "import sys\nassert sys.modules.get('yaml') is None\nimport yaml",
                "import sys\nif len(sys.argv) > 3:\n    sys.modules['yaml'] = None\nimport yaml",
                "import sys\ndef test():\n    sys.modules['yaml'] = None\ntry:\n    import yaml\nexcept ImportError:\n"
                        + "    print('please install yaml')\n    sys.exit(1)",
            })
    void isStillMissing(String text) throws Exception {
        isMissing(program.run(text + "\n").examined(), "yaml", "PyYAML");
    }

    /** It says of a file of the program's own that it is no package: no statement that was not reached makes it so. */
    @Test
    void aFileThatHidesAPackageIsNotBlocked() throws Exception {
        program.library("yaml/__init__.py");
        program.library("yaml/nodes.py");
        Files.writeString(folder.resolve("yaml.py"), "");
        Examined examined = examine("import sys", "def t():", "    sys.modules['yaml'] = None", "import yaml.nodes");
        assertThat(examined.answer().cause()).isEqualTo("shadowed-module");
    }

    /** Python says the same of both; a statement that does nothing to this import makes no difference. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nimport yaml.nodes\nsys.modules['yaml'] = None",
                "import sys\nimport yaml.nodes; sys.modules['yaml'] = None",
                "import sys\nif len(sys.argv) > 3: sys.modules.setdefault('yaml', None)\nimport yaml.nodes",
                "import sys\ndef t(): sys.modules.setdefault('yaml', None)\nimport yaml.nodes",
                "import sys\nfrom unittest import mock\n@mock.patch.dict(sys.modules, {'yaml': None})\n"
                        + "def t():\n    pass\nimport yaml.nodes",
                "import sys\nfrom unittest import mock\nwith mock.patch.dict(sys.modules, {'yaml': None}):\n"
                        + "    pass\nimport yaml.nodes",
                "import sys\nfrom unittest import mock\np = mock.patch.dict(sys.modules, {'yaml': None})\n"
                        + "import yaml.nodes",
                "import sys\nsys.modules['yaml'] = None\ndel sys.modules['yaml']\nimport yaml.nodes",
                "import sys\nsys.modules['yaml'] = None; sys.modules.pop('yaml')\nimport yaml.nodes",
                "import sys\ndef back(n):\n    sys.modules.pop(n)\nsys.modules['yaml'] = None\nback('yaml')\n"
                        + "import yaml.nodes",
                "import sys, yaml\nsys.modules.setdefault('yaml', None)\nimport yaml.nodes",
                "import sys\nsys.modules['ujson'] = None  # as 'yaml'\nimport yaml.nodes",
                "import block, sys\ndel sys.modules['yaml']\nimport yaml.nodes",
                "import yaml.nodes\nimport block",
            })
    void aFileThatHidesAPackageIsNotBlockedByWhatIsNotInForce(String text) throws Exception {
        assertThat(hiddenBy(text).answer().cause()).as(text).isEqualTo("shadowed-module");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys\nsys.modules['yaml'] = None\nimport yaml.nodes",
                "import sys\nsys.modules['yaml'] = None; import yaml.nodes",
                "import sys\nsys.modules.setdefault('yaml', None)\ndef go():\n    import yaml.nodes\ngo()",
                "import sys\ndel sys.modules['os']\nsys.modules['yaml'] = None\nimport yaml.nodes\n"
                        + "del sys.modules['yaml']",
                "import sys\nfrom unittest import mock\nwith mock.patch.dict(sys.modules, {'a': 1, 'yaml': None}):\n"
                        + "    import yaml.nodes",
                "import sys\nfrom unittest import mock\n@mock.patch.dict(sys.modules, {'yaml': None})\n"
                        + "def t():\n    import yaml.nodes\nt()",
                "import sys\nfrom unittest import mock\nmock.patch.dict(sys.modules, {'yaml': None}).start()\n"
                        + "import yaml.nodes",
                "import block\nimport yaml.nodes",
            })
    void isBlockedWhateverLiesThere(String text) throws Exception {
        assertThat(hiddenBy(text).answer().summary().key()).as(text).isEqualTo(KEY);
    }

    private Examined hiddenBy(String text) throws Exception {
        program.library("yaml/__init__.py");
        program.library("yaml/nodes.py");
        Files.writeString(folder.resolve("yaml.py"), "");
        Files.writeString(folder.resolve("block.py"), "import sys\nsys.modules['yaml'] = None\n");
        return program.run(text + "\n").examined();
    }
}
