/**
 * Where secrets come from and where they are kept: the user's environment, {@code .env} files and the encrypted local store.
 * Everything else in the house holds references ({@code NAME@VERSION}), never values. The cryptography is in
 * {@link dev.slipway.exec.files.SealedFiles}, because the keeper opens references without this room. Depends on exec and base.
 */
@NullMarked
package dev.slipway.secrets;

import org.jspecify.annotations.NullMarked;
