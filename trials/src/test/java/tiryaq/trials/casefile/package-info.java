/** Case files, read from Markdown. */
@NullMarked
package tiryaq.trials.casefile;

import org.jspecify.annotations.NullMarked;
