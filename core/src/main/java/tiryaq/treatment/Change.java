package tiryaq.treatment;

/** What becomes of a path. {@code change} is {@code created}, {@code replaced} or {@code removed}. */
public record Change(String path, String change) {}
