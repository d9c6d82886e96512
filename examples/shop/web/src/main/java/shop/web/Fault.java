package shop.web;

import java.util.Locale;

/** How the shop misbehaves on purpose. Health always answers truly: these are faults that a health check misses. */
public enum Fault {
    NONE,
    /** Some 22 % of the lists are answered with status 500. */
    ERRORS,
    /** Lists are answered with status 200 and nothing in them. */
    WRONG,
    /** Every page takes 400 ms longer. */
    SLOW,
    /** The process ends five seconds after its start. */
    CRASH;

    public static Fault of(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SHOP_FAULT is none of errors, wrong, slow, crash: " + text);
        }
    }

    /** Does the list number {@code n}, counted from 0, fail? 22 of each hundred do, evenly spread. */
    public boolean fails(long n) {
        return this == ERRORS && (n * 22) % 100 < 22;
    }
}
