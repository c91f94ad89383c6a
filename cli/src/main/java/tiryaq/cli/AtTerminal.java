package tiryaq.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import tiryaq.cli.fix.Approval;
import tiryaq.diagnosis.Say;
import tiryaq.treatment.Treatment;

/**
 * Asks the person who sits at the terminal.
 *
 * @param shown the treatments that the person has read, in the order of their numbers
 * @param number the one of the first
 */
record AtTerminal(Session session, List<Treatment> shown, int number) implements Approval {
    AtTerminal {
        shown = List.copyOf(shown);
    }

    /** Whether the cure may begin with this one; a no is told. */
    boolean begins(Treatment first) {
        Answer answer = of(first);
        switch (answer) {
            case YES -> {}
            case NO -> session.tell(Say.of("cli.not-confirmed"));
            case NOBODY -> session.tell(Say.of("cli.needs-yes"));
        }
        return answer == Answer.YES;
    }

    /** On the terminal itself: stdin is the program's. */
    @Override
    public Answer of(Treatment treatment) {
        int at = shown.indexOf(treatment);
        if (at < 0) {
            session.tell(treatment.title());
        } else {
            String which = String.valueOf(number + at);
            session.tell(Say.of("cli.confirm.numbered", "number", which), treatment.title());
        }
        session.tell(Say.of("cli.confirm"));
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            int first = terminal.read();
            int next = first;
            while (next >= 0 && next != '\n') {
                next = terminal.read();
            }
            return first == 'y' || first == 'Y' ? Answer.YES : Answer.NO;
        } catch (IOException e) {
            // Some sessions have terminals on their descriptors and none of their own.
            return Answer.NOBODY;
        }
    }
}
