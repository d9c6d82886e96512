/** Outgoing HTTP: bounded answers, total deadlines. */
@NullMarked
package dev.slipway.exec.http;

import org.jspecify.annotations.NullMarked;
