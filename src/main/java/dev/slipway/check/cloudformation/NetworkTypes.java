package dev.slipway.check.cloudformation;

import static dev.slipway.check.resources.Translation.to;

import dev.slipway.check.resources.Translation;
import java.util.Map;

/** Networks, machines, load balancers and what serves at the edge. */
final class NetworkTypes {
    private NetworkTypes() {}

    static void addTo(Map<String, Translation> types) {
        network(types);
        machines(types);
        edge(types);
        gateways(types);
    }

    private static void network(Map<String, Translation> types) {
        types.put(
                "AWS::EC2::SecurityGroup",
                to(
                        "aws_security_group",
                        "GroupName=name",
                        "GroupDescription=description",
                        "SecurityGroupIngress=ingress",
                        "SecurityGroupIngress.IpProtocol=protocol",
                        "SecurityGroupIngress.CidrIp=cidr_blocks[]",
                        "SecurityGroupIngress.CidrIpv6=ipv6_cidr_blocks[]",
                        "SecurityGroupIngress.SourceSecurityGroupId=security_groups[]",
                        "SecurityGroupIngress.SourceSecurityGroupName=security_groups[]",
                        "SecurityGroupIngress.SourcePrefixListId=prefix_list_ids[]",
                        "SecurityGroupEgress=egress",
                        "SecurityGroupEgress.IpProtocol=protocol",
                        "SecurityGroupEgress.CidrIp=cidr_blocks[]",
                        "SecurityGroupEgress.CidrIpv6=ipv6_cidr_blocks[]",
                        "SecurityGroupEgress.DestinationSecurityGroupId=security_groups[]",
                        "SecurityGroupEgress.DestinationPrefixListId=prefix_list_ids[]"));
        types.put("AWS::EC2::SecurityGroupIngress", securityRule("ingress", "SourceSecurityGroupId"));
        types.put("AWS::EC2::SecurityGroupEgress", securityRule("egress", "DestinationSecurityGroupId"));
        types.put("AWS::EC2::VPC", to("aws_vpc"));
        types.put("AWS::EC2::Subnet", to("aws_subnet"));
        types.put("AWS::EC2::RouteTable", to("aws_route_table"));
        types.put("AWS::EC2::Route", to("aws_route"));
        types.put("AWS::EC2::SubnetRouteTableAssociation", to("aws_route_table_association"));
        types.put("AWS::EC2::InternetGateway", to("aws_internet_gateway"));
        types.put("AWS::EC2::VPCGatewayAttachment", to("aws_internet_gateway_attachment"));
        types.put("AWS::EC2::NatGateway", to("aws_nat_gateway"));
        types.put("AWS::EC2::EIP", to("aws_eip", "InstanceId=instance"));
        types.put("AWS::EC2::VPCEndpoint", to("aws_vpc_endpoint", "PolicyDocument=policy"));
        types.put("AWS::EC2::VPCPeeringConnection", to("aws_vpc_peering_connection"));
        types.put("AWS::EC2::TransitGateway", to("aws_ec2_transit_gateway"));
        types.put("AWS::EC2::FlowLog", to("aws_flow_log", "DeliverLogsPermissionArn=iam_role_arn"));
        types.put("AWS::EC2::NetworkAcl", to("aws_network_acl"));
        types.put(
                "AWS::EC2::NetworkAclEntry",
                to(
                        "aws_network_acl_rule",
                        "PortRange=^",
                        "PortRange.From=from_port",
                        "PortRange.To=to_port",
                        "Icmp=^",
                        "Icmp.Code=icmp_code",
                        "Icmp.Type=icmp_type"));
        types.put("AWS::EC2::KeyPair", to("aws_key_pair", "PublicKeyMaterial=public_key"));
    }

    private static Translation securityRule(String direction, String other) {
        return to(
                "aws_security_group_rule",
                "+type=" + direction,
                "GroupId=security_group_id",
                "GroupName=security_group_id",
                "IpProtocol=protocol",
                "CidrIp=cidr_blocks[]",
                "CidrIpv6=ipv6_cidr_blocks[]",
                "SourcePrefixListId=prefix_list_ids[]",
                "DestinationPrefixListId=prefix_list_ids[]",
                other + "=source_security_group_id");
    }

    private static void machines(Map<String, Translation> types) {
        types.put(
                "AWS::EC2::Instance",
                to(
                        "aws_instance",
                        "ImageId=ami",
                        "SecurityGroupIds=vpc_security_group_ids",
                        "BlockDeviceMappings=ebs_block_device",
                        "BlockDeviceMappings.Ebs=^",
                        "NetworkInterfaces=network_interface",
                        "NetworkInterfaces.GroupSet=security_groups"));
        types.put("AWS::EC2::Volume", to("aws_ebs_volume", "VolumeType=type"));
        types.put(
                "AWS::EC2::LaunchTemplate",
                to(
                        "aws_launch_template",
                        "LaunchTemplateName=name",
                        "LaunchTemplateData=^",
                        "LaunchTemplateData.SecurityGroupIds=vpc_security_group_ids",
                        "LaunchTemplateData.BlockDeviceMappings=block_device_mappings",
                        "LaunchTemplateData.NetworkInterfaces.Groups=security_groups"));
        types.put(
                "AWS::AutoScaling::LaunchConfiguration",
                to(
                        "aws_launch_configuration",
                        "InstanceMonitoring=enable_monitoring",
                        "BlockDeviceMappings=ebs_block_device",
                        "BlockDeviceMappings.Ebs=^"));
        types.put(
                "AWS::AutoScaling::AutoScalingGroup",
                to(
                        "aws_autoscaling_group",
                        "AutoScalingGroupName=name",
                        "LaunchConfigurationName=launch_configuration",
                        "LoadBalancerNames=load_balancers",
                        "TargetGroupARNs=target_group_arns",
                        "VPCZoneIdentifier=vpc_zone_identifier",
                        "Tags=tag"));
        types.put("AWS::WorkSpaces::Workspace", to("aws_workspaces_workspace"));
        types.put(
                "AWS::ElasticBeanstalk::Environment",
                to("aws_elastic_beanstalk_environment", "EnvironmentName=name", "OptionSettings=setting"));
    }

