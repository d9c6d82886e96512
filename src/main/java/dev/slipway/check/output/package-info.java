/** Results of checks in the forms that people and other programs read. Pure; depends on check's records, text and base. */
@NullMarked
package dev.slipway.check.output;

import org.jspecify.annotations.NullMarked;
