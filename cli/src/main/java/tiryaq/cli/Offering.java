package tiryaq.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tiryaq.catalogue.Examined;
import tiryaq.command.Command;
import tiryaq.diagnosis.Say;
import tiryaq.index.Availability;
import tiryaq.index.WheelFinder;
import tiryaq.machine.Machine;
import tiryaq.treatment.Treatment;
import tiryaq.treatment.candidates.Candidates;
import tiryaq.treatment.candidates.NewEnvironments;
import tiryaq.treatment.candidates.StandingEnvironment;
import tiryaq.treatment.engine.IndexQuestions;

/** What can be offered for an answer, with the index asked aloud or only remembered. */
final class Offering {
    private final Session session;
    private final Machine machine;
    private final @Nullable StandingEnvironment standing;
    private boolean silenceTold;
    private @Nullable Waiting waiting;

    /** With what was visible before an environment was made that stands now; null where none was made. */
    Offering(Session session, Machine machine, @Nullable StandingEnvironment standing) {
        this.session = session;
        this.machine = machine;
        this.standing = standing;
    }

    /** What the package index has a say in. */
    enum Index {
        /** It is asked which versions have wheels. */
        ASKED,
        /** What it has said before counts. */
        REMEMBERED,
        /** Nothing that it has said: so an answer is shown before it was ever asked. */
        UNHEARD
    }

    /** Treatments, and what makes a milder one of one that failed. */
    record Offer(List<Treatment> treatments, NewEnvironments environments) {}

    /**
     * The treatments of an answer, least invasive first. With {@code --offline} the index is not asked, but remembered.
     */
    Offer of(Examined examined, Command command, Index index) {
        boolean disconnected = session.options().has("--offline");
        if (index != Index.ASKED || disconnected) {
            return of(examined, command, index == Index.UNHEARD ? index : Index.REMEMBERED, disconnected);
        }
        try (Waiting asking = Waiting.during(session, Say.of("cli.progress.index"))) {
            waiting = asking;
            return of(examined, command, index, false);
        } finally {
            waiting = null;
        }
    }

    private Offer of(Examined examined, Command command, Index index, boolean disconnected) {
        boolean offline = index != Index.ASKED;
        NewEnvironments environments = new NewEnvironments(
                machine,
                (python, engine) -> {
                    if (index == Index.UNHEARD) {
                        return (name, version) -> new Availability.Unknown("");
                    }
                    WheelFinder finder = IndexQuestions.finder(engine, python, command.folder(), machine, offline);
                    return (name, version) -> heard(name, finder.available(name, version), offline);
                },
                standing,
                disconnected);
        return new Offer(Candidates.of(examined, command, environments), environments);
    }

    /** An index that gives no answer is told of once, with what the installer said of it: nothing else shows why. */
    Availability heard(String distribution, Availability answer, boolean offline) {
        // Where pip itself is missing no index was silent; a new environment brings one.
        if (answer instanceof Availability.Unknown unknown && !unknown.unasked() && !offline && !silenceTold) {
            silenceTold = true;
            if (waiting == null) {
                tellSilence(distribution, unknown.why());
            } else {
                waiting.aside(() -> tellSilence(distribution, unknown.why()));
            }
        }
        return answer;
    }

    private void tellSilence(String distribution, String why) {
        session.narrate(Say.of("cli.index-silent", "distribution", distribution));
        if (!why.isBlank()) {
            session.quote(why);
        }
    }
}
