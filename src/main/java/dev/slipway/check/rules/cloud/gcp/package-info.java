/** Rules about Google Cloud resources in every language: one file a service, with their examples. Depends on cloud's rule form. */
@NullMarked
package dev.slipway.check.rules.cloud.gcp;

import org.jspecify.annotations.NullMarked;
