package tiryaq.trials.wheels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tiryaq.trials.room.Pythons;
import tiryaq.trials.room.Ran;
import tiryaq.trials.room.Shell;

/**
 * The pinned wheels, kept in a cache of their own: each is downloaded once, and what does not have the pinned hash is
 * refused, by pip and once more here.
 */
public final class Wheelhouse {
    private final Path folder;
    private final List<Pin> pins;

    /** A wheelhouse of these wheels in this folder. */
    public Wheelhouse(Path folder, List<Pin> pins) {
        this.folder = folder;
        this.pins = List.copyOf(pins);
    }

    /** The committed list, in {@code $XDG_CACHE_HOME/tiryaq-trials/wheels}. */
    public static Wheelhouse committed() throws IOException {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path root = cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new Wheelhouse(root.resolve("tiryaq-trials/wheels"), read(Path.of("wheelhouse.txt")));
    }

    /** The wheels that a list names, in the form of {@code sha256sum}. */
    public static List<Pin> read(Path list) throws IOException {
        List<Pin> pins = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            String[] words = line.split("  ", 2);
            if (words.length != 2 || words[0].length() != 64) {
                throw new IOException(list + ": not a hash and a file name: " + line);
            }
            pins.add(new Pin(words[1], words[0]));
        }
        return pins;
    }

    /** Where the wheels lie. */
    public Path folder() {
        return folder;
    }

    /** All wheels that there are to be. */
    public List<Pin> pins() {
        return pins;
    }

    /**
     * Downloads what is not there yet.
     *
     * @return what still misses, with the reason; empty when every wheel is there and has its hash
     */
    public String fill() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<String, List<Pin>> missing = new TreeMap<>();
        for (Pin pin : pins) {
            if (!sound(pin)) {
                missing.computeIfAbsent(pin.python() + "|" + pin.version(), key -> new ArrayList<>())
                        .add(pin);
            }
        }
        for (List<Pin> batch : missing.values()) {
            String problem = download(batch);
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return "";
    }

    private String download(List<Pin> batch) throws IOException, InterruptedException {
        Path part = Files.createTempDirectory(folder, ".part");
        try {
            StringBuilder wanted = new StringBuilder();
            for (Pin pin : batch) {
                wanted.append(pin.project()).append("==").append(pin.version());
                wanted.append(" --hash=sha256:").append(pin.sha256()).append('\n');
            }
            Path list = Files.writeString(part.resolve("wanted.txt"), wanted);
            String python = batch.getFirst().python().isEmpty()
                    ? "3.13"
                    : batch.getFirst().python();
            String pip = Pythons.withPip().orElse("");
            if (pip.isEmpty()) {
                return "no interpreter with pip";
            }
            List<String> argv = new ArrayList<>(List.of(pip, "-I", "-m", "pip", "download", "-q", "--no-deps"));
            argv.addAll(List.of("--require-hashes", "--only-binary=:all:", "--python-version", python));
            argv.addAll(List.of("--platform", "manylinux2014_x86_64", "-d", part.toString(), "-r", list.toString()));
            Ran ran = Shell.run(argv, part, System.getenv(), Duration.ofMinutes(5));
            if (ran.exit() != 0) {
                return "the index gave no " + wanted + ran.err();
            }
            try (Stream<Path> files = Files.list(part)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".whl")).toList()) {
                    Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return batch.stream().allMatch(this::sound) ? "" : "the index gave other files than " + batch;
        } finally {
            Shell.delete(part);
        }
    }

    private boolean sound(Pin pin) {
        Path file = folder.resolve(pin.file());
        try {
            return Files.isRegularFile(file) && sha256(file).equals(pin.sha256());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The SHA-256 of a file, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
