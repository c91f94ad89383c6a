/** What was found, told: messages by key and language, a document, and its forms (text, JSON). */
@NullMarked
package tiryaq.report;

import org.jspecify.annotations.NullMarked;
