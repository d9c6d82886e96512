package shop.web;

import java.util.List;
import java.util.stream.Collectors;

/** The little JSON that the shop writes. */
final class Json {
    private Json() {}

    static String of(List<Item> items) {
        return items.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
    }

    private static String of(Item item) {
        return "{\"id\":" + item.id() + ",\"name\":" + quoted(item.name()) + ",\"priceCents\":" + item.priceCents()
                + "}";
    }

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
