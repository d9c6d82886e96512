/**
 * The search for secrets in a text: one pass with all keywords ({@link dev.slipway.check.secrets.Keywords}), then for each
 * place the shape, the entropy, the list of placeholders and the proof of that kind. Kinds are data, in {@code kinds}.
 * Pure: a text comes in, places go out, and no secret leaves but for its first four characters. Depends on base only.
 */
@NullMarked
package dev.slipway.check.secrets;

import org.jspecify.annotations.NullMarked;
