package tiryaq.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tiryaq.cli.fix.Approval;
import tiryaq.diagnosis.Say;
import tiryaq.report.Finding;
import tiryaq.report.Report;
import tiryaq.treatment.Treatment;

/**
 * Asks the person who sits at the terminal.
 *
 * @param shown the treatments that the person has read, in the order of their numbers
 * @param number the one of the first
 */
record AtTerminal(Session session, List<Treatment> shown, int number) implements Approval {
    private static final int LONGEST = 1024;

    AtTerminal {
        shown = List.copyOf(shown);
    }

    /**
     * The one that the cure may begin with; empty for none, which is told.
     *
     * @param possible those that may be applied now; the first is the one that is asked about
     */
    Optional<Treatment> begins(List<Treatment> possible, Finding finding) {
        Treatment first = possible.getFirst();
        session.append("\n");
        name(first);
        session.tell(Say.of(possible.size() > 1 ? "cli.confirm.or-another" : "cli.confirm"));
        String answer = line();
        if (answer == null) {
            session.tell(Say.of("cli.needs-yes"));
            return Optional.empty();
        }
        if (yes(answer)) {
            return Optional.of(first);
        }
        for (Treatment each : possible) {
            if (answer.equals(String.valueOf(number + shown.indexOf(each)))) {
                return Optional.of(each);
            }
        }
        session.tell(no(answer) ? Say.of("cli.not-confirmed") : Say.of("cli.no-such-answer", "answer", answer));
        if (possible.size() > 1) {
            int next = number + shown.indexOf(possible.get(1));
            session.append("\n" + Report.another(finding, next, session.text()));
        }
        return Optional.empty();
    }

    /** On the terminal itself: stdin is the program's. */
    @Override
    public Answer of(Treatment treatment) {
        name(treatment);
        session.tell(Say.of("cli.confirm"));
        String answer = line();
        return answer == null ? Answer.NOBODY : yes(answer) ? Answer.YES : Answer.NO;
    }

    private void name(Treatment treatment) {
        int at = shown.indexOf(treatment);
        if (at < 0) {
            session.tell(treatment.title());
        } else {
            String which = String.valueOf(number + at);
            session.tell(Say.of("cli.confirm.numbered", "number", which), treatment.title());
        }
    }

    private static boolean yes(String answer) {
        return answer.startsWith("y") || answer.startsWith("Y");
    }

    private static boolean no(String answer) {
        return answer.isEmpty() || answer.startsWith("n") || answer.startsWith("N");
    }

    /** What is typed; null where there is nobody who could. */
    private static @Nullable String line() {
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            return typed(terminal);
        } catch (IOException e) {
            // Some sessions have terminals on their descriptors and none of their own.
            return null;
        }
    }

    /** One line, without the space around it; what goes on for ever is no answer. */
    static String typed(InputStream terminal) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = terminal.read(); next >= 0 && next != '\n' && line.size() < LONGEST; next = terminal.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
