/** The system around Python: its package manager and packages. */
@NullMarked
package tiryaq.host;

import org.jspecify.annotations.NullMarked;
