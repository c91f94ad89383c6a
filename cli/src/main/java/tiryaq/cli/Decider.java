package tiryaq.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.command.Command;
import tiryaq.diagnosis.Diagnosis;

/** The one safe command that would decide what a log alone cannot: it looks for the module and runs none of it. */
final class Decider {
    private static final String LOOK =
            "import importlib.util, sys; print(sys.version); print(importlib.util.find_spec(sys.argv[1]))";

    private Decider() {}

    static @Nullable Command of(Diagnosis answer) {
        String module = answer.module();
        if (module == null) {
            return null;
        }
        int dot = module.indexOf('.');
        String top = dot < 0 ? module : module.substring(0, dot);
        return Command.of(List.of("python", "-c", LOOK, top), ".");
    }
}
