/**
 * Use cases as recipes of named steps, the door every caller passes, the catalogue of everything open, and the one
 * composition root. The faces ({@code cli} now; {@code server} and {@code mcp} later) call only this room.
 */
@NullMarked
package dev.slipway.app;

import org.jspecify.annotations.NullMarked;
