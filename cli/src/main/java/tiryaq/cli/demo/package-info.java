/** The failure that tiryaq was made for, made afresh in a throw-away folder, diagnosed, cured and undone. */
@NullMarked
package tiryaq.cli.demo;

import org.jspecify.annotations.NullMarked;
