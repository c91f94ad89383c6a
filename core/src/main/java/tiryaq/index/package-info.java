/** Questions to the package index, asked through an installer and its own configuration. */
@NullMarked
package tiryaq.index;

import org.jspecify.annotations.NullMarked;
