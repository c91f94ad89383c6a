package tiryaq.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;

/** The files beside an interpreter, or beside a link to one, that tell it where its standard library is. */
final class Surrounding {
    private static final String CONFIGURATION = "pyvenv.cfg";
    private static final int TEXT_LIMIT = 64 << 10;

    private Surrounding() {}

    /**
     * Every {@code home} in a {@code pyvenv.cfg}: Python takes its standard library from beside the interpreter there.
     */
    static List<String> bases(String executable, Machine machine) {
        String bin = Paths.parent(executable);
        List<String> bases = new ArrayList<>();
        for (String folder : List.of(bin, Paths.parent(bin))) {
            String text = machine.read(Paths.join(folder, CONFIGURATION), 0, TEXT_LIMIT)
                    .text();
            for (String line : text.split("\n", -1)) {
                int sign = line.indexOf('=');
                if (sign > 0
                        && line.substring(0, sign)
                                .strip()
                                .toLowerCase(Locale.ROOT)
                                .equals("home")) {
                    bases.add(line.substring(sign + 1).strip());
                }
            }
        }
        return bases;
    }

    /**
     * Whether a {@code python._pth} stands there, which since 3.11 is the whole search path, with the standard
     * library's.
     */
    static boolean hasPath(String executable, Machine machine) {
        return machine.stat(executable + "._pth").exists();
    }
}
