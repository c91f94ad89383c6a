package tiryaq.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tiryaq.catalogue.Catalogue;
import tiryaq.diagnosis.Cause;
import tiryaq.report.messages.Messages;

/** What the code says and what the bundles hold agree, in both directions. */
class SourceSaysTest {
    private static final Pattern NOTE = Pattern.compile("\"(note\\.[a-z0-9-]+(?:\\.[a-z0-9-]+)*)\"");
    private static final Pattern ENDING = Pattern.compile("\"((?:\\.[a-z][a-z-]*)+)\"");

    /** Endings of files in the same sources. */
    private static final Set<String> FILES = Set.of(".so", ".pyd", ".py", ".git", ".dist-info");

    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

    @Test
    void everyMessageThatTheCodeBuildsExistsAndGetsAllItsPlaces() throws IOException {
        List<SourceSays.Call> calls = SourceSays.read();
        assertThat(calls).hasSizeGreaterThan(120);
        assertThat(faults(calls)).isEmpty();
    }

    @Test
    void everyMessageIsUsed() throws IOException {
        Set<String> used = new TreeSet<>(MessagesTest.literals());
        used.removeIf(literal -> literal.endsWith("."));
        for (SourceSays.Call call : SourceSays.read()) {
            call.keys().forEach(key -> used.addAll(matching(key)));
        }
        Set<String> unused = keys();
        unused.removeAll(used);
        // The command line has a test of its own for its options.
        unused.removeIf(key -> key.startsWith("cli.option."));
        // The variants of evidence are chosen by the words of the evidence, outcomes and titles by code and status.
        unused.removeIf(key -> key.startsWith("evidence.") && used.contains(key.substring(0, key.lastIndexOf('.'))));
        unused.removeIf(key -> key.startsWith("cause.") && key.endsWith(".title"));
        assertThat(unused).isEmpty();
    }

    @Test
    void theReadingOfTheSourcesFindsWhatIsWrong() {
        List<SourceSays.Call> calls = new ArrayList<>();
        SourceSays.read(
                "a",
                "Say.of(\"note.nothing\"); Say.of(x ? \"note.namesake\" : \"note.b\", \"module\", m(1, 2))",
                "",
                calls);
        SourceSays.read("b", "d.summary(a.b(\"c\") ? \".start\" : \"\", \"entry\", e);", "path-polluted", calls);
        assertThat(faults(calls))
                .containsExactly(
                        "a \"note.nothing\": no message note.nothing",
                        "a x ? \"note.namesake\" : \"note.b\": no message note.b",
                        "a x ? \"note.namesake\" : \"note.b\": note.namesake lacks [other, wanted]",
                        "b a.b(\"c\") ? \".start\" : \"\": cause.path-polluted.summary lacks [declaredBy, interpreter, module]",
                        "b a.b(\"c\") ? \".start\" : \"\": cause.path-polluted.summary.start lacks [declaredBy, interpreter]");
    }

    /** Each end that a cause gives its summary, and each note, is worded, through whatever calls it is handed. */
    @Test
    void everySentenceThatACauseSaysIsWorded() throws IOException {
        Set<String> keys = keys();
        Map<Path, String> wording = SourceSays.wording();
        int notes = 0;
        int endings = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/tiryaq/diagnosis"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                Matcher note = NOTE.matcher(source);
                while (note.find()) {
                    notes++;
                    assertThat(keys).as("%s", file).contains(note.group(1));
                }
                Matcher ending = ENDING.matcher(wording.containsKey(file) ? source : "");
                while (ending.find()) {
                    if (!FILES.contains(ending.group(1))) {
                        endings++;
                        assertThat(keys)
                                .as("%s", file)
                                .contains("cause." + wording.get(file) + ".summary" + ending.group(1));
                    }
                }
            }
        }
        assertThat(new TreeSet<>(wording.values()))
                .isEqualTo(Catalogue.causes().stream().map(Cause::code).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(notes).isGreaterThan(25);
        assertThat(endings).isGreaterThan(40);
    }

    @Test
    void aSummaryOfNobodyKnownIsAFault() {
        Map<String, String> causes = Map.of("one", "Part.of(x); Shared.of(x);", "two", "Shared.of(x); OtherPart.of(x)");
        assertThat(SourceSays.beginning("Part", causes)).isEqualTo("one");
        for (String name : List.of("Shared", "Nobodys")) {
            assertThatThrownBy(() -> SourceSays.beginning(name, causes)).hasMessageContaining(name);
        }
    }

    private static List<String> faults(List<SourceSays.Call> calls) {
        List<String> faults = new ArrayList<>();
        for (SourceSays.Call call : calls) {
            for (String key : call.keys()) {
                Set<String> found = matching(key);
                if (found.isEmpty()) {
                    faults.add(call.where() + ": no message " + key);
                }
                for (String each : found) {
                    Set<String> lacking = places(each);
                    lacking.removeAll(call.places());
                    if (!lacking.isEmpty()) {
                        faults.add(call.where() + ": " + each + " lacks " + lacking);
                    }
                }
            }
        }
        return faults;
    }

    private static Set<String> matching(String key) {
        String pattern = Pattern.quote(key).replace("*", "\\E.*\\Q");
        return keys().stream().filter(each -> each.matches(pattern)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String key) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(Messages.in("en").texts().getOrDefault(key, ""));
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private static Set<String> keys() {
        return Messages.in("en").texts().keySet().stream()
                .filter(key -> key.indexOf('#') < 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
