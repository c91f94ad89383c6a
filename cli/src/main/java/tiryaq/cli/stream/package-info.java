/** The streams that reports go out on. */
@NullMarked
package tiryaq.cli.stream;

import org.jspecify.annotations.NullMarked;
