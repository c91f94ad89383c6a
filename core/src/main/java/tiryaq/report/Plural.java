package tiryaq.report;

import java.util.List;

/** Plural categories of the Unicode CLDR for whole numbers. */
final class Plural {
    private Plural() {}

    /** The categories that a language tells apart, {@code other} left out: that is the plain message. */
    static List<String> categories(String language) {
        return switch (language) {
            case "ar" -> List.of("zero", "one", "two", "few", "many");
            default -> List.of("one");
        };
    }

    /** The category of {@code count}; {@code other} where nothing special applies or it is no whole number. */
    static String category(String language, String count) {
        int number;
        try {
            number = Integer.parseInt(count);
        } catch (NumberFormatException e) {
            return "other";
        }
        return switch (language) {
            case "ar" -> arabic(number);
            case "hi" -> number == 0 || number == 1 ? "one" : "other";
            default -> number == 1 ? "one" : "other";
        };
    }

    private static String arabic(int number) {
        int hundredth = number % 100;
        if (number >= 0 && number <= 2) {
            return number == 0 ? "zero" : number == 1 ? "one" : "two";
        }
        if (hundredth >= 3 && hundredth <= 10) {
            return "few";
        }
        return hundredth >= 11 ? "many" : "other";
    }
}
