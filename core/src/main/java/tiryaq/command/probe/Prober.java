package tiryaq.command.probe;

/** Answers what an interpreter is. A recording can stand in for the live one. */
public interface Prober {
    /** What the interpreter at this absolute path says of itself. Never throws for anything wrong with it. */
    Probed probe(String executable);
}
