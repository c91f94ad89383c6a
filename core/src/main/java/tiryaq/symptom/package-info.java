/** What the failing program printed, as data. */
@NullMarked
package tiryaq.symptom;

import org.jspecify.annotations.NullMarked;
