package tiryaq.treatment.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Installers that outlived a tiryaq that was killed. They would go on writing into what is being taken back; each
 * carries the id of its journal in a variable.
 */
public final class Survivors {
    /** The variable in which every process that is started for a journal finds its id. */
    public static final String VARIABLE = "TIRYAQ_JOURNAL";

    private Survivors() {}

    /** Ends all processes of a journal, where the system shows their variables (Linux). */
    static void end(String id) {
        // A process may start another while it is being ended.
        for (int round = 0; round < 20; round++) {
            List<ProcessHandle> found = of(id);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static List<ProcessHandle> of(String id) {
        List<ProcessHandle> found = new ArrayList<>();
        String wanted = "\0" + VARIABLE + "=" + id + "\0";
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path each : processes) {
                long pid = Long.parseLong(String.valueOf(each.getFileName()));
                if (pid != self && carries(each.resolve("environ"), wanted)) {
                    ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(found::add);
                }
            }
        } catch (IOException | NumberFormatException e) {
            return found;
        }
        return found;
    }

    private static boolean carries(Path environ, String wanted) {
        try {
            return ("\0" + new String(Files.readAllBytes(environ), StandardCharsets.ISO_8859_1)).contains(wanted);
        } catch (IOException e) {
            return false;
        }
    }
}
