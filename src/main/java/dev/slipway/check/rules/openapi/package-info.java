/** Rules about API descriptions, from the OpenAPI specifications and the OWASP API Security Top 10, a topic a file. */
@NullMarked
package dev.slipway.check.rules.openapi;

import org.jspecify.annotations.NullMarked;
