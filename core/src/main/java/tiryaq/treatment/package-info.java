/** What could cure a diagnosis, how it is done, proved and undone. */
@NullMarked
package tiryaq.treatment;

import org.jspecify.annotations.NullMarked;
