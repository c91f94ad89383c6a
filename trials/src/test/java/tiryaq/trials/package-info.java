/** Sick environments made for real, and what tiryaq has to say about each. */
@NullMarked
package tiryaq.trials;

import org.jspecify.annotations.NullMarked;
