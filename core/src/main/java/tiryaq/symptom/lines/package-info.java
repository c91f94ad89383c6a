/** Bytes of an output to the lines that matter, without what terminals and carriers added. */
@NullMarked
package tiryaq.symptom.lines;

import org.jspecify.annotations.NullMarked;
