package tiryaq.cli;

import java.io.IOException;
import java.util.Map;
import tiryaq.cli.launch.RunFolder;

/** What the build runs once, so that the classes that every start needs lie ready in the image's cache. */
public final class Training {
    private Training() {}

    /** Runs the usual commands in this one process. */
    public static void main(String[] args) throws IOException {
        RunFolder.rehearse();
        for (String[] usual : new String[][] {{"--version"}, {"--help"}}) {
            Main.execute(usual, Map.of());
        }
    }
}
