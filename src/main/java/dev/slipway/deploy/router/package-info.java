/** What splits traffic between the arms of a service. The embedded proxy is one; each is set, got and verified alike. */
@NullMarked
package dev.slipway.deploy.router;

import org.jspecify.annotations.NullMarked;
