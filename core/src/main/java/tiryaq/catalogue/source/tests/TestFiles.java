package tiryaq.catalogue.source.tests;

import java.util.ArrayList;
import java.util.List;
import tiryaq.command.Invocation;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** The files that pytest collects tests from, as its command names them or by their own names. */
public final class TestFiles {
    private static final int MOST = 400;
    private static final int DEPTH = 6;

    private TestFiles() {}

    /** Those of a command that runs pytest; empty for any other. */
    public static List<String> of(Invocation invocation, Machine machine) {
        List<String> found = new ArrayList<>();
        if (!invocation.runsPytest()) {
            return found;
        }
        for (String each : invocation.arguments()) {
            int test = each.indexOf("::");
            String path = Paths.absolute(invocation.folder(), test < 0 ? each : each.substring(0, test));
            if (!each.startsWith("-") && machine.isFile(path)) {
                found.add(path);
            } else if (!each.startsWith("-") && machine.isFolder(path)) {
                below(path, DEPTH, machine, found);
            }
        }
        if (found.isEmpty()) {
            below(invocation.folder(), DEPTH, machine, found);
        }
        return found;
    }

    private static void below(String folder, int depth, Machine machine, List<String> found) {
        for (String name : machine.list(folder).names()) {
            String path = Paths.join(folder, name);
            if (found.size() >= MOST) {
                return;
            }
            if (TestRunner.isTest(name)) {
                found.add(path);
            } else if (depth > 0
                    && name.indexOf('.') < 0
                    && !name.equals("node_modules")
                    && machine.isFolder(path)
                    && !machine.isFile(Paths.join(path, "pyvenv.cfg"))) {
                below(path, depth - 1, machine, found);
            }
        }
    }
}
