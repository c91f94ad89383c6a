/** What decides in Python source whether a statement is reached, and what a name stands for there. */
@NullMarked
package tiryaq.catalogue.source;

import org.jspecify.annotations.NullMarked;
