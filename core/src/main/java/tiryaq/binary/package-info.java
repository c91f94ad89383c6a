/** What the headers of native modules and libraries say: ELF, Mach-O and PE, from a few bounded reads. */
@NullMarked
package tiryaq.binary;

import org.jspecify.annotations.NullMarked;
