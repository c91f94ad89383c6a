package tiryaq.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.machine.Paths;

/** {@code tiryaq diagnose}: names the cause, from a log alone or by running the command; changes nothing. */
final class DiagnoseCommand {
    private DiagnoseCommand() {}

    static ExitCode run(Session session) throws IOException {
        if (session.run().isPresent()) {
            return ofCommand(session, session.run().get());
        }
        if (session.options().has("--log")) {
            return ofLog(session, session.options().value("--log").orElse("-"));
        }
        if (!session.options().words().isEmpty() || session.terminals().contains("0")) {
            return session.complain(Say.of("cli.nothing-to-diagnose"), ExitCode.USAGE);
        }
        return ofLog(session, "-");
    }

    private static ExitCode ofCommand(Session session, RunFolder run) throws IOException {
        Consultation consultation = new Consultation(session);
        Command command = run.command();
        consultation.prepare(command);
        Finished finished = run.await();
        Consulted consulted = consultation.examine(command, finished);
        return session.show(consulted.finding(), consulted.code());
    }

    private static ExitCode ofLog(Session session, String log) throws IOException {
        Consultation consultation = new Consultation(session);
        String folder = Paths.absolute("/", System.getProperty("user.dir", "/"));
        if (log.equals("-")) {
            Consulted consulted = consultation.read(session.in(), log, folder);
            return session.show(consulted.finding(), consulted.code());
        }
        try (InputStream in = Files.newInputStream(Path.of(log))) {
            if (Files.isDirectory(Path.of(log))) {
                return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
            }
            Consulted consulted = consultation.read(in, log, folder);
            return session.show(consulted.finding(), consulted.code());
        } catch (AccessDeniedException e) {
            return session.complain(Say.of("cli.log-unreadable", "path", log), ExitCode.USAGE);
        } catch (IOException | InvalidPathException e) {
            return session.complain(Say.of("cli.no-such-log", "path", log), ExitCode.USAGE);
        }
    }
}
