package tiryaq.cli.options;

import java.util.List;
import java.util.Optional;

/** What a mistyped word was most likely meant to be. It is only ever told, never acted on. */
public final class Nearest {
    private Nearest() {}

    /** The known word that is the fewest typing mistakes away: at most one for short words, two for long ones. */
    public static Optional<String> to(String word, List<String> known) {
        int most = word.length() < 5 ? 1 : 2;
        String best = null;
        for (String each : known) {
            int mistakes = mistakes(word, each);
            if (mistakes <= most && mistakes < each.length() - 1) {
                best = each;
                most = mistakes - 1;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters left out, put in, exchanged, or in the place of their neighbour (optimal string alignment distance). */
    private static int mistakes(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(table[i - 1][j - 1] + other, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                table[i][j] = swapped ? Math.min(least, 1 + table[i - 2][j - 2]) : least;
            }
        }
        return table[a.length()][b.length()];
    }
}
