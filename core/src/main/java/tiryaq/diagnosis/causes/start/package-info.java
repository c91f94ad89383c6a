/** The interpreter or environment cannot start. */
@NullMarked
package tiryaq.diagnosis.causes.start;

import org.jspecify.annotations.NullMarked;
