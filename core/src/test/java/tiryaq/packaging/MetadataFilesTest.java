package tiryaq.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataFilesTest {
    @Test
    void agreeWithPythonOnEveryInstalledDistribution(@TempDir Path folder) throws Exception {
        List<Path> pythons = RealPythons.all();
        assumeTrue(!pythons.isEmpty(), "no Python interpreter found");
        List<String> metadataFolders = new ArrayList<>();
        for (Path python : pythons) {
            String ask = "import sysconfig; print(sysconfig.get_path('purelib')); print(sysconfig.get_path('platlib'))";
            List<String> sites = new ArrayList<>(RealPythons.run(folder, List.of(), python.toString(), "-c", ask));
            sites.add("/usr/lib/python3/dist-packages");
            for (String site : sites) {
                if (Files.isDirectory(Path.of(site))) {
                    try (Stream<Path> entries = Files.list(Path.of(site))) {
                        entries.filter(entry -> entry.toString().endsWith("-info") && Files.isDirectory(entry))
                                .map(Path::toString)
                                .filter(entry -> !metadataFolders.contains(entry))
                                .forEach(metadataFolders::add);
                    }
                }
            }
        }
        assumeTrue(!metadataFolders.isEmpty(), "no installed distribution found");
        Path python = pythons.getLast();
        List<String> lines = RealPythons.run(
                folder,
                metadataFolders,
                python.toString(),
                "-I",
                "-X",
                "utf8",
                RealPythons.script(folder, "metadata.py").toString());
        Map<String, List<RecordFile.Entry>> records = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        int rows = 0;
        for (String line : lines) {
            String[] fields = line.split("\u001f", -1);
            byte[] file = files.get(fields[1]);
            if (file == null) {
                file = Files.readAllBytes(Path.of(fields[1]));
                files.put(fields[1], file);
            }
            if (fields[0].equals("metadata")) {
                CoreMetadata ours = CoreMetadata.parse(file);
                assertThat(List.of(ours.name(), ours.version(), ours.requiresPython()))
                        .as(fields[1])
                        .isEqualTo(List.of(fields[2], fields[3], fields[4]));
                assertThat(String.join("\u001e", ours.requiresDist()).replaceAll("[ \t]+", " "))
                        .as(fields[1])
                        .isEqualTo(fields[5]);
                assertThat(String.join("\u001e", ours.providesExtra())).isEqualTo(fields[6]);
                assertThat(ours.requirements()).as(fields[1]).hasSameSizeAs(ours.requiresDist());
            } else {
                String hash = fields[3];
                int equals = hash.indexOf('=');
                records.computeIfAbsent(fields[1], path -> new ArrayList<>())
                        .add(new RecordFile.Entry(
                                fields[2],
                                equals < 0 ? "" : hash.substring(0, equals),
                                hash.substring(equals + 1),
                                fields[4].isEmpty() ? -1 : Long.parseLong(fields[4])));
                // Each look is a search of the whole file: some rows of each are enough.
                if (rows++ % 23 == 0) {
                    assertThat(RecordFile.names(file, fields[2])).isTrue();
                    assertThat(RecordFile.names(file, fields[2] + "x")).isFalse();
                }
            }
        }
        assertThat(records).isNotEmpty();
        for (Map.Entry<String, List<RecordFile.Entry>> record : records.entrySet()) {
            byte[] file = Files.readAllBytes(Path.of(record.getKey()));
            assertThat(entries(file)).as(record.getKey()).isEqualTo(record.getValue());
        }
    }

    @Test
    void onlyTheHeaderCounts() {
        byte[] file = """
                \ufeffMetadata-Version: 2.1
                name: Foo
                Version: 1.0
                Requires-Dist: a >=1,
                  <2

                Requires-Dist: b
                Name: bar
                """.replace("\n", "\r\n").getBytes(UTF_8);
        CoreMetadata metadata = CoreMetadata.parse(file);
        assertThat(metadata.name()).isEqualTo("Foo");
        assertThat(metadata.requirements())
                .singleElement()
                .satisfies(requirement -> assertThat(requirement.specifiers()).hasToString(">=1,<2"));
        assertThat(CoreMetadata.parse(new byte[0]).name()).isEmpty();
        assertThat(CoreMetadata.parse("Author: J\u00e9r\u00f4me\nName: x\n".getBytes(ISO_8859_1))
                        .name())
                .isEqualTo("x");
    }

    @Test
    void brokenRecordsGiveWhatTheyCan() {
        byte[] file =
                "a.py,sha256=abc,12\n\"b,c.py\",,\n\"d\"\"e\",md5=1,x\nbare\n\"open,1,2\nf\udce9.py,sha256=z,1\r\n"
                        .replace("\udce9", "?")
                        .getBytes(UTF_8);
        for (int i = 0; i < file.length; i++) {
            file[i] = file[i] == '?' ? (byte) 0xe9 : file[i];
        }
        assertThat(entries(file))
                .contains(
                        new RecordFile.Entry("a.py", "sha256", "abc", 12),
                        new RecordFile.Entry("b,c.py", "", "", -1),
                        new RecordFile.Entry("d\"e", "md5", "1", -1),
                        new RecordFile.Entry("bare", "", "", -1),
                        new RecordFile.Entry("f\udce9.py", "sha256", "z", 1));
        assertThat(RecordFile.names(file, "b,c.py")).isTrue();
        assertThat(RecordFile.names(file, "d\"e")).isTrue();
        assertThat(RecordFile.names(file, "f\udce9.py")).isTrue();
        assertThat(RecordFile.names(file, "b")).isFalse();
        assertThat(RecordFile.names(file, "a")).isFalse();
        assertThat(RecordFile.under(file, "a")).hasSize(1);
        assertThat(RecordFile.find(file, "a.py")).map(RecordFile.Entry::size).contains(12L);
    }

    @Test
    void extrasAreComparedNormalized() {
        Map<String, String> environment = MarkerEnvironment.of("3.11.7", "cpython", "linux", "x86_64");
        Requirement socks =
                Requirement.parse("PySocks>=1.5; extra == \"socks\"").orElseThrow();
        assertThat(socks.applies(environment, Set.of())).isFalse();
        assertThat(socks.applies(environment, Set.of("Socks"))).isTrue();
        Requirement old = Requirement.parse("ipaddress; python_version < \"3\"").orElseThrow();
        assertThat(old.applies(environment, Set.of())).isFalse();
    }

    private static List<RecordFile.Entry> entries(byte[] file) {
        List<RecordFile.Entry> entries = new ArrayList<>();
        RecordFile.visit(file, entry -> !entries.add(entry));
        return entries;
    }

    @Test
    void nativeFilesAreFoundByTheirEnding() {
        byte[] record = """
                a/__init__.py,sha256=x,1
                a/.sock,,
                "b,/c.so","sha256=y",2
                a/d.cpython-313-x86_64-linux-gnu.so,sha256=z,3
                a/so,,
                e.so
                w.pyd,,4
                notes.so.txt,,""".getBytes(UTF_8);
        assertThat(RecordFile.natives(record))
                .extracting(RecordFile.Entry::path)
                .containsExactly("b,/c.so", "a/d.cpython-313-x86_64-linux-gnu.so", "e.so", "w.pyd");
        assertThat(RecordFile.natives("a.py,,\n".getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"e.so\r\n", "\"e.so\"\r\n", "e.so,,\r\n", "a.py,,\r\ne.so\r\nb.py\r\n", "e.so\r"})
    void nativeFilesAreFoundBeforeCarriageReturns(String record) {
        assertThat(RecordFile.natives(record.getBytes(UTF_8)))
                .extracting(RecordFile.Entry::path)
                .containsExactly("e.so");
    }
}
