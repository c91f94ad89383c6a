/** Facts about the Python world that no disk tells, from reviewed data files. */
@NullMarked
package tiryaq.knowledge;

import org.jspecify.annotations.NullMarked;
