/** What this machine and the index could offer against a diagnosis. */
@NullMarked
package tiryaq.treatment.candidates;

import org.jspecify.annotations.NullMarked;
