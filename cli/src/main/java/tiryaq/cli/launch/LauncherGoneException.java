package tiryaq.cli.launch;

import java.io.IOException;

/** The launcher was killed: there is nobody left to answer to, so the program ends without a word. */
public final class LauncherGoneException extends IOException {
    private static final long serialVersionUID = 1;

    LauncherGoneException() {
        super("the launcher is gone");
    }
}
