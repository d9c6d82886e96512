/** Rules about Azure resources in every language: one file a service, with their examples. Depends on cloud's rule form. */
@NullMarked
package dev.slipway.check.rules.cloud.azure;

import org.jspecify.annotations.NullMarked;
