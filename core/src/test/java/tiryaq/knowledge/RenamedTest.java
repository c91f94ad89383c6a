package tiryaq.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tiryaq.command.Pythons;

/** Python 2 is asked what it had, and Python 3 whether it has what is said to stand for that. */
class RenamedTest {
    private static String asked(String python, String code) {
        Pythons.Ran ran = Pythons.run(List.of(python, "-c", code), Path.of("."), Map.of());
        assertThat(ran.exit()).as(ran.text()).isZero();
        return ran.out();
    }

    @Test
    void whatPython2HadPython3HasUnderTheNewName() {
        String two = Pythons.of("2.7");
        String three = Pythons.of("3.11");
        List<String> old = new ArrayList<>(List.of(asked(two, """
                        import pkgutil, sys, os
                        lib = os.path.dirname(os.__file__)
                        names = [n for _, n, _ in pkgutil.iter_modules([lib, lib + '/lib-tk'])]
                        print(' '.join(names + list(sys.builtin_module_names)))
                        """).split(" ", -1)));
        for (String module : List.of("urllib", "collections", "itertools", "string", "os", "inspect", "time")) {
            old.addAll(List.of(
                    asked(two, "import " + module + " as m; print(' '.join('" + module + ".' + n for n in dir(m)))")
                            .split(" ", -1)));
        }
        int found = 0;
        for (String each : old) {
            Optional<Renamed> now = Renamed.of(each);
            // A Python that was built without Tk has none of it.
            if (now.isPresent() && !now.get().module().startsWith("tkinter")) {
                found++;
                String name = now.get().name();
                asked(three, "import " + now.get().module() + " as m" + (name.isEmpty() ? "" : "; m." + name));
            }
        }
        assertThat(found).isGreaterThan(60);
    }

    @Test
    void whatHasItsNameStillHasNoOther() {
        for (String each : List.of("json", "urllib", "urllib.parse", "collections", "configparser", "io", "")) {
            assertThat(Renamed.of(each)).as(each).isEmpty();
        }
        assertThat(Renamed.of("urllib2").orElseThrow().whole()).isEqualTo("urllib.request");
        assertThat(Renamed.of("itertools.izip").orElseThrow().whole()).isEqualTo("zip");
        assertThat(Renamed.of("collections.Mapping").orElseThrow().whole()).isEqualTo("collections.abc.Mapping");
    }
}
