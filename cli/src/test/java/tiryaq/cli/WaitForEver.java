package tiryaq.cli;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tiryaq.cli.options.Options;
import tiryaq.diagnosis.Say;

/** A process of its own that says on a terminal that it waits, until it is ended. */
final class WaitForEver {
    private WaitForEver() {}

    /** Waits a minute at most. */
    public static void main(String[] words) throws InterruptedException {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Session session = new Session(
                new Options("fix", Map.of(), List.of()),
                Map.of(),
                Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                err,
                err,
                "2");
        Waiting waiting = Waiting.during(session, Say.of("cli.progress.index"));
        Thread.sleep(60_000);
        waiting.close();
    }
}
