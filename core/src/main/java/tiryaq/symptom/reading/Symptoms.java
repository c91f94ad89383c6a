package tiryaq.symptom.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tiryaq.symptom.Failure;
import tiryaq.symptom.Incident;
import tiryaq.symptom.Symptom;
import tiryaq.symptom.lines.OutputLines;
import tiryaq.symptom.lines.Tail;
import tiryaq.symptom.lines.WideText;
import tiryaq.symptom.words.QuotedWords;

/** Reads what a program printed and says why it died, as far as the text tells. */
public final class Symptoms {
    private Symptoms() {}

    /**
     * The symptom in an output of any size, in one pass and bounded memory: UTF-8 or UTF-16, coloured or not, with or
     * without the prefixes of CI systems and loggers. Bytes that are no text are no symptom. The stream stays open.
     *
     * @throws IOException what the stream throws; never for what it contains
     */
    public static Symptom read(InputStream output) throws IOException {
        Lanes lanes = new Lanes();
        Tail tail = new Tail(WideText.asUtf8(output));
        OutputLines.feed(tail, lanes);
        Symptom symptom = Judgement.of(lanes.all());
        return symptom.incidents().isEmpty()
                ? new Symptom(
                                List.of(),
                                false,
                                tail.text(),
                                tail.lines(),
                                List.of(),
                                0,
                                symptom.startFiles(),
                                Symptom.Testing.NONE,
                                "")
                        .mentioning(lanes.mentions())
                : symptom.mentioning(lanes.mentions())
                        .closing(after(symptom.incidents(), tail.lines()))
                        .of(lanes.testing())
                        .printedBy(lanes.atLeast());
    }

    /** What was said after the last of the failures. */
    private static List<String> after(List<Incident> incidents, List<String> lines) {
        int end = 0;
        while (end < lines.size() && !told(incidents, lines.get(end))) {
            end++;
        }
        return lines.subList(0, end);
    }

    private static boolean told(List<Incident> incidents, String line) {
        return incidents.stream()
                .anyMatch(each -> line.endsWith(each.words()) || each.wrappers().contains(line));
    }

    /**
     * The same of a log that somebody asks about: where it has nothing else, what one of its last lines quotes of the
     * interpreter's words is what failed, though whatever printed it went on.
     *
     * @throws IOException what the stream throws; never for what it contains
     */
    public static Symptom ofLog(InputStream log) throws IOException {
        Symptom symptom = read(log);
        for (String line : symptom.incidents().isEmpty() ? symptom.closing() : List.<String>of()) {
            Optional<Failure> quoted = QuotedWords.in(line);
            if (quoted.isPresent()) {
                Incident told = Incident.bare(quoted.get(), line.strip(), 0).outlived();
                return new Symptom(
                        List.of(told),
                        symptom.truncated(),
                        true,
                        List.of(),
                        List.of(),
                        0,
                        symptom.startFiles(),
                        Symptom.Testing.NONE,
                        "");
            }
        }
        return symptom;
    }

    /** The symptom in an output that is at hand as text. */
    public static Symptom in(String output) {
        try {
            return read(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError("a byte array does not fail", e);
        }
    }
}
