package tiryaq.index;

/** Whether the index has a wheel of a version for an interpreter. */
public sealed interface Availability {
    /** It has one of that very version. */
    record Here() implements Availability {}

    /** Not of that version, but of this one, which is the nearest. */
    record Nearest(String version) implements Availability {}

    /** Of no version at all. */
    record Nowhere() implements Availability {}

    /** The index could not be asked, or not understood. */
    record Unknown(String why) implements Availability {
        /** Whether nobody was there to put the question: the interpreter has no pip. */
        public boolean unasked() {
            return why.endsWith("No module named pip");
        }
    }
}
