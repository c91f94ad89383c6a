package tiryaq.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompatibleTagsTest {
    @TempDir
    Path folder;

    @Test
    void agreeWithEveryInterpreterHere() throws Exception {
        List<Path> pythons = RealPythons.all();
        assumeTrue(!pythons.isEmpty(), "no Python interpreter found");
        Path script = RealPythons.script(folder, "tags.py");
        Path modern = folder.resolve("modern");
        Path old = folder.resolve("old");
        Path installer = pythons.getLast();
        assumeTrue(
                RealPythons.install(folder, installer, "24.2", modern)
                        && RealPythons.install(folder, installer, "20.9", old),
                "PyPA packaging cannot be installed");
        int compared = 0;
        for (Path python : pythons) {
            Path library = RealPythons.atLeast(folder, python, 3, 8) ? modern : old;
            List<String> answer =
                    RealPythons.run(folder, List.of(), python.toString(), script.toString(), library.toString());
            String[] self = answer.getFirst().split("\\|", -1);
            List<String> platforms = PlatformTags.of(self[5], self[6], Integer.parseInt(self[7]));
            CompatibleTags ours = CompatibleTags.of(
                    Integer.parseInt(self[0]), Integer.parseInt(self[1]), self[2], self[3], self[4], platforms);
            // packaging 20.9, the last for the oldest Pythons, has another order and does not know cp27-none-any yet.
            List<String> ourTags = ours.tags().stream().map(Tag::toString).toList();
            List<String> theirs = answer.subList(1, answer.size());
            if (library.equals(modern)) {
                assertThat(ourTags).as(python.toString()).isEqualTo(theirs);
            } else {
                assertThat(ourTags).as(python.toString()).containsAll(theirs);
                assertThat(theirs)
                        .as(python.toString())
                        .containsAll(ourTags.stream()
                                .filter(tag -> !tag.matches("cp.*-none-any"))
                                .toList());
            }
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void macosAgreesWithPypa() throws Exception {
        List<Path> pythons = RealPythons.all();
        assumeTrue(!pythons.isEmpty(), "no Python interpreter found");
        Path library = folder.resolve("library");
        Path python = pythons.getLast();
        assumeTrue(RealPythons.install(folder, python, "24.2", library), "PyPA packaging cannot be installed");
        for (String processor : List.of("arm64", "x86_64", "i386")) {
            for (int[] version : new int[][] {{10, 9}, {10, 15}, {11, 0}, {12, 3}, {14, 6}, {15, 0}}) {
                String ask = """
                        import sys; sys.path.insert(0, sys.argv[1])
                        from packaging.tags import mac_platforms
                        print('\\n'.join(mac_platforms((%d, %d), '%s')))
                        """.formatted(version[0], version[1], processor);
                List<String> theirs =
                        RealPythons.run(folder, List.of(), python.toString(), "-c", ask, library.toString());
                assertThat(PlatformTags.macos(version[0], version[1], processor))
                        .as(processor + " " + version[0] + "." + version[1])
                        .isEqualTo(theirs);
            }
        }
    }

    @Test
    void theBestWheelWins() {
        CompatibleTags tags =
                CompatibleTags.of(3, 13, "cpython", "", "", PlatformTags.of("linux-x86_64", "glibc 2.36", 64));
        WheelName own = wheel("cffi-1.17.1-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl");
        WheelName stable = wheel("cryptography-43.0.0-cp39-abi3-manylinux_2_28_x86_64.whl");
        assertThat(tags.rank(own).orElseThrow()).isLessThan(tags.rank(stable).orElseThrow());
        assertThat(tags.rank(wheel("cffi-1.17.1-cp311-cp311-manylinux_2_17_x86_64.whl")))
                .isEmpty();
        assertThat(tags.rank(wheel("cffi-1.17.1-cp313-cp313t-manylinux_2_17_x86_64.whl")))
                .isEmpty();
        assertThat(tags.rank(wheel("cffi-1.17.1-cp313-cp313-musllinux_1_1_x86_64.whl")))
                .isEmpty();
        assertThat(tags.rank(wheel("cffi-1.17.1-cp313-cp313-manylinux_2_39_x86_64.whl")))
                .isEmpty();
    }

    @Test
    void muslHasItsOwnWheels() {
        assertThat(PlatformTags.of("linux-aarch64", "musl 1.2", 64))
                .containsExactly(
                        "musllinux_1_2_aarch64", "musllinux_1_1_aarch64", "musllinux_1_0_aarch64", "linux_aarch64");
        assertThat(PlatformTags.of("win-amd64", "", 64)).containsExactly("win_amd64");
    }

    private static WheelName wheel(String fileName) {
        return WheelName.parse(fileName).orElseThrow();
    }
}
