package dev.slipway.check.resources;

import dev.slipway.check.ansible.AnsibleReader;
import dev.slipway.check.arm.ArmReader;
import dev.slipway.check.cloudformation.CloudFormationReader;
import dev.slipway.check.templates.GoogleReader;
import dev.slipway.check.templates.PulumiReader;
import dev.slipway.check.templates.ServerlessReader;
import dev.slipway.check.terraform.TerraformReader;
import java.util.List;

/** Every language of infrastructure that is read, literally. */
public final class ResourceReaders {
    /** One line each. */
    public static final List<ResourceReader> ALL = List.of(
            new TerraformReader(),
            new CloudFormationReader(),
            new ArmReader(),
            new PulumiReader(),
            new AnsibleReader(),
            new ServerlessReader(),
            new GoogleReader());

    private ResourceReaders() {}
}
