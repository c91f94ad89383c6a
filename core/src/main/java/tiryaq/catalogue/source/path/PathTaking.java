package tiryaq.catalogue.source.path;

/**
 * A statement that takes from what Python searches, in a way that only running it tells, or that leaves the folder in
 * which relative entries are meant.
 *
 * @param file absolute; {@code <string>} for what {@code -c} was given
 * @param line of the statement, from 1
 * @param statement as it is written, in one line, cut where it is long
 * @param function in which it stands and which must be called for it; empty for none
 * @param leaves whether it only leaves the folder, so that nothing but relative entries mean another place
 */
public record PathTaking(String file, int line, String statement, String function, boolean leaves) {}
