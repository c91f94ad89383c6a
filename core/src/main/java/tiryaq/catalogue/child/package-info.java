/** Whose failure an output tells of: that of the program that was run, or of a process that it had started. */
@NullMarked
package tiryaq.catalogue.child;

import org.jspecify.annotations.NullMarked;
