package tiryaq.python;

/**
 * An installed distribution, as the name of its metadata tells without opening it.
 *
 * @param name as its author writes it, where the metadata's name keeps that; compare with PEP 503's rules
 * @param version by PEP 440; empty where the metadata's name has none ({@code .egg-info} of a source tree)
 * @param location the entry of the path that it lies in
 * @param metadata its {@code .dist-info} or {@code .egg-info}, absolute
 */
public record Distribution(String name, String version, String location, String metadata) {}
