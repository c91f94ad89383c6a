package tiryaq.treatment;

import tiryaq.command.Command;

/** Is told what a treatment is about to do, from the thread that does it. */
public interface Progress {
    /**
     * A step begins.
     *
     * @param number among the treatment's steps, from 1
     */
    void step(int number, Command command);

    /** The steps are done, and so many commands are to prove them. */
    void proof(int count);
}
