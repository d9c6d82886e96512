package shop.worker;

/** A period such as {@code 30s} or {@code 2m}. */
final class Period {
    private Period() {}

    static long seconds(String text) {
        if (!text.matches("[0-9]{1,4}[sm]") || text.startsWith("0")) {
            throw new IllegalArgumentException("not a period like 30s or 2m: " + text);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("m") ? number * 60 : number;
    }
}
