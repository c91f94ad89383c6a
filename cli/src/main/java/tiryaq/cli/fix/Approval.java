package tiryaq.cli.fix;

import tiryaq.treatment.Treatment;

/** Whoever decides whether a treatment may be applied. */
public interface Approval {
    /** What they say of it, asked once for each. */
    Answer of(Treatment treatment);

    /** What was said. */
    enum Answer {
        YES,
        NO,
        /** There is nobody to ask. */
        NOBODY
    }
}
