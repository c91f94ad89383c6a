package tiryaq.command.probe;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks each interpreter once, however many threads want to know; who gave no answer is asked again, for an environment
 * may have been made there meanwhile.
 */
public final class AskedOnce implements Prober {
    private final Prober asked;
    private final Map<String, CompletableFuture<Optional<Probed>>> answers = new ConcurrentHashMap<>();

    /** Keeps the answers of {@code asked} as long as this object lives. */
    public AskedOnce(Prober asked) {
        this.asked = asked;
    }

    @Override
    public Probed probe(String executable) {
        CompletableFuture<Optional<Probed>> own = new CompletableFuture<>();
        CompletableFuture<Optional<Probed>> other = answers.putIfAbsent(executable, own);
        while (other != null) {
            Optional<Probed> known = other.join();
            if (known.isPresent()) {
                return known.get();
            }
            other = answers.putIfAbsent(executable, own);
        }
        Optional<Probed> answer = Optional.empty();
        try {
            Probed probed = asked.probe(executable);
            answer = Optional.of(probed).filter(Probed.Answered.class::isInstance);
            return probed;
        } finally {
            if (answer.isEmpty()) {
                answers.remove(executable, own);
            }
            own.complete(answer);
        }
    }
}
