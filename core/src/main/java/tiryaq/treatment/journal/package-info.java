/** What was made, written down before it is made, so that it can be taken back byte for byte. */
@NullMarked
package tiryaq.treatment.journal;

import org.jspecify.annotations.NullMarked;
