/**
 * What Python source tells without being run: whether a statement is reached, what a name stands for there, and
 * where a {@code None} in the place of a failed import has got to.
 */
@NullMarked
package tiryaq.catalogue.source;

import org.jspecify.annotations.NullMarked;
