package dev.slipway.base;

import java.time.Duration;

/** Bounds that more than one room keeps. A bound used in one place stands beside its use. Each says unit and reason. */
public final class Bounds {
    /** Bytes of a user's file that is parsed; larger files are reported as skipped (lockfiles have their own bound). */
    public static final int MAX_PARSED_FILE_BYTES = 1 << 20;

    /** Bytes of a lockfile, which is streamed: real ones reach tens of megabytes. */
    public static final long MAX_LOCKFILE_BYTES = 64L << 20;

    /** Files of a repository that are looked at; more are reported as not looked at. */
    public static final int MAX_FILES = 200_000;

    /** Time for the parse of one file, so that hostile input cannot hold a command. */
    public static final Duration PARSE_TIME = Duration.ofSeconds(2);

    /** How long the proxy keeps the weights of an unfinished rollout without renewal before it serves 100 % stable. */
    public static final Duration ROUTE_LEASE = Duration.ofSeconds(30);

    private Bounds() {}
}
