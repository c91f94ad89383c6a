package tiryaq.cli;

import java.nio.file.Path;
import java.util.Optional;
import tiryaq.cli.demo.Demo;
import tiryaq.cli.demo.DemoContext;

/** {@code tiryaq demo}: the failure, its diagnosis, cure and undo, in a throw-away folder. */
final class DemoCommand {
    private DemoCommand() {}

    static ExitCode run(Session session, Optional<String> launcher) {
        Path recording = session.options().value("--record").map(Path::of).orElse(null);
        String temporary = session.environment().getOrDefault("TMPDIR", "/tmp");
        int code = Demo.run(new DemoContext(
                session.out(),
                session.environment(),
                launcher.orElse(null),
                session.language(),
                session.text().colour(),
                session.options().has("--quiet"),
                session.options().has("--keep"),
                recording,
                Path.of(temporary)));
        return code == 0 ? ExitCode.FINE : ExitCode.FAILURE;
    }
}
