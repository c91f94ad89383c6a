/** What a new environment has to hold. */
@NullMarked
package tiryaq.treatment.requirements;

import org.jspecify.annotations.NullMarked;
