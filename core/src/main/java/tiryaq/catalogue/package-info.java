/** The way from an output to an answer: the ordered list of causes, who asks it, and what is looked at before. */
@NullMarked
package tiryaq.catalogue;

import org.jspecify.annotations.NullMarked;
