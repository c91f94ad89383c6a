/**
 * How the program watches the user's command, which the launcher runs: the private folder that both share, the
 * pseudo-terminal, what is kept of the output.
 */
@NullMarked
package tiryaq.cli.launch;

import org.jspecify.annotations.NullMarked;
