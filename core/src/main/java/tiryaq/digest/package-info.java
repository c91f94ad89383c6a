/** Digests that are ready at once: the platform's own first look through its security providers. */
@NullMarked
package tiryaq.digest;

import org.jspecify.annotations.NullMarked;
