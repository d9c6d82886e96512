/** The main job, {@code ship}: intent, assess, check, build and test, package, plan, gate, rollout, record. */
@NullMarked
package dev.slipway.app.ship;

import org.jspecify.annotations.NullMarked;
