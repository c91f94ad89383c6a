/** Running a command: bounded in time and output, its whole process tree ended with it. */
@NullMarked
package tiryaq.treatment.process;

import org.jspecify.annotations.NullMarked;
