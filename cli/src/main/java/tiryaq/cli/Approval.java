package tiryaq.cli;

import java.io.FileInputStream;
import java.io.IOException;
import tiryaq.diagnosis.Say;

/** Asks the person who sits at the terminal. */
final class Approval {
    private Approval() {}

    /**
     * Whether that may be done which was just shown as one of several.
     *
     * @param number under which it was shown
     */
    static boolean of(Session session, int number, Say title) {
        session.tell(Say.of("cli.confirm.numbered", "number", String.valueOf(number)), title);
        return answer(session);
    }

    /** Whether this may be done. */
    static boolean of(Session session, Say title) {
        session.tell(title);
        return answer(session);
    }

    /** On the terminal itself: stdin is the program's. */
    private static boolean answer(Session session) {
        session.tell(Say.of("cli.confirm"));
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            int first = terminal.read();
            int next = first;
            while (next >= 0 && next != '\n') {
                next = terminal.read();
            }
            boolean yes = first == 'y' || first == 'Y';
            if (!yes) {
                session.tell(Say.of("cli.not-confirmed"));
            }
            return yes;
        } catch (IOException e) {
            // Some sessions have terminals on their descriptors and none of their own.
            session.tell(Say.of("cli.needs-yes"));
            return false;
        }
    }
}
