/**
 * The door to the keeper process: its files as seen by those who ask it to run something, its start, and its unit for
 * systemd and launchd. The keeper itself is {@code dev.slipway.keep}; the two share only these files and {@code
 * base.wire}.
 */
@NullMarked
package dev.slipway.exec.keeper;

import org.jspecify.annotations.NullMarked;
