/**
 * API descriptions (OpenAPI 3.0 and 3.1, Swagger 2.0) as lists of their parts with places, so that a rule about schemas is a
 * loop over schemas. Pure; depends on check's records and text.
 */
@NullMarked
package dev.slipway.check.openapi;

import org.jspecify.annotations.NullMarked;
