/** The words of interpreters, loaders, installers and shells, one line at a time, as failures. */
@NullMarked
package tiryaq.symptom.words;

import org.jspecify.annotations.NullMarked;
