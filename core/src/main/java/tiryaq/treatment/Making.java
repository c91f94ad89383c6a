package tiryaq.treatment;

import tiryaq.treatment.engine.Engine;

/**
 * What a new environment is made with.
 *
 * @param python the interpreter
 * @param version what a reader calls it ({@code Python 3.13})
 */
public record Making(Place place, Engine engine, String python, String version) {}
