/**
 * Whole folders on the disk of this machine, removed or handed over: only those of our own and what a treatment made.
 * And where our own are.
 */
@NullMarked
package tiryaq.tree;

import org.jspecify.annotations.NullMarked;
