/** Keeps credentials out of everything that is shown or kept. */
@NullMarked
package tiryaq.command.masking;

import org.jspecify.annotations.NullMarked;