    private static void edge(Map<String, Translation> types) {
        types.put(
                "AWS::ElasticLoadBalancing::LoadBalancer",
                to(
                        "aws_elb",
                        "LoadBalancerName=name",
                        "Listeners=listener",
                        "Listeners.LoadBalancerPort=lb_port",
                        "Listeners.Protocol=lb_protocol",
                        "Listeners.SSLCertificateId=ssl_certificate_id",
                        "AccessLoggingPolicy=access_logs",
                        "AccessLoggingPolicy.S3BucketName=bucket",
                        "AccessLoggingPolicy.S3BucketPrefix=bucket_prefix",
                        "AccessLoggingPolicy.EmitInterval=interval",
                        "CrossZone=cross_zone_load_balancing",
                        "ConnectionDrainingPolicy=^",
                        "ConnectionDrainingPolicy.Enabled=connection_draining"));
        types.put(
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                to("aws_lb", "Type=load_balancer_type", "SubnetMappings=subnet_mapping"));
        types.put(
                "AWS::ElasticLoadBalancingV2::Listener",
                to(
                        "aws_lb_listener",
                        "DefaultActions=default_action",
                        "DefaultActions.RedirectConfig=redirect",
                        "DefaultActions.FixedResponseConfig=fixed_response",
                        "DefaultActions.ForwardConfig=forward",
                        "Certificates=^",
                        "Certificates.CertificateArn=certificate_arn"));
        types.put(
                "AWS::ElasticLoadBalancingV2::TargetGroup",
                to(
                        "aws_lb_target_group",
                        "HealthCheckEnabled=health_check/enabled",
                        "HealthCheckPath=health_check/path"));
        types.put(
                "AWS::CloudFront::Distribution",
                to(
                        "aws_cloudfront_distribution",
                        "DistributionConfig=^",
                        "DistributionConfig.Origins=origin",
                        "DistributionConfig.Origins.CustomOriginConfig.OriginSSLProtocols=origin_ssl_protocols",
                        "DistributionConfig.Logging=logging_config",
                        "DistributionConfig.CacheBehaviors=ordered_cache_behavior",
                        "DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate=cloudfront_default_certificate",
                        "DistributionConfig.IPV6Enabled=is_ipv6_enabled"));
    }

    private static void gateways(Map<String, Translation> types) {
        types.put("AWS::ApiGateway::RestApi", to("aws_api_gateway_rest_api"));
        types.put(
                "AWS::ApiGateway::Stage",
                to(
                        "aws_api_gateway_stage",
                        "AccessLogSetting=access_log_settings",
                        "TracingEnabled=xray_tracing_enabled"));
        types.put("AWS::ApiGateway::Method", to("aws_api_gateway_method", "AuthorizationType=authorization"));
        types.put(
                "AWS::ApiGateway::Deployment",
                to(
                        "aws_api_gateway_deployment",
                        "StageDescription.AccessLogSetting=access_log_settings",
                        "StageDescription.TracingEnabled=xray_tracing_enabled"));
        types.put("AWS::ApiGateway::DomainName", to("aws_api_gateway_domain_name"));
        types.put("AWS::ApiGateway::Authorizer", to("aws_api_gateway_authorizer"));
        types.put("AWS::ApiGateway::UsagePlan", to("aws_api_gateway_usage_plan"));
        types.put("AWS::ApiGateway::ApiKey", to("aws_api_gateway_api_key"));
        types.put("AWS::ApiGatewayV2::Api", to("aws_apigatewayv2_api"));
        types.put("AWS::ApiGatewayV2::Stage", to("aws_apigatewayv2_stage"));
        types.put("AWS::ApiGatewayV2::Route", to("aws_apigatewayv2_route"));
        types.put("AWS::ApiGatewayV2::Authorizer", to("aws_apigatewayv2_authorizer"));
        types.put(
                "AWS::ApiGatewayV2::DomainName",
                to("aws_apigatewayv2_domain_name", "DomainNameConfigurations=domain_name_configuration"));
        types.put(
                "AWS::Serverless::Api",
                to(
                        "aws_api_gateway_stage",
                        "AccessLogSetting=access_log_settings",
                        "TracingEnabled=xray_tracing_enabled"));
        types.put("AWS::Serverless::HttpApi", to("aws_apigatewayv2_stage"));
        types.put("AWS::WAFv2::WebACL", to("aws_wafv2_web_acl"));
        types.put("AWS::WAFv2::WebACLAssociation", to("aws_wafv2_web_acl_association", "WebACLArn=web_acl_arn"));
        types.put("AWS::WAFRegional::WebACLAssociation", to("aws_wafregional_web_acl_association"));
        types.put("AWS::Route53::HostedZone", to("aws_route53_zone"));
        types.put("AWS::Route53::RecordSet", to("aws_route53_record", "AliasTarget=alias", "ResourceRecords=records"));
        types.put(
                "AWS::CertificateManager::Certificate",
                to(
                        "aws_acm_certificate",
                        "CertificateTransparencyLoggingPreference=options/"
                                + "certificate_transparency_logging_preference"));
    }
}
