/** Live cases kept as recordings: taken, made neutral, renamed, and held against what their case files expect. */
@NullMarked
package tiryaq.trials.replay;

import org.jspecify.annotations.NullMarked;
