/**
 * The command line: reads words, calls one use case, prints what it answers. No logic lives here.
 *
 * <p>The only room that touches standard output and the only one that ends the process. It may depend on every room
 * below it and reaches the heavy ones (database, proxy, images) through a {@code Supplier} only, because starting up is
 * most of what a short command costs.
 */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
