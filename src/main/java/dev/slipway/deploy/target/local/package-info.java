/** The local target: instances are processes under the keeper, started from the unpacked layers of the image. */
@NullMarked
package dev.slipway.deploy.target.local;

import org.jspecify.annotations.NullMarked;
