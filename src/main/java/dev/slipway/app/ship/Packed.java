package dev.slipway.app.ship;

import dev.slipway.assess.ProjectModel;
import dev.slipway.image.PackedImage;
import dev.slipway.image.UnpackedRelease;
import dev.slipway.intent.Intent;
import java.nio.file.Path;

/**
 * One service's artifact, unpacked and ready to be started.
 *
 * @param out the scratch folder its build gathered things in
 * @param way how the image came about, for the plan
 */
record Packed(
        Intent.Service service,
        ProjectModel.Component component,
        PackedImage image,
        UnpackedRelease release,
        Path out,
        String way) {}
