package tiryaq.binary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.binary.NativeHeader.Broken;
import tiryaq.binary.NativeHeader.Elf;
import tiryaq.binary.NativeHeader.Fault;
import tiryaq.binary.NativeHeader.Format;
import tiryaq.binary.NativeHeader.MachO;
import tiryaq.binary.NativeHeader.NotNative;
import tiryaq.binary.NativeHeader.NotNative.Kind;
import tiryaq.binary.NativeHeader.Pe;
import tiryaq.binary.NativeHeader.Slice;
import tiryaq.machine.LiveMachine;
import tiryaq.machine.Machine;
import tiryaq.machine.Platform;

class NativeHeaderTest {
    @Test
    void machOForOneProcessor() {
        assertThat(BytesMachine.header(Fixtures.machO(false)))
                .isEqualTo(new MachO(false, List.of(slice("arm64")), 1024, 1024));
        byte[] cut = Arrays.copyOf(Fixtures.machO(true), 600);
        assertThat(BytesMachine.header(cut).isTruncated()).isTrue();
    }

    @Test
    void machOForTwo() {
        assertThat(BytesMachine.header(Fixtures.fat()))
                .isEqualTo(new MachO(true, List.of(slice("x86_64"), slice("arm64")), 6144, 6144));
        byte[] cut = Arrays.copyOf(Fixtures.fat(), 4500);
        assertThat(BytesMachine.header(cut)).isInstanceOfSatisfying(MachO.class, header -> {
            assertThat(header.isTruncated()).isTrue();
            assertThat(header.slices()).extracting(Slice::cpu).containsExactly("x86_64", "arm64");
        });
    }

    private static Slice slice(String cpu) {
        return new Slice(cpu, 8, "11.0", List.of("/usr/lib/libSystem.B.dylib"), List.of("@loader_path/lib"), true);
    }

    @Test
    void aTagThatOnlyEndsInTheSameBitsIsAnother() {
        assertThat(BytesMachine.header(Fixtures.elf(1)))
                .isInstanceOfSatisfying(
                        Elf.class, header -> assertThat(header.needed()).containsExactly("libone.so", "libother.so"));
        assertThat(BytesMachine.header(Fixtures.elf(0x1_0000_0001L)))
                .isInstanceOfSatisfying(
                        Elf.class, header -> assertThat(header.needed()).containsExactly("libone.so"));
    }

    @Test
    void windowsModules() {
        assertThat(BytesMachine.header(Fixtures.pe()))
                .isEqualTo(new Pe("x86_64", 64, true, List.of("python313.dll"), 1536, 1536));
        assertThat(BytesMachine.header(Arrays.copyOf(Fixtures.pe(), 1100)).isTruncated())
                .isTrue();
        assertThat(BytesMachine.header(Arrays.copyOf(Fixtures.pe(), 130)))
                .isEqualTo(new Broken(Format.PE, Fault.HEADER_CUT, 130));
    }

    @Test
    void whatIsNoNativeFile(@TempDir Path folder) {
        assertThat(kind("")).isEqualTo(Kind.EMPTY);
        assertThat(BytesMachine.header(new byte[0]).isTruncated()).isTrue();
        assertThat(kind("\0".repeat(5000))).isEqualTo(Kind.ZEROS);
        assertThat(kind("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"))
                .isEqualTo(Kind.GIT_LFS_POINTER);
        assertThat(kind("/* GNU ld script\n*/\nGROUP ( /lib/libc.so.6 )\n")).isEqualTo(Kind.LINKER_SCRIPT);
        assertThat(kind("INPUT(libncursesw.so.6 -ltinfo)\n")).isEqualTo(Kind.LINKER_SCRIPT);
        assertThat(kind("!<arch>\nfoo.o/")).isEqualTo(Kind.ARCHIVE);
        assertThat(kind("<html>Not Found – nicht gefunden</html>")).isEqualTo(Kind.TEXT);
        assertThat(kind("é".repeat(5000))).isEqualTo(Kind.TEXT);
        assertThat(kind("\u0001\u0002\u0003\u0004")).isEqualTo(Kind.UNKNOWN);
        byte[] javaClass = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 69};
        assertThat(BytesMachine.header(javaClass)).isEqualTo(new NotNative(Kind.UNKNOWN, 8));
        Machine disk = new LiveMachine(Map.of(), new Platform("linux", "x86_64"));
        assertThat(NativeHeader.read(disk, folder.resolve("none").toString())).isEqualTo(new NotNative(Kind.ABSENT, 0));
        assertThat(NativeHeader.read(disk, folder.toString())).isEqualTo(new NotNative(Kind.UNREADABLE, 0));
    }

    private static Kind kind(String text) {
        return ((NotNative) BytesMachine.header(text.getBytes(UTF_8))).kind();
    }
}
