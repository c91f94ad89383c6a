/** A case, its evidence, and what is wrong. */
@NullMarked
package tiryaq.diagnosis;

import org.jspecify.annotations.NullMarked;
