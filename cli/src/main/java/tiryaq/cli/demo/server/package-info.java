/** A small server on loopback that answers as PostgREST does, over a table in memory. */
@NullMarked
package tiryaq.cli.demo.server;

import org.jspecify.annotations.NullMarked;
