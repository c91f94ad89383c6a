package tiryaq.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a wheel was built for (PEP 425), in lower case: {@code cp311-cp311-manylinux_2_17_x86_64}. */
public record Tag(String interpreter, String abi, String platform) {
    /** The tags in a compressed set, {@code py2.py3-none-any}; none when the text has not three parts. */
    public static List<Tag> parse(String text) {
        int first = text.indexOf('-');
        int second = text.indexOf('-', first + 1);
        if (first < 0 || second < 0 || text.indexOf('-', second + 1) >= 0) {
            return List.of();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> abis = split(lower.substring(first + 1, second));
        List<String> platforms = split(lower.substring(second + 1));
        List<Tag> tags = new ArrayList<>();
        for (String interpreter : split(lower.substring(0, first))) {
            for (String abi : abis) {
                for (String platform : platforms) {
                    tags.add(new Tag(interpreter, abi, platform));
                }
            }
        }
        return tags;
    }

    private static List<String> split(String part) {
        List<String> pieces = new ArrayList<>(1);
        int start = 0;
        for (int dot = part.indexOf('.'); dot >= 0; dot = part.indexOf('.', start)) {
            pieces.add(part.substring(start, dot));
            start = dot + 1;
        }
        pieces.add(part.substring(start));
        return pieces;
    }

    @Override
    public String toString() {
        return interpreter + "-" + abi + "-" + platform;
    }
}
