package tiryaq.command.probe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks each interpreter once; who gave no answer is asked again, for an environment may have been made there meanwhile.
 */
public final class AskedOnce implements Prober {
    private final Prober asked;
    private final Map<String, Probed> answers = new ConcurrentHashMap<>();

    /** Keeps the answers of {@code asked} as long as this object lives. */
    public AskedOnce(Prober asked) {
        this.asked = asked;
    }

    @Override
    public Probed probe(String executable) {
        Probed known = answers.get(executable);
        if (known != null) {
            return known;
        }
        Probed answer = asked.probe(executable);
        if (answer instanceof Probed.Answered) {
            answers.put(executable, answer);
        }
        return answer;
    }
}
