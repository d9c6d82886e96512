/**
 * Turns bytes of a user's file into trees that keep positions, and edits into splices that leave every other byte alone.
 * The only room that parses users' bytes: YAML, JSON, TOML, properties and dotenv become {@link dev.slipway.text.Node};
 * XML and Dockerfiles have trees of their own. Bounded in depth, size, aliases and time. Depends on base only.
 */
@NullMarked
package dev.slipway.text;

import org.jspecify.annotations.NullMarked;
