/** What the user ran, and which interpreter that means. */
@NullMarked
package tiryaq.command;

import org.jspecify.annotations.NullMarked;
