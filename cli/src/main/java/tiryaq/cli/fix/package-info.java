/** What is decided about a fix, and what is remembered of it, before and after anything is done. */
@NullMarked
package tiryaq.cli.fix;

import org.jspecify.annotations.NullMarked;
