/** Rules about single services of Amazon, from its service guides: what the core rules about AWS do not speak about. */
@NullMarked
package dev.slipway.check.rules.cloud.services;

import org.jspecify.annotations.NullMarked;
