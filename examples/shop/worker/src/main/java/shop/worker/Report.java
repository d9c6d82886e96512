package shop.worker;

/** What the worker says. */
final class Report {
    private Report() {}

    static String of(long items) {
        if (items == 0) {
            return "the shelf is empty";
        }
        return items == 1 ? "1 item on the shelf" : items + " items on the shelf";
    }
}
