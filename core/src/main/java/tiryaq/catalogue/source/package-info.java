/**
 * What Python source tells without being run: whether a statement is reached, what a name stands for there, where a
 * {@code None} in the place of a failed import has got to, and which folders it puts on the search path.
 */
@NullMarked
package tiryaq.catalogue.source;

import org.jspecify.annotations.NullMarked;
