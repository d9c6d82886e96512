package dev.slipway.app;

import dev.slipway.base.IdSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Identifiers that sort by time and never repeat: {@code run-20261124-140501-3fa94c0d}. */
final class TimeIds implements IdSource {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TimeIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String next(String prefix) {
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        return prefix + "-" + TIME.format(clock.instant()) + "-"
                + HexFormat.of().formatHex(bytes);
    }
}
