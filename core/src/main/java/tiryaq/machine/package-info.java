/** The only door to what is being read: files, links, variables and the platform; live, rooted or replayed. */
@NullMarked
package tiryaq.machine;

import org.jspecify.annotations.NullMarked;
