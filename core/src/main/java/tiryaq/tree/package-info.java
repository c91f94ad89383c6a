/** Whole folders on the disk of this machine, removed or handed over. Only those of our own and what a treatment made. */
@NullMarked
package tiryaq.tree;

import org.jspecify.annotations.NullMarked;
