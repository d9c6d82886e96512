/** The doors outside: processes, files, git, HTTP, container engines. Everything bounded, recorded, redacted. */
@NullMarked
package dev.slipway.exec;

import org.jspecify.annotations.NullMarked;
