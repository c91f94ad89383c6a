package tiryaq.cli;

import java.io.IOException;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.RunFolder;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;

/** {@code tiryaq run}: the launcher ran the command untouched; here it is told why it died. */
final class RunCommand {
    private RunCommand() {}

    static ExitCode run(Session session) throws IOException {
        if (session.run().isEmpty()) {
            return session.complain(Say.of("cli.nothing-to-diagnose"), ExitCode.USAGE);
        }
        RunFolder run = session.run().get();
        Consultation consultation = new Consultation(session);
        Command command = run.command();
        Finished finished = run.await();
        if (!finished.passed()) {
            Consulted consulted = consultation.examine(command, finished);
            if (consulted.finding().verdict() == Finding.Verdict.DIAGNOSED
                    || consulted.finding().verdict() == Finding.Verdict.UNKNOWN) {
                session.show(consulted.finding(), consulted.code());
            }
        }
        run.doneAsTheCommand();
        return ExitCode.FINE;
    }
}
