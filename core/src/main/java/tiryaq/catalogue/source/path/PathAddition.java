package tiryaq.catalogue.source.path;

/**
 * A folder that source adds to the search path in so many words.
 *
 * @param folder absolute
 * @param position as {@code list.insert} takes it; {@link #LAST} for after all others
 * @param line of the statement, from 1
 * @param once whether it is added only where it is not there yet
 * @param sure whether it is added, as it is said here, whenever the line is reached that the question was about
 */
public record PathAddition(String folder, int position, int line, boolean once, Place place, boolean sure) {
    /** The position after all others. */
    public static final int LAST = Integer.MAX_VALUE;

    /** Whether the folder is the one that Python searches. */
    public enum Place {
        FIXED,
        /** As long as the program stands where it was started when it imports. */
        RELATIVE,
        UNKNOWN
    }

    /** Where it comes to stand among so many others, as {@code list.insert} does it. */
    public int index(int size) {
        return position < 0 ? Math.max(0, size + position) : Math.min(position, size);
    }

    /** The same where nobody knows whether it was added. */
    public PathAddition perhaps() {
        return new PathAddition(folder, position, line, once, place, false);
    }

    /** The same in a program that may go elsewhere before it imports. */
    public PathAddition moved() {
        return place == Place.RELATIVE ? new PathAddition(folder, position, line, once, Place.UNKNOWN, false) : this;
    }
}
