package tiryaq.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tiryaq.cli.demo.server.RestServer;
import tiryaq.cli.demo.server.Table;

/**
 * Makes the failure with real packages in a throw-away folder, and shows it, its diagnosis, its cure, the cured program
 * and the way back. Where that cannot be, says what is missing and replays a recording.
 */
public final class Demo {
    private static final int SHOWN = 9;

    private final DemoContext context;
    private final Screen screen;
    private final Processes processes = new Processes();
    private final Map<String, String> clean;

    private Demo(DemoContext context) {
        this.context = context;
        this.screen = new Screen(context.out(), DemoTexts.in(context.language()), context.colour(), context.quiet());
        this.clean = CleanVariables.clean(context.environment());
    }

    /**
     * Shows the demo.
     *
     * @return 0 when all of it was shown, live or replayed; 1 when something did not go as it should
     */
    public static int run(DemoContext context) {
        Demo demo = new Demo(context);
        int exitCode = demo.show();
        demo.screen.end();
        return exitCode;
    }

    private int show() {
        PythonSearch.Found found = new PythonSearch(processes, clean, context.temporary()).search();
        return switch (found) {
            case PythonSearch.Missing missing ->
                replay(missing.key(), missing.places().toArray(String[]::new));
            case PythonSearch.Ready ready -> inThrowAwayFolder(ready);
        };
    }

    private int replay(String reason, String... places) {
        RecordedDemo.replay(screen, reason, places);
        return 0;
    }

    private int inThrowAwayFolder(PythonSearch.Ready ready) {
        try (ThrowAway folder = ThrowAway.make(context.temporary(), context.keep(), processes);
                RestServer server = RestServer.start(Table.orders())) {
            int exitCode = live(ready, folder.path(), server);
            if (context.keep()) {
                screen.tell("demo.kept", "folder", folder.path().toString());
            }
            record(ready.python(), folder.path(), server);
            return exitCode;
        } catch (IOException e) {
            return replay("demo.missing.folder", "why", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int live(PythonSearch.Ready ready, Path root, RestServer server) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Python python = ready.python();
        screen.say("demo.opening", "folder", root.toString());
        screen.say("demo.python", "python", python.executable().toString(), "version", python.version());
        screen.progress("demo.progress.install", "version", "3." + python.minor(), "other", "3." + python.stranger());
        Optional<WheelInstaller> installer = WheelInstaller.of(python, ready.uv(), root, processes, clean);
        Optional<Python> patient = SickProject.patient(python, root, processes, clean);
        if (installer.isEmpty() || patient.isEmpty()) {
            return replay("demo.missing.venv", "python", python.executable().toString());
        }
        SickProject sick = new SickProject(root, patient.get(), processes, clean);
        sick.copyFiles();
        ProcessEnd install = sick.install(installer.get());
        if (!install.well()) {
            screen.tail(install.output() + install.errors(), SHOWN);
            return replay("demo.missing.index");
        }
        Acts acts = new Acts(screen, processes, sick, sick.environment(server));
        if (!acts.fails()) {
            return 1;
        }
        String launcher = context.launcher();
        if (launcher == null) {
            screen.tell("demo.missing.launcher");
            return 1;
        }
        Snapshot before = Snapshot.of(root, "state");
        Tiryaq tiryaq = new Tiryaq(launcher, context.language(), context.colour());
        boolean shown = acts.diagnosed(tiryaq) && acts.cured(tiryaq) && acts.undone(tiryaq, root, before);
        if (shown) {
            screen.tell("demo.closing", "seconds", Long.toString((System.nanoTime() - started) / 1_000_000_000L));
        }
        return shown ? 0 : 1;
    }

    private void record(Python python, Path root, RestServer server) throws IOException {
        Path file = context.recording();
        if (file == null) {
            return;
        }
        Map<String, String> masks = new LinkedHashMap<>();
        masks.put(root.toString(), "/tmp/tiryaq-demo");
        masks.put(server.key(), "KEY");
        masks.put(server.url(), "http://127.0.0.1:54321");
        masks.put(python.executable().toString(), "/usr/local/bin/" + python.word());
        masks.put(python.folder().toString(), "/usr/local/bin");
        if (context.launcher() != null) {
            masks.put(context.launcher(), "tiryaq");
        }
        masks.put(clean.getOrDefault("HOME", root.toString()), "~");
        RecordedDemo.write(file, System.getProperty("os.name") + ", Python " + python.version(), screen.copy(), masks);
    }
}
