package tiryaq.cli.launch;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.machine.OsText;

/**
 * The private folder that the launcher shares with us while it runs the user's command. Where the two talk and what
 * they say is written down in {@code docs/architecture/launcher.md}. One thread waits, others may read.
 */
public final class RunFolder {
    private final String path;
    private final String launcher;
    private final @Nullable PseudoTerminal terminal;
    private @Nullable FileInputStream messages;

    private RunFolder(String path, String launcher, @Nullable PseudoTerminal terminal) {
        this.path = path;
        this.launcher = launcher;
        this.terminal = terminal;
    }

    /**
     * The folder that the launcher made, if it runs a command. On a terminal this also makes the pseudo-terminal that
     * the launcher is waiting for, so it comes first of all.
     *
     * @throws LauncherGoneException when the launcher is gone, and with it whoever could be answered
     */
    public static Optional<RunFolder> fromEnvironment(Map<String, String> environment) throws IOException {
        String path = environment.get("TIRYAQ_RUN");
        if (path == null) {
            return Optional.empty();
        }
        String launcher = environment.getOrDefault("TIRYAQ_PID", "");
        if (!"pty".equals(environment.get("TIRYAQ_SCREEN"))) {
            return Optional.of(new RunFolder(path, launcher, null));
        }
        PseudoTerminal terminal = PseudoTerminal.open(path + "/to");
        RunFolder folder = new RunFolder(path, launcher, terminal);
        folder.say(terminal == null ? "none" : "tty " + terminal.name());
        return Optional.of(folder);
    }

    /** The words of the user's command, byte for byte (see {@link OsText}). */
    public List<String> argv() throws IOException {
        return words(read("argv"));
    }

    /** The folder in which the user started it. */
    public String folder() throws IOException {
        return OsText.decode(read("cwd"));
    }

    /** The variables with which the user started it. */
    public SortedMap<String, String> environment() {
        SortedMap<String, String> found = UserEnvironment.parse("/proc/" + launcher + "/environ");
        if (found == null) {
            found = UserEnvironment.parse(path + "/environ");
        }
        return found == null ? UserEnvironment.of(System.getenv()) : found;
    }

    /** The user's command as a value. */
    public Command command() throws IOException {
        return Command.of(argv(), folder());
    }

    /**
     * Waits until the user's command has ended; on a terminal, shows meanwhile what it prints. To be called once, and
     * by no other thread than {@link #run}. When the user stopped the command by a signal, nothing is wanted of us any
     * more, and this ends the process.
     *
     * @param overhearing gets all that the command has printed so far, each time that it seems to be dying
     * @throws LauncherGoneException when the launcher is gone, and with it whoever could be answered
     */
    public Finished await(Consumer<Output> overhearing) throws IOException {
        Keeper keeper = new Keeper();
        String message = terminal == null ? listen(overhearing) : terminal.forward(keeper);
        String[] words = message.split(" ", -1);
        if (words.length == 4 && words[0].equals("stopped")) {
            doneAsTheCommand();
            // Not halt: interpreters that are being asked must not outlive us.
            Runtime.getRuntime().exit(0);
        }
        if (words.length != 4 || !words[0].equals("ended")) {
            throw new IOException("not understood from the launcher: " + message);
        }
        Output output = terminal == null ? Pieces.read(path + "/out." + words[1]) : keeper.kept();
        return new Finished(number(words[2]), number(words[3]), output);
    }

    private String listen(Consumer<Output> overhearing) throws IOException {
        String message = readMessage();
        String[] words = message.split(" ", -1);
        while (words.length == 3 && words[0].equals("soon")) {
            overhearing.accept(Pieces.soon(path + "/out." + words[1] + ".soon." + words[2]));
            message = readMessage();
            words = message.split(" ", -1);
        }
        return message;
    }

    /**
     * Lets the launcher run another command as it ran the user's: same descriptors, same terminal, in the user's own
     * variables with what the command changes in them.
     *
     * @throws LauncherGoneException when the launcher is gone, and with it whoever could be answered
     */
    public Finished run(Command command) throws IOException {
        try (FileOutputStream out = new FileOutputStream(path + "/next")) {
            out.write(NextCommand.asShell(command));
        }
        if (terminal != null) {
            terminal.prepare();
        }
        say("next");
        return await(early -> {});
    }

    /** Tells the launcher to end with this code. Everything must have been printed; {@link #linger} is to follow. */
    public void done(int exitCode) throws IOException {
        say("done " + exitCode);
    }

    /** Tells the launcher to end as the last command did, by its signal if it died of one. */
    public void doneAsTheCommand() throws IOException {
        say("done same");
    }

    /**
     * Goes on showing what a daemon prints that the command left behind on our pseudo-terminal, until it ends; returns
     * at once when there is none. To be called last: lets go of stdout, so that nobody waits for us.
     */
    public void linger() {
        if (terminal == null || !terminal.isHeld()) {
            return;
        }
        try {
            new FileOutputStream(FileDescriptor.out).close();
        } catch (IOException e) {
            // Nobody can be told any more.
        }
        terminal.forwardToTheEnd();
    }

    /**
     * Plays the launcher's part in a temporary folder and runs through all of this without a command: for the training
     * of the image only.
     */
    public static void rehearse() throws IOException {
        File pipes = Files.createTempDirectory("tiryaq").toFile();
        try {
            Files.write(pipes.toPath().resolve("argv"), new byte[] {'a', 0});
            Files.write(pipes.toPath().resolve("cwd"), new byte[] {'/'});
            Files.write(pipes.toPath().resolve("from"), new byte[0]);
            Files.write(pipes.toPath().resolve("out.1.soon.1"), new byte[] {'a'});
            Files.write(pipes.toPath().resolve("out.1.0"), new byte[] {'a'});
            for (String screen : new String[] {"", "pty"}) {
                String told = screen.isEmpty() ? "soon 1 1\n" : "";
                Files.write(pipes.toPath().resolve("to"), (told + "ended 1 1 0\n").getBytes(StandardCharsets.US_ASCII));
                RunFolder folder = fromEnvironment(Map.of("TIRYAQ_RUN", pipes.getPath(), "TIRYAQ_SCREEN", screen))
                        .orElseThrow();
                folder.command();
                folder.environment();
                folder.await(early -> {});
                folder.doneAsTheCommand();
                folder.linger();
            }
        } finally {
            for (File file : Objects.requireNonNullElse(pipes.listFiles(), new File[0])) {
                Files.deleteIfExists(file.toPath());
            }
            Files.deleteIfExists(pipes.toPath());
        }
    }

    static List<String> words(byte[] bytes) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(OsText.decode(Arrays.copyOfRange(bytes, start, i)));
                start = i + 1;
            }
        }
        return words;
    }

    private String readMessage() throws IOException {
        FileInputStream in = messages;
        if (in == null) {
            in = new FileInputStream(path + "/to");
            messages = in;
        }
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new LauncherGoneException();
            }
            line.append((char) b);
        }
        return line.toString();
    }

    private void say(String message) throws IOException {
        File pipe = new File(path, "from");
        // A pipe that is gone would become a file that nobody reads.
        if (!pipe.exists()) {
            throw new LauncherGoneException();
        }
        try (FileOutputStream out = new FileOutputStream(pipe)) {
            out.write((message + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private byte[] read(String name) throws IOException {
        try (FileInputStream in = new FileInputStream(path + "/" + name)) {
            return in.readAllBytes();
        }
    }

    private static int number(String digits) throws IOException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IOException("not understood from the launcher: " + digits, e);
        }
    }
}
