/**
 * What this machine offers and what its gaps disable: read and asked, never changed. Depends on exec.process and base.
 */
@NullMarked
package dev.slipway.exec.doctor;

import org.jspecify.annotations.NullMarked;
