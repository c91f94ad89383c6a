/** Pinned wheels and the index on loopback that serves them. */
@NullMarked
package tiryaq.trials.wheels;

import org.jspecify.annotations.NullMarked;
