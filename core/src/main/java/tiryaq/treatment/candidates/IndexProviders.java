package tiryaq.treatment.candidates;

import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Providers;
import tiryaq.index.WheelReader;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.engine.Engines;
import tiryaq.treatment.engine.IndexQuestions;

/** Asks the index, through the user's own installer, whether a distribution's wheel has a module. */
public final class IndexProviders implements Providers {
    /** Each question fetches a wheel. */
    private static final int MOST = 6;

    private final Machine machine;
    private final Interpreter python;
    private final String folder;
    private final boolean offline;

    /** For wheels of this interpreter, asked in a folder whose project settings count. */
    public IndexProviders(Machine machine, Interpreter python, String folder, boolean offline) {
        this.machine = machine;
        this.python = python;
        this.folder = folder;
        this.offline = offline;
    }

    @Override
    public Optional<Provided> among(List<String> distributions, String module) {
        Optional<Engine> engine = Engines.choose(machine, python, folder);
        if (engine.isEmpty()) {
            return Optional.empty();
        }
        WheelReader reader =
                IndexQuestions.reader(IndexQuestions.finder(engine.get(), python, folder, machine, offline));
        if (reader == null) {
            return Optional.empty();
        }
        for (String distribution : distributions.stream().distinct().limit(MOST).toList()) {
            boolean provides = reader.contents(distribution)
                    .filter(contents -> contents.provides(module))
                    .isPresent();
            if (provides) {
                return Optional.of(new Provided(distribution, "index"));
            }
        }
        return Optional.empty();
    }
}
