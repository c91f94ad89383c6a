package tiryaq.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeNameTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            emptyValue = "",
            value = {
                "_cffi_backend.cpython-311-x86_64-linux-gnu.so,_cffi_backend,cpython,3.11,'',x86_64-linux-gnu",
                "foo.abi3.so,foo,'','','',''",
                "foo.so,foo,'','','',''",
                "foo.pyd,foo,'','','',''",
                "foo.cp311-win_amd64.pyd,foo,cpython,3.11,'',win_amd64",
                "foo.cp313t-win_arm64.pyd,foo,cpython,3.13,t,win_arm64",
                "foo_d.cp311-win_amd64.pyd,foo,cpython,3.11,d,win_amd64",
                "foo.pypy39-pp73-x86_64-linux-gnu.so,foo,pypy,3.9,'',x86_64-linux-gnu",
                "foo.pypy-41.so,foo,pypy,'','',''",
                "foo.pypy310-pp73-darwin.so,foo,pypy,3.10,'',darwin",
                "foo.cpython-313t-darwin.so,foo,cpython,3.13,t,darwin",
                "foo.cpython-313td-x86_64-linux-gnu.so,foo,cpython,3.13,td,x86_64-linux-gnu",
                "foo.cpython-36m-x86_64-linux-gnu.so,foo,cpython,3.6,m,x86_64-linux-gnu",
                "foo.cpython-37dm-i386-linux-gnu.so,foo,cpython,3.7,dm,i386-linux-gnu",
                "foo.cpython-34m.so,foo,cpython,3.4,m,''",
                "foo.cpython-312-x86_64-linux-musl.so,foo,cpython,3.12,'',x86_64-linux-musl",
                "foo.graalpy-38-native-x86_64-linux.so,foo,graalpy,3.8,'',x86_64-linux",
                "foo.graalpy242-311-native-x86_64-linux.so,foo,graalpy,3.11,'',x86_64-linux",
                "foo.x86_64-linux-gnu.so,foo,'','','',x86_64-linux-gnu",
                "naïve.cpython-311-darwin.so,naïve,cpython,3.11,'',darwin",
            })
    void saysWhatItIsFor(
            String file, String module, String implementation, String python, String flags, String platform) {
        NativeName name = NativeName.parse(file).orElseThrow();
        assertThat(name.module()).isEqualTo(module);
        assertThat(name.implementation()).isEqualTo(implementation);
        assertThat(name.python()).isEqualTo(python);
        assertThat(name.abiflags()).isEqualTo(flags);
        assertThat(name.platform()).isEqualTo(platform);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libfoo.so.1",
                "x.dll",
                "foo.py",
                ".so",
                "a.b.c.so",
                "libopenblas64_p-r0-0cf96a72.3.23.dev.so",
                "foo-1.so",
                "foo..so",
                "1foo.so",
                "foo.cpython-.so",
                "foo.cpython-m-x.so",
                "",
                "so",
                "foo.backup.so"
            })
    void isNoModule(String file) {
        assertThat(NativeName.parse(file)).isEmpty();
    }

    @Test
    void onlyTheSuffixesOfAnInterpreterCount() {
        List<String> suffixes = List.of(".cpython-313-x86_64-linux-gnu.so", ".abi3.so", ".so");
        assertThat(NativeName.parse("a.cpython-311-x86_64-linux-gnu.so")
                        .orElseThrow()
                        .endsIn(suffixes))
                .isFalse();
        assertThat(NativeName.parse("a.cpython-313-x86_64-linux-gnu.so")
                        .orElseThrow()
                        .endsIn(suffixes))
                .isTrue();
        assertThat(NativeName.isModule("foomodule.so", "foo", List.of("module.so")))
                .isTrue();
        assertThat(NativeName.isModule("a.SO", "a", suffixes)).isFalse();
    }

    /** Every interpreter's own modules carry its own version, by what it says of itself. */
    @Test
    void realModulesNameTheirInterpreter(@TempDir Path folder) throws Exception {
        List<Path> pythons = RealPythons.all();
        assumeTrue(!pythons.isEmpty(), "no Python interpreter found");
        int seen = 0;
        for (Path python : pythons) {
            List<String> self = RealPythons.run(folder, List.of(), python.toString(), "-c", """
                    import sys, sysconfig
                    print('%d.%d' % sys.version_info[:2])
                    print(getattr(sys, 'abiflags', ''))
                    print(sysconfig.get_path('platstdlib') + '/lib-dynload')
                    print(sysconfig.get_config_var('EXT_SUFFIX') or sysconfig.get_config_var('SO'))
                    """);
            Path modules = Path.of(self.get(2));
            if (!Files.isDirectory(modules)) {
                continue;
            }
            try (Stream<Path> files = Files.list(modules)) {
                for (Path file : files.toList()) {
                    String fileName = file.getFileName().toString();
                    NativeName name = NativeName.parse(fileName).orElse(null);
                    if (name != null && name.implementation().equals("cpython")) {
                        assertThat(name.python() + name.abiflags())
                                .as(file.toString())
                                .isEqualTo(self.get(0) + self.get(1));
                        assertThat(name.endsIn(List.of(self.get(3)))).isTrue();
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(10);
    }
}
