package tiryaq.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tiryaq.cli.launch.Finished;
import tiryaq.cli.launch.LauncherGoneException;
import tiryaq.cli.launch.RunFolder;

/** The entry point. */
public final class Main {
    private Main() {}

    /** Runs tiryaq and ends the process with its exit code. */
    public static void main(String[] args) throws IOException {
        try {
            Runtime.getRuntime().exit(execute(args, System.getenv()));
        } catch (LauncherGoneException nobodyLeft) {
            Runtime.getRuntime().halt(70);
        }
    }

    static int execute(String[] args, Map<String, String> environment) throws IOException {
        Optional<RunFolder> run = RunFolder.fromEnvironment(environment);
        if (run.isPresent()) {
            RunFolder folder = run.get();
            Finished finished = folder.await();
            int code = finished.passed() ? 0 : 1;
            if (args[0].equals("run")) {
                folder.doneAsTheCommand();
            } else {
                folder.done(code);
            }
            folder.linger();
            return code;
        }
        if (args.length > 0 && args[0].equals("--version")) {
            System.out.println("tiryaq 0.1.0");
            return 0;
        }
        System.out.println("usage: tiryaq run|diagnose|fix [OPTIONS] [--] COMMAND...");
        return args.length > 0 && args[0].equals("--help") ? 0 : 2;
    }
}
