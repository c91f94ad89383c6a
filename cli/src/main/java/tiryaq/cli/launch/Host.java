package tiryaq.cli.launch;

import java.util.Locale;
import tiryaq.machine.Platform;

/** What our own runtime knows about the machine that it runs on. */
public final class Host {
    private static final String[] SIGNALS = {
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1",
        "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM"
    };
    private static final String[] SIGNALS_OF_MACOS = {
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGEMT", "SIGFPE", "SIGKILL", "SIGBUS",
        "SIGSEGV", "SIGSYS", "SIGPIPE", "SIGALRM", "SIGTERM"
    };

    private Host() {}

    /** The system and the processor, as Python names them. */
    public static Platform platform() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
        String processor = System.getProperty("os.arch", "");
        String known = processor.equals("amd64") ? "x86_64" : processor;
        return new Platform(system, system.equals("darwin") && known.equals("aarch64") ? "arm64" : known);
    }

    /** The name of a signal by its number here. */
    public static String signal(int number) {
        String[] names = platform().system().equals("darwin") ? SIGNALS_OF_MACOS : SIGNALS;
        return number > 0 && number < names.length ? names[number] : "SIG" + number;
    }
}
