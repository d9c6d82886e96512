package dev.slipway.keep;

import dev.slipway.base.Secret;

/** Opens a reference {@code NAME@VERSION} of the encrypted local store. */
@FunctionalInterface
interface SecretSource {
    /** @throws dev.slipway.base.SlipwayException when there is no such secret or it cannot be opened */
    Secret open(String reference);
}
