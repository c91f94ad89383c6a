/** What pytest collects tests from, and what it puts on the search path for them. */
@NullMarked
package tiryaq.catalogue.source.tests;

import org.jspecify.annotations.NullMarked;
