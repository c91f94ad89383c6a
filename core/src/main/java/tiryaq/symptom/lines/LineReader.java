package tiryaq.symptom.lines;

/** Whoever the lines of an output are for. */
public interface LineReader {
    /** Whether the next line is wanted, whatever it holds; if not, only one with a telling word is. */
    boolean open();

    /** Takes a line, without its end; its number counts from 1. */
    void accept(int number, String line);

    /** Lines were left out before the next one; the last of them, which may lack its end. */
    default void passed(String line) {}

    /** There are no more lines. */
    void end();
}
