package tiryaq.trials.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import tiryaq.catalogue.Examined;
import tiryaq.diagnosis.Diagnosis;
import tiryaq.diagnosis.Link;
import tiryaq.machine.Paths;
import tiryaq.trials.casefile.Json;

/** What an examination found, held against what a case expects and against what Python printed. */
public final class Verdict {
    private static final Pattern FRAME = Pattern.compile("^ *File \"([^\"]+)\", line (\\d+)", Pattern.MULTILINE);
    private static final String OWN = "not-an-environment-failure";

    private Verdict() {}

    /**
     * Holds an examination against an expectation without variables.
     *
     * @param output what the program printed: each link of the chain but the last stands there as a frame
     */
    public static void hold(Examined examined, Json expected, String output, String root) {
        Diagnosis answer = examined.answer();
        if (expected.number("program") == 0) {
            // What a program printed that passed is not examined; if it were, no cause would be made of it.
            assertThat(answer.cause()).as("cause").isIn(OWN, "unknown");
            return;
        }
        String cause = Objects.requireNonNullElse(expected.text("cause"), OWN);
        SoftAssertions soft = new SoftAssertions();
        soft.assertThat(answer.cause()).as("cause").isEqualTo(cause);
        soft.assertThat(answer.module()).as("module").isEqualTo(expected.text("module"));
        soft.assertThat(answer.distribution()).as("distribution").isEqualTo(expected.text("distribution"));
        soft.assertThat(answer.library()).as("library").isEqualTo(expected.text("library"));
        soft.assertThat(examined.beside().stream()
                        .map(each -> String.valueOf(each.answer().module()))
                        .toList())
                .as("modules of the failures beside it")
                .isEqualTo(expected.texts("beside"));
        if (!cause.equals(OWN)) {
            soft.assertThat(answer.certainty().name().toLowerCase(Locale.ROOT))
                    .as("certainty")
                    .isEqualTo(expected.text("certainty"));
            soft.assertThat(answer.evidence()).as("evidence").isNotEmpty();
            soft.assertThat(answer.chain().isEmpty()).as("no chain").isEqualTo(bare(expected, output));
        }
        if (!answer.chain().isEmpty()) {
            link(soft, answer.chain().getFirst(), expected.object("first"), root);
            link(soft, answer.chain().getLast(), expected.object("last"), root);
            // A program that ends in words of its own prints no frame: then its chain is read from the disk alone.
            if (FRAME.matcher(output).find()) {
                soft.assertThat(frames(output, root + "/work"))
                        .as("frames that were printed")
                        .containsSubsequence(frames(answer.chain()));
            }
        }
        soft.assertAll();
    }

    /** Neither the case nor the output tells of any file. */
    private static boolean bare(Json expected, String output) {
        return expected.object("last").fields().isEmpty()
                && expected.object("first").fields().isEmpty()
                && !FRAME.matcher(output).find();
    }

    private static List<String> frames(String output, String folder) {
        List<String> frames = new ArrayList<>();
        Matcher matcher = FRAME.matcher(output);
        while (matcher.find()) {
            frames.add(Paths.absolute(folder, matcher.group(1)) + ":" + matcher.group(2));
        }
        return frames;
    }

    /** Links with a line are frames; a native file has none. */
    private static List<String> frames(List<Link> chain) {
        return chain.stream()
                .filter(link -> link.line() > 0)
                .map(link -> link.file() + ":" + link.line())
                .toList();
    }

    private static void link(SoftAssertions soft, Link found, Json expected, String root) {
        for (Map.Entry<String, ?> each : expected.fields().entrySet()) {
            String wanted = String.valueOf(each.getValue());
            String said = switch (each.getKey()) {
                case "file" -> found.file();
                case "line" -> Integer.toString(found.line());
                case "module" -> String.valueOf(found.module());
                case "distribution" -> String.valueOf(found.distribution());
                case "version" -> String.valueOf(found.version());
                default -> throw new IllegalArgumentException("a link has no " + each.getKey());
            };
            soft.assertThat(said)
                    .as("link, " + each.getKey())
                    .isEqualTo(each.getKey().equals("file") ? Paths.absolute(root, wanted) : wanted);
        }
    }
}
