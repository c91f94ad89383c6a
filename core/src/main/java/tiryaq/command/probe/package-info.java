/**
 * Asks interpreters for the constants that describe them, isolated and within a time limit, and remembers the answers.
 */
@NullMarked
package tiryaq.command.probe;

import org.jspecify.annotations.NullMarked;
