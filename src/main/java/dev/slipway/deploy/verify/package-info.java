/** Verification requests: what shows that a version works even when nobody visits it. */
@NullMarked
package dev.slipway.deploy.verify;

import org.jspecify.annotations.NullMarked;
