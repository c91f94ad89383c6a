package tiryaq.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;

/** An output that comes from a file or a pipe: what {@code --log} names, else stdin. */
final class LogInput {
    private LogInput() {}

    /** What is done with a log that could be read. */
    interface Then {
        ExitCode take(Consultation consultation, LogRead read) throws IOException;
    }

    /** Reads the log, or says why it cannot be read. */
    static ExitCode read(Session session, Then then) throws IOException {
        Consultation consultation = new Consultation(session);
        String folder = Paths.absolute("/", System.getProperty("user.dir", "/"));
        Optional<Say> python = consultation.notPython(folder);
        if (python.isPresent()) {
            return session.complain(python.get(), ExitCode.USAGE);
        }
        String log = session.options().value("--log").orElse("-");
        Optional<LogRead> read = Optional.empty();
        int first = 0;
        if (log.equals("-")) {
            PushbackInputStream piped = new PushbackInputStream(session.in());
            first = piped.read();
            if (first < 0 && !session.options().has("--log")) {
                return session.complain(Say.of("cli.nothing-to-diagnose"), ExitCode.USAGE);
            }
            read = notEmpty(session, consultation, piped, first, folder);
        } else {
            try (InputStream file = Files.newInputStream(Path.of(log))) {
                if (Files.isDirectory(Path.of(log))) {
                    return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
                }
                PushbackInputStream in = new PushbackInputStream(file);
                first = in.read();
                read = notEmpty(session, consultation, in, first, folder);
            } catch (NoSuchFileException | InvalidPathException e) {
                return session.complain(Say.of("cli.no-such-log", "path", log), ExitCode.USAGE);
            } catch (IOException | UncheckedIOException e) {
                return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
            }
        }
        if (read.isPresent()) {
            return then.take(consultation, read.get());
        }
        return first < 0
                ? session.complain(Say.of("cli.log-empty"), ExitCode.USAGE)
                : session.complain(Say.of("cli.log-no-text", "path", log), ExitCode.USAGE);
    }

    private static Optional<LogRead> notEmpty(
            Session session, Consultation consultation, PushbackInputStream in, int first, String folder)
            throws IOException {
        if (first < 0) {
            return Optional.empty();
        }
        in.unread(first);
        String name = session.options().value("--log").orElse("-");
        return consultation.read(in, name, folder, session.options().words());
    }
}
