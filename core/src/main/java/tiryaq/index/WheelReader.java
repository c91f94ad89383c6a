package tiryaq.index;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tiryaq.command.Command;
import tiryaq.python.ModuleNames;
import tiryaq.tree.Tree;

/**
 * Fetches one wheel and tells what it would install: the proof that a distribution provides a module. Nothing of it is
 * run, and the wheel is not kept.
 */
public final class WheelReader {
    /** Where a wheel is read when no folder of our own can be made. */
    public static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

    private static final int MOST_FILES = 100_000;

    /** Above it a shell tells the number of a signal. */
    private static final int KILLED = 128;

    private final WheelFinder finder;
    private final Path room;
    private String trouble = "";
    private boolean ended;

    /** With a folder of our own for the wheel while it is read. */
    public WheelReader(WheelFinder finder, Path room) {
        this.finder = finder;
        this.room = room;
    }

    /** Why the last question got no answer; empty where it got one. */
    public String trouble() {
        return trouble;
    }

    /** Whether the installer came to no end of its own over the last question, or to one without a word. */
    public boolean ended() {
        return ended;
    }

    /** What the newest wheel of a distribution for the interpreter holds; empty where there is none, or no answer. */
    public Optional<WheelContents> contents(String distribution) {
        trouble = "";
        ended = false;
        Optional<List<String>> known = finder.kept("files " + distribution);
        return known.isPresent()
                ? Optional.of(new WheelContents(distribution, known.get()))
                : fetched(distribution, (folder, files) -> {});
    }

    /**
     * Whether the source of a module, in the newest wheel of a distribution, may make a name; unknown where there is no
     * answer.
     */
    public ModuleNames.Answer makes(String distribution, String module, String name) {
        String question = "names " + distribution + " " + module + ":" + name;
        trouble = "";
        ended = false;
        Optional<List<String>> known = finder.kept(question);
        if (known.isEmpty()) {
            List<String> answer = new ArrayList<>();
            fetched(distribution, (folder, files) -> {
                boolean made = new WheelContents(distribution, files).provides(module + "." + name)
                        || new WheelNames(folder, files).makes(module, name);
                answer.add(String.valueOf(made));
                finder.keep(question, answer);
            });
            known = Optional.of(answer);
        }
        return known.get().isEmpty()
                ? ModuleNames.Answer.UNKNOWN
                : known.get().equals(List.of("true")) ? ModuleNames.Answer.YES : ModuleNames.Answer.NO;
    }

    /** Looks at a wheel while it is here. */
    private interface Look {
        void at(Path folder, List<String> files) throws IOException;
    }

    private Optional<WheelContents> fetched(String distribution, Look look) {
        if (!isName(distribution)) {
            return Optional.empty();
        }
        if (finder.offline()) {
            trouble = "offline";
            return Optional.empty();
        }
        Path folder;
        try {
            folder = folder();
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            return Optional.empty();
        }
        try {
            boolean uv = finder.installer().isUv();
            Runner.Reply reply =
                    finder.runner().run(uv ? uvInto(folder, distribution) : downloadInto(folder, distribution));
            if (reply.exitCode() != 0) {
                boolean silent = WheelFinder.lastLine(reply).isEmpty();
                ended = silent || reply.exitCode() < 0 || reply.exitCode() > KILLED;
                trouble = ended ? "ended" : WheelFinder.trouble(reply);
                return Optional.empty();
            }
            List<String> files = uv ? installed(folder) : inWheel(folder);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            finder.keep("files " + distribution, files);
            look.at(folder, files);
            return Optional.of(new WheelContents(distribution, files));
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
            return Optional.empty();
        } finally {
            remove(folder);
        }
    }

    private Path folder() throws IOException {
        try {
            Files.createDirectories(room);
            return Files.createTempDirectory(room, "wheel");
        } catch (IOException e) {
            return Files.createTempDirectory(TEMPORARY, "tiryaq-wheel");
        }
    }

    private Command downloadInto(Path folder, String distribution) {
        return finder.pip("download", List.of("--quiet", "--dest", folder.toString(), distribution));
    }

    // uv cannot download alone; into a folder of its own it installs wheels without running anything of them.
    private Command uvInto(Path folder, String distribution) {
        Installer installer = finder.installer();
        List<String> words = new ArrayList<>(List.of(installer.uv(), "pip", "install", "--no-deps", "--only-binary"));
        words.addAll(List.of(":all:", "--quiet", "--no-python-downloads", "--python", installer.python()));
        words.addAll(List.of("--target", folder.toString(), distribution));
        return finder.asked(words);
    }

    private static List<String> inWheel(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (var wheels = Files.newDirectoryStream(folder, "*.whl")) {
            for (Path wheel : wheels) {
                try (ZipFile zip = new ZipFile(wheel.toFile())) {
                    Enumeration<? extends ZipEntry> entries = zip.entries();
                    while (entries.hasMoreElements() && files.size() < MOST_FILES) {
                        add(files, placed(entries.nextElement().getName()));
                    }
                }
            }
        }
        return files;
    }

    /** Where an entry goes: {@code x-1.0.data/purelib/} and {@code platlib/} are site-packages itself. */
    private static String placed(String entry) {
        int data = entry.indexOf(".data/");
        if (data > 0 && entry.indexOf('/') == data + 5) {
            String rest = entry.substring(data + 6);
            if (rest.startsWith("purelib/") || rest.startsWith("platlib/")) {
                return rest.substring(8);
            }
        }
        return entry;
    }

    private static List<String> installed(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                add(files, folder.relativize(file).toString());
                return files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return files;
    }

    private static void add(List<String> files, String name) {
        if (!name.isEmpty() && !name.endsWith("/") && name.indexOf('\n') < 0 && name.indexOf('\r') < 0) {
            files.add(name);
        }
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c < 128 && Character.isLetterOrDigit(c);
            if (!letter && (i == 0 || (c != '-' && c != '_' && c != '.'))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static void remove(Path folder) {
        try {
            Tree.remove(folder);
        } catch (IOException e) {
            // Our own cache folder; the next reader of it does not mind what lies there.
            return;
        }
    }
}
