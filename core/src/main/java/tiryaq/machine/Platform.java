package tiryaq.machine;

/**
 * The machine that is examined.
 *
 * @param system {@code linux}, {@code darwin} or {@code windows}
 * @param processor as {@code uname -m} says it: {@code x86_64}, {@code aarch64}, …
 */
public record Platform(String system, String processor) {}
