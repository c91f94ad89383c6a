/** Interpreters, their sys.path, environments, distributions, modules and native files, read from disk. */
@NullMarked
package tiryaq.python;

import org.jspecify.annotations.NullMarked;
