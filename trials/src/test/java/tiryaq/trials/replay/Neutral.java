package tiryaq.trials.replay;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tiryaq.catalogue.CaseRecording;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Listing;
import tiryaq.machine.Recording;
import tiryaq.trials.SickEnvironment;

/** A recording in which nothing tells on what machine it was taken, and nothing is kept that no cause reads. */
final class Neutral {
    /** Where the room of the case stands. */
    static final String ROOM = "/patient";

    private static final String PYTHONS = "/python";
    private static final List<String> BINARIES = List.of("/usr/bin", "/bin", "/usr/local/bin");

    private final Map<String, String> places = new LinkedHashMap<>();

    /** For a case that was made in this environment. */
    Neutral(SickEnvironment sick) {
        sick.places()
                .forEach((what, where) ->
                        places.put(where, what.equals("index") ? "http://127.0.0.1:8000/simple/" : PYTHONS + what));
        String home = System.getProperty("user.home");
        places.put(System.getenv().getOrDefault("PYENV_ROOT", home + "/.pyenv") + "/versions/", PYTHONS + "s/");
        places.put(sick.room().root().toString(), ROOM);
    }

    /** The recording with neutral places. */
    CaseRecording of(CaseRecording recording) {
        CaseRecording placed = Altered.by(recording, this::placed);
        return new CaseRecording(
                Lean.of(trimmed(placed.machine())),
                placed.interpreters().stream()
                        .filter(each -> kept(each.executable()))
                        .toList(),
                placed.ran(),
                placed.output(),
                placed.index());
    }

    private String placed(String text) {
        String placed = text;
        for (Map.Entry<String, String> each : places.entrySet()) {
            placed = placed.replace(each.getKey(), each.getValue());
        }
        // Where the builders of a wheel had their sources, in a panic's words.
        return placed.contains("/.cargo/registry/")
                ? placed.replaceAll("/[^ \n]*/\\.cargo/registry/src/[^/ ]+", "/crates")
                : placed;
    }

    /** The case's own room and interpreters; the rest of the machine is another one each time. */
    static boolean kept(String path) {
        return path.startsWith(ROOM) || path.startsWith(PYTHONS) || BINARIES.contains(path);
    }

    private static Recording trimmed(Recording machine) {
        Map<String, Listing> listings = only(machine.listings(), Neutral::kept);
        // What else is installed there is nobody's business; interpreters outside the room do not belong to the case.
        BINARIES.forEach(
                folder -> listings.computeIfPresent(folder, (path, old) -> new Listing(List.of(), old.problem())));
        Map<Recording.Span, Content> contents = only(machine.contents(), span -> kept(span.path()));
        contents.replaceAll((span, content) ->
                span.path().startsWith(PYTHONS) && isText(span.path()) ? lean(span.path(), content) : content);
        Map<String, FileStatus> stats = only(machine.stats(), Neutral::kept);
        Map<String, FileStatus> lstats = only(machine.lstats(), Neutral::kept);
        Map<String, Optional<String>> links = only(machine.links(), Neutral::kept);
        return new Recording(machine.platform(), machine.variables(), stats, lstats, listings, links, contents);
    }

    private static boolean isText(String path) {
        return path.endsWith("/site.py") || path.endsWith("/RECORD");
    }

    /**
     * Of an interpreter's own long texts, the lines that say where modules are looked for, and whose the metadata is.
     */
    private static Content lean(String path, Content content) {
        List<String> words = path.endsWith("/site.py") ? List.of("pth", "dist-packages") : List.of(".dist-info/");
        return new Content(
                content.text()
                        .lines()
                        .filter(line -> words.stream().anyMatch(line::contains))
                        .collect(Collectors.joining("\n", "", "\n"))
                        .getBytes(StandardCharsets.UTF_8),
                content.problem());
    }

    private static <K extends Comparable<K>, V> Map<K, V> only(Map<K, V> all, Predicate<K> kept) {
        Map<K, V> some = new TreeMap<>();
        all.forEach((key, value) -> {
            if (kept.test(key)) {
                some.put(key, value);
            }
        });
        return some;
    }
}
