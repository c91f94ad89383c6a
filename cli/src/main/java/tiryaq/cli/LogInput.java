package tiryaq.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.reading.Symptoms;

/** An output that comes from a file or a pipe: what {@code --log} names, else stdin. */
final class LogInput {
    private LogInput() {}

    /** What is done with a log that could be read. */
    interface Then {
        ExitCode take(Consultation consultation, LogRead read) throws IOException;
    }

    /** Reads the log, or says why it cannot be read. */
    static ExitCode read(Session session, Then then) throws IOException {
        return read(session, new Consultation(session), then);
    }

    /** The same with one who is to be consulted. */
    static ExitCode read(Session session, Consultation consultation, Then then) throws IOException {
        String folder = Paths.absolute("/", System.getProperty("user.dir", "/"));
        Optional<Say> python = consultation.notPython(folder);
        if (python.isPresent()) {
            return session.complain(python.get(), ExitCode.USAGE);
        }
        String log = session.options().value("--log").orElse("-");
        Symptom symptom;
        if (log.equals("-")) {
            try {
                PushbackInputStream piped = new PushbackInputStream(session.in());
                int first = piped.read();
                if (first < 0 && !session.options().has("--log")) {
                    return session.complain(Say.of("cli.nothing-came"), ExitCode.USAGE);
                }
                try (Waiting _ = Waiting.during(session, Say.of("cli.progress.log"))) {
                    symptom = notEmpty(piped, first);
                }
            } catch (IOException e) {
                return session.complain(Say.of("cli.log-unreadable", "path", "-"), ExitCode.USAGE);
            }
        } else {
            try (InputStream file = Files.newInputStream(Path.of(log))) {
                if (Files.isDirectory(Path.of(log))) {
                    return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
                }
                PushbackInputStream in = new PushbackInputStream(file);
                try (Waiting _ = Waiting.during(session, Say.of("cli.progress.log"))) {
                    symptom = notEmpty(in, in.read());
                }
            } catch (NoSuchFileException | InvalidPathException e) {
                return session.complain(Say.of("cli.no-such-log", "path", log), ExitCode.USAGE);
            } catch (IOException e) {
                return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
            }
        }
        if (symptom == null) {
            return session.complain(Say.of("cli.log-empty"), ExitCode.USAGE);
        }
        if (!symptom.text()) {
            return session.complain(Say.of("cli.log-no-text", "path", log), ExitCode.USAGE);
        }
        return then.take(
                consultation,
                consultation.read(symptom, log, folder, session.options().words()));
    }

    private static @Nullable Symptom notEmpty(PushbackInputStream in, int first) throws IOException {
        if (first < 0) {
            return null;
        }
        in.unread(first);
        return Symptoms.ofLog(in);
    }
}
