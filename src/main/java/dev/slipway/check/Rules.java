package dev.slipway.check;

import dev.slipway.check.rules.ansible.AnsibleRules;
import dev.slipway.check.rules.cloud.CloudRules;
import dev.slipway.check.rules.cloud.services.ServiceRules;
import dev.slipway.check.rules.cloudformation.CloudFormationRules;
import dev.slipway.check.rules.compose.ComposeRules;
import dev.slipway.check.rules.docker.DockerRules;
import dev.slipway.check.rules.github.GithubRules;
import dev.slipway.check.rules.kubernetes.KubernetesRules;
import dev.slipway.check.rules.openapi.OpenApiRules;
import dev.slipway.check.rules.repository.RepositoryRules;
import dev.slipway.check.rules.secrets.SecretRules;
import dev.slipway.check.rules.terraform.TerraformRules;
import java.util.List;
import java.util.stream.Stream;

/** Every rule there is: the catalogue refers to this list. A new rule is one more line in the list of its format. */
public final class Rules {
    private Rules() {}

    /** All rules, in a fixed order. */
    public static List<Rule> all() {
        return Stream.of(
                        DockerRules.ALL,
                        ComposeRules.ALL,
                        KubernetesRules.ALL,
                        CloudRules.ALL,
                        ServiceRules.ALL,
                        TerraformRules.ALL,
                        CloudFormationRules.ALL,
                        AnsibleRules.ALL,
                        OpenApiRules.ALL,
                        GithubRules.ALL,
                        SecretRules.ALL,
                        RepositoryRules.ALL,
                        EngineRules.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
