/** The ordered list of causes. */
@NullMarked
package tiryaq.catalogue;

import org.jspecify.annotations.NullMarked;
