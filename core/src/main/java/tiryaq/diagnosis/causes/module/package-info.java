/** The module is not where this interpreter looks, or not what was meant. */
@NullMarked
package tiryaq.diagnosis.causes.module;

import org.jspecify.annotations.NullMarked;
