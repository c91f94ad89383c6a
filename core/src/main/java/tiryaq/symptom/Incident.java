package tiryaq.symptom;

import java.util.List;

/**
 * One failure with its wrappers peeled off.
 *
 * @param failure what went wrong at the root
 * @param frames the stack that leads there, the program's own first line first; may be empty
 * @param wrappers the exceptions that came around it ({@code pyo3_runtime.PanicException: …}), innermost first
 * @param words the line of the output that says it, without colours and prefixes
 * @param line its line number in the output, from 1
 */
public record Incident(Failure failure, List<Frame> frames, List<String> wrappers, String words, int line) {
    public Incident {
        frames = List.copyOf(frames);
        wrappers = List.copyOf(wrappers);
    }
}
