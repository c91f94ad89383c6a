/** Python sources as one examination reads them. */
@NullMarked
package tiryaq.python.source;

import org.jspecify.annotations.NullMarked;
