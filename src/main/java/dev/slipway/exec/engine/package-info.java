/**
 * Container engines: which one is at hand, and the commands it takes, as values. Docker and podman are driven by their
 * command lines; what differs between the two is said here and nowhere else. Depends on exec.process, text and base.
 */
@NullMarked
package dev.slipway.exec.engine;

import org.jspecify.annotations.NullMarked;
