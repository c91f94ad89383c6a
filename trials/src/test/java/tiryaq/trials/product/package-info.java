/** The built program, run as a process. */
@NullMarked
package tiryaq.trials.product;

import org.jspecify.annotations.NullMarked;
