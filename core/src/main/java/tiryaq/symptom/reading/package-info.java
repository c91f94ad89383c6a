/** From the lines of an output to the failures that stopped the program. */
@NullMarked
package tiryaq.symptom.reading;

import org.jspecify.annotations.NullMarked;
