/**
 * Backing services of an application: where each comes from on this machine, how services are wired to it, and the action that
 * starts it.
 */
@NullMarked
package dev.slipway.app.resources;

import org.jspecify.annotations.NullMarked;
