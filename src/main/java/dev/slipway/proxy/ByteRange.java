package dev.slipway.proxy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that is asked for (RFC 9110 section 14.1.2).
 *
 * @param length -1 when no byte of the file is in the range
 */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** One range; several, or none, are the whole file. */
    static ByteRange of(@Nullable String header, long size) {
        Matcher m = header == null ? null : ONE.matcher(header);
        if (m == null || !m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
            return new ByteRange(0, size);
        }
        if (m.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(m.group(2)));
            return last == 0 ? new ByteRange(0, -1) : new ByteRange(size - last, last);
        }
        long from = Long.parseLong(m.group(1));
        long to = m.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(m.group(2)));
        return from >= size || to < from ? new ByteRange(0, -1) : new ByteRange(from, to - from + 1);
    }
}
