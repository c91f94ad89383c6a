/** The installers that make environments, each as the user has it configured. */
@NullMarked
package tiryaq.treatment.engine;

import org.jspecify.annotations.NullMarked;
