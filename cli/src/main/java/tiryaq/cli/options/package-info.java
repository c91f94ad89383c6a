/** The words of the command line, read by verb. */
@NullMarked
package tiryaq.cli.options;

import org.jspecify.annotations.NullMarked;
