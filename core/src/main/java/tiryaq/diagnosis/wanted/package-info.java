/** Which distribution a piece of code asks for, by its imports, its metadata or its words. */
@NullMarked
package tiryaq.diagnosis.wanted;

import org.jspecify.annotations.NullMarked;
