package tiryaq.treatment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes wheels small enough for a test, under names that nobody else has. */
public final class TinyWheel {
    private static final Random RANDOM = new Random();

    private TinyWheel() {}

    /** A name that no rule can be keyed to. */
    public static String freshName() {
        StringBuilder name = new StringBuilder("zq");
        for (int i = 0; i < 8; i++) {
            name.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return name.toString();
    }

    /** A pure wheel whose module has the distribution's name. */
    public static Path pure(Path folder, String name, String version, List<String> requires) {
        return make(folder, name, version, "py3-none-any", requires, Map.of(name + "/__init__.py", "value = 42\n"));
    }

    /** A pure wheel with given files, whose RECORD has their hashes and sizes. */
    public static Path recorded(Path folder, String name, String version, Map<String, String> files) {
        return make(folder, name, version, "py3-none-any", List.of(), files, true);
    }

    /** A wheel with given files. */
    public static Path make(
            Path folder, String name, String version, String tag, List<String> requires, Map<String, String> files) {
        return make(folder, name, version, tag, requires, files, false);
    }

    private static Path make(
            Path folder,
            String name,
            String version,
            String tag,
            List<String> requires,
            Map<String, String> files,
            boolean hashed) {
        String info = name + "-" + version + ".dist-info/";
        StringBuilder metadata =
                new StringBuilder("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
        requires.forEach(each -> metadata.append("Requires-Dist: ").append(each).append('\n'));
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put(info + "METADATA", metadata.toString());
        all.put(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: tiny\nRoot-Is-Purelib: true\nTag: " + tag + "\n");
        StringBuilder record = new StringBuilder();
        all.forEach((path, text) ->
                record.append(path).append(hashed ? hash(text) : ",,").append('\n'));
        all.put(info + "RECORD", record.append(info).append("RECORD,,\n").toString());
        Path wheel = folder.resolve(name + "-" + version + "-" + tag + ".whl");
        try {
            Files.createDirectories(folder);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
                for (Map.Entry<String, String> each : all.entrySet()) {
                    zip.putNextEntry(new ZipEntry(each.getKey()));
                    zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return wheel;
    }

    private static String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return ",sha256=" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "," + bytes.length;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
