/** Throw-away folders, interpreters and processes. */
@NullMarked
package tiryaq.trials.room;

import org.jspecify.annotations.NullMarked;
