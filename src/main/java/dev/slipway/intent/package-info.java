/**
 * What the team wants: the Compose file with {@code x-slipway}, {@code slipway.yaml} as an override, as records; loading
 * that reports everything wrong at once; and {@link dev.slipway.intent.Intent}, the resolved form in which each value has
 * an origin. Depends on text and base; pure but for the view it is handed.
 */
@NullMarked
package dev.slipway.intent;

import org.jspecify.annotations.NullMarked;
