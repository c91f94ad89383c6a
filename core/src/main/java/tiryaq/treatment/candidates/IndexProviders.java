package tiryaq.treatment.candidates;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tiryaq.diagnosis.Providers;
import tiryaq.diagnosis.Say;
import tiryaq.index.WheelReader;
import tiryaq.machine.Machine;
import tiryaq.python.Interpreter;
import tiryaq.python.ModuleNames;
import tiryaq.treatment.engine.Engine;
import tiryaq.treatment.engine.Engines;
import tiryaq.treatment.engine.IndexQuestions;

/** Asks the index, through the user's own installer, whether a distribution's wheel has a module. */
public final class IndexProviders implements Providers {
    /** Each question fetches a wheel. */
    private static final int MOST = 6;

    /** So many distributions are asked about in one examination; the likeliest are asked about first. */
    private static final int MOST_ASKED = 12;

    /** And no new question is put after so long, in nanoseconds. */
    private static final long LONGEST = 20_000_000_000L;

    private final Set<String> asked = new HashSet<>();

    /** Of which the index has no wheel. */
    private final Set<String> absent = new HashSet<>();

    private long spent;
    private final Machine machine;
    private final Interpreter python;
    private final String folder;
    private final boolean offline;
    private @Nullable Say obstacle;

    /** Choosing one starts it, so that is done once. */
    private boolean chosen;

    private @Nullable Engine engine;

    /** For wheels of this interpreter, asked in a folder whose project settings count. */
    public IndexProviders(Machine machine, Interpreter python, String folder, boolean offline) {
        this.machine = machine;
        this.python = python;
        this.folder = folder;
        this.offline = offline;
    }

    @Override
    public Optional<Provided> among(List<String> distributions, String module) {
        for (String distribution : distributions.stream().distinct().limit(MOST).toList()) {
            if (has(distribution, module) == ModuleNames.Answer.YES) {
                return Optional.of(new Provided(distribution, "index"));
            }
        }
        return Optional.empty();
    }

    @Override
    public ModuleNames.Answer has(String distribution, String module) {
        // Who gave no answer would not answer the next question either, and each takes its time.
        Optional<WheelReader> found = obstacle != null && !offline ? Optional.empty() : reader();
        if (found.isEmpty() || absent.contains(distribution)) {
            return ModuleNames.Answer.UNKNOWN;
        }
        boolean enough = spent > LONGEST || (!asked.contains(distribution) && asked.size() >= MOST_ASKED);
        if (enough && !offline) {
            obstacle = Say.of("note.index-unasked.enough").as(Say.Sense.LIMIT);
            return ModuleNames.Answer.UNKNOWN;
        }
        asked.add(distribution);
        WheelReader reader = found.get();
        long begun = System.nanoTime();
        int name = module.indexOf(':');
        ModuleNames.Answer answer = name < 0
                ? reader.contents(distribution)
                        .map(contents -> contents.provides(module) ? ModuleNames.Answer.YES : ModuleNames.Answer.NO)
                        .orElse(ModuleNames.Answer.UNKNOWN)
                : reader.makes(distribution, module.substring(0, name), module.substring(name + 1));
        spent += System.nanoTime() - begun;
        if (reader.trouble().isEmpty()) {
            if (name < 0 && answer == ModuleNames.Answer.UNKNOWN) {
                absent.add(distribution);
            }
        } else {
            obstacle = (offline
                            ? Say.of("note.index-unasked.offline")
                            : reader.ended()
                                    ? Say.of("note.index-unasked.ended")
                                    : Say.of("note.index-unasked", "reason", reader.trouble()))
                    .as(Say.Sense.LIMIT);
        }
        return answer;
    }

    private Optional<WheelReader> reader() {
        if (!chosen) {
            engine = Engines.asking(machine, python, folder).orElse(null);
            chosen = true;
        }
        if (engine == null) {
            obstacle = Say.of("note.index-unasked.no-installer").as(Say.Sense.LIMIT);
            return Optional.empty();
        }
        return Optional.of(IndexQuestions.reader(IndexQuestions.finder(engine, python, folder, machine, offline)));
    }

    @Override
    public Optional<Say> obstacle() {
        return Optional.ofNullable(obstacle);
    }
}
