package tiryaq.symptom.lines;

/** The line that every traceback of Python begins with. */
public final class TracebackHeader {
    /** Its words; Python itself ends it with a colon, IPython does not. */
    public static final String WORDS = "Traceback (most recent call last)";

    private TracebackHeader() {}
}
