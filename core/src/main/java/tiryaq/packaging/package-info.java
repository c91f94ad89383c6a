/**
 * The Python packaging standards as pure functions: versions, requirements, markers, tags, names and metadata files.
 */
@NullMarked
package tiryaq.packaging;

import org.jspecify.annotations.NullMarked;
