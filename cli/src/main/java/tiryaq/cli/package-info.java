/** The command line. */
@NullMarked
package tiryaq.cli;

import org.jspecify.annotations.NullMarked;
