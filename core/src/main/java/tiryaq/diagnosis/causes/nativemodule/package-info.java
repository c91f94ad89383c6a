/** The compiled module is there, but made for something else. */
@NullMarked
package tiryaq.diagnosis.causes.nativemodule;

import org.jspecify.annotations.NullMarked;
