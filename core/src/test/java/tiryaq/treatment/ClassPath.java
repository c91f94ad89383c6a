package tiryaq.treatment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What another Java needs to run classes of these tests. */
public final class ClassPath {
    private ClassPath() {}

    /** As the option {@code -cp} takes it. */
    public static String text() {
        List<String> parts = new ArrayList<>();
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            String value = System.getProperty(property);
            if (value != null) {
                parts.add(value);
            }
        }
        for (Class<?> each : List.of(
                ApplyOnce.class,
                Execution.class,
                tools.jackson.core.JsonParser.class,
                org.assertj.core.api.Assertions.class)) {
            var source = each.getProtectionDomain().getCodeSource();
            if (source != null) {
                parts.add(Path.of(source.getLocation().getPath()).toString());
            }
        }
        return String.join(":", parts);
    }
}
