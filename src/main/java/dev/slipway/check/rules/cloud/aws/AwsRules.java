package dev.slipway.check.rules.cloud.aws;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about AWS resources: one line a service. */
public final class AwsRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(
                    AlarmRules.ALL,
                    AnalyticsRules.ALL,
                    ApiGatewayRules.ALL,
                    CacheRules.ALL,
                    CloudFrontRules.ALL,
                    ContainerRules.ALL,
                    DatabaseRules.ALL,
                    Ec2Rules.ALL,
                    EscalationRules.ALL,
                    IamAccountRules.ALL,
                    IamRules.ALL,
                    KeyRules.ALL,
                    LambdaRules.ALL,
                    LoadBalancerRules.ALL,
                    LogRules.ALL,
                    NetworkRules.ALL,
                    RdsMoreRules.ALL,
                    RdsRules.ALL,
                    S3Rules.ALL,
                    S3UseRules.ALL,
                    ServiceRules.ALL,
                    StreamRules.ALL,
                    VpcRules.ALL)
            .flatMap(List::stream)
            .toList();

    private AwsRules() {}
}
