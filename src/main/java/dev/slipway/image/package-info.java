/**
 * Images: packing a component's outputs into an OCI image without a container engine, building the team's Dockerfile with
 * one, fetching by digest, unpacking an image's layers into a read-only release folder; the SBOM and the provenance of
 * what was packed.
 *
 * <p>The data's way: {@link dev.slipway.image.ImageRequest} to {@link dev.slipway.image.PackedImage} (an OCI layout named
 * by its manifest's digest) to {@link dev.slipway.image.UnpackedRelease}. Same outputs, same digest: the layers know no
 * time, no owner and no order but their own. Owns jib-core (registries). Depends on assess, text, exec and
 * base.
 */
@NullMarked
package dev.slipway.image;

import org.jspecify.annotations.NullMarked;
