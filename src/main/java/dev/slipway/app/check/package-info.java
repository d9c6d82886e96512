/** The use case {@code check}: what is looked at, with which rules, what of it counts, and what is written back. */
@NullMarked
package dev.slipway.app.check;

import org.jspecify.annotations.NullMarked;
