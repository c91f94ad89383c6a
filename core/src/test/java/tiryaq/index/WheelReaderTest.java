package tiryaq.index;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.python.ModuleNames.Answer.NO;
import static tiryaq.python.ModuleNames.Answer.UNKNOWN;
import static tiryaq.python.ModuleNames.Answer.YES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wheel's own source says of the names in it. */
class WheelReaderTest {
    @TempDir
    Path room;

    private int asked;

    private WheelReader reader(Map<String, String> files) {
        return reader(files, false);
    }

    private WheelReader reader(Map<String, String> files, boolean offline) {
        Runner index = command -> {
            asked++;
            List<String> words = command.argv();
            Path wheel = Path.of(words.get(words.indexOf("--dest") + 1)).resolve("zq-1-py3-none-any.whl");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
                for (Map.Entry<String, String> each : new TreeMap<>(files).entrySet()) {
                    zip.putNextEntry(new ZipEntry(each.getKey()));
                    zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Runner.Reply(0, "", "");
        };
        Installer installer = new Installer("", "/p", "t", "/", new TreeSet<>());
        IndexCache cache = new IndexCache(room.resolve("cache" + files.hashCode()));
        return new WheelReader(new WheelFinder(installer, index, Map.of(), cache, offline), room.resolve("wheels"));
    }

    @Test
    void namesThatItsFrontMakes() {
        WheelReader reader = reader(Map.of("zq/__init__.py", "from zq.rules import one\ndef two(): pass\n"));
        assertThat(reader.makes("zq", "zq", "one")).isEqualTo(YES);
        assertThat(reader.makes("zq", "zq", "two")).isEqualTo(YES);
        assertThat(reader.makes("zq", "zq", "three")).isEqualTo(NO);
        int before = asked;
        assertThat(reader.makes("zq", "zq", "three")).isEqualTo(NO);
        assertThat(reader.contents("zq"))
                .hasValueSatisfying(found -> assertThat(found.provides("zq")).isTrue());
        assertThat(asked).as("what was read is kept").isEqualTo(before);
    }

    @Test
    void namesTakenInBulkFromItsOtherFiles() {
        WheelReader reader =
                reader(Map.of("zq/__init__.py", "from zq.rules import *\n", "zq/rules.py", "class One: pass\n"));
        assertThat(reader.makes("zq", "zq", "One")).isEqualTo(YES);
        assertThat(reader.makes("zq", "zq", "On")).isEqualTo(NO);
        assertThat(reader.makes("zq", "zq", "rules"))
                .as("a part is asked for by name, too")
                .isEqualTo(YES);
    }

    @Test
    void aModuleOfOneFile() {
        WheelReader reader = reader(Map.of("zq.py", "import re\nOne = 1\n"));
        assertThat(reader.makes("zq", "zq", "One")).isEqualTo(YES);
        assertThat(reader.makes("zq", "zq", "two")).isEqualTo(NO);
    }

    /** That it is not looked at is no word against it. */
    @Test
    void withoutAnAnswerNothingIsSaid() {
        Map<String, String> files = Map.of("zq.py", "One = 1\n");
        assertThat(reader(files, true).makes("zq", "zq", "One")).isEqualTo(UNKNOWN);
        assertThat(reader(files).contents("zq")).isPresent();
        WheelReader offline = reader(files, true);
        assertThat(offline.contents("zq")).as("its files are known").isPresent();
        assertThat(offline.makes("zq", "zq", "One")).isEqualTo(UNKNOWN);
        assertThat(offline.trouble()).isEqualTo("offline");
        assertThat(reader(files).makes("zq", "zq", "two")).isEqualTo(NO);
        assertThat(offline.makes("zq", "zq", "two")).as("known by now").isEqualTo(NO);
    }
}
