/** Not this tool's business. */
@NullMarked
package tiryaq.diagnosis.causes.verdict;

import org.jspecify.annotations.NullMarked;
