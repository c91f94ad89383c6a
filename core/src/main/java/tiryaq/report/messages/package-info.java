/** What is said, in the reader's language: messages by key, plural forms, and strangers' text made safe to show. */
@NullMarked
package tiryaq.report.messages;

import org.jspecify.annotations.NullMarked;
