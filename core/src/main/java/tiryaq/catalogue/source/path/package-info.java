/** What the source of a program does to the path on which modules are searched. */
@NullMarked
package tiryaq.catalogue.source.path;

import org.jspecify.annotations.NullMarked;
