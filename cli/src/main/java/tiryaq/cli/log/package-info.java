/** What a log tells of where it comes from, and what to ask next where it does not tell enough. */
@NullMarked
package tiryaq.cli.log;

import org.jspecify.annotations.NullMarked;
