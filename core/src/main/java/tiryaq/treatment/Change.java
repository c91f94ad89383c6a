package tiryaq.treatment;

/** What becomes of a path. {@code change} is {@code created}, {@code replaced}, {@code removed} or {@code renamed}. */
public record Change(String path, String change) {}
