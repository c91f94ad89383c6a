/** The words that scripts, wrappers and {@code env} start a program with, and what that program will see. */
@NullMarked
package tiryaq.command.words;

import org.jspecify.annotations.NullMarked;
