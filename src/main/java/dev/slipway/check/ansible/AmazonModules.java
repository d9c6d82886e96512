package dev.slipway.check.ansible;

import static dev.slipway.check.resources.Translation.to;

import dev.slipway.check.resources.Translation;
import java.util.Map;

/** amazon.aws and community.aws. */
final class AmazonModules {
    private AmazonModules() {}

    static void addTo(Map<String, Translation> modules) {
        machines(modules);
        balancers(modules);
        data(modules);
        services(modules);
    }

    private static void machines(Map<String, Translation> modules) {
        Translation group = to(
                "aws_security_group",
                "rules=ingress",
                "rules.proto=protocol",
                "rules.cidr_ip=cidr_blocks[]",
                "rules.cidr_ipv6=ipv6_cidr_blocks[]",
                "rules.group_id=security_groups[]",
                "rules.rule_desc=description",
                "rules_egress=egress",
                "rules_egress.proto=protocol",
                "rules_egress.cidr_ip=cidr_blocks[]",
                "rules_egress.cidr_ipv6=ipv6_cidr_blocks[]");
        modules.put("ec2_group", group);
        modules.put("ec2_security_group", group);
        Translation instance = to(
                "aws_instance",
                "image=ami",
                "image_id=ami",
                "group=security_groups[]",
                "group_id=vpc_security_group_ids[]",
                "security_group=security_groups[]",
                "vpc_subnet_id=subnet_id",
                "key_name=key_name",
                "assign_public_ip=associate_public_ip_address",
                "network.assign_public_ip=associate_public_ip_address",
                "network=^",
                "detailed_monitoring=monitoring",
                "instance_profile_name=iam_instance_profile",
                "instance_role=iam_instance_profile",
                "volumes=ebs_block_device",
                "volumes.ebs=^");
        modules.put("ec2", instance);
        modules.put("ec2_instance", instance);
        modules.put(
                "ec2_lc",
                to(
                        "aws_launch_configuration",
                        "assign_public_ip=associate_public_ip_address",
                        "instance_monitoring=enable_monitoring",
                        "volumes=ebs_block_device"));
        modules.put("autoscaling_launch_config", to("aws_launch_configuration", "volumes=ebs_block_device"));
        modules.put(
                "ec2_launch_template",
                to("aws_launch_template", "block_device_mappings=block_device_mappings", "monitoring=monitoring"));
        modules.put("ec2_asg", to("aws_autoscaling_group", "launch_config_name=launch_configuration", "tags=tag"));
        modules.put("autoscaling_group", to("aws_autoscaling_group", "tags=tag"));
        modules.put("ec2_vol", to("aws_ebs_volume", "volume_type=type"));
        modules.put("ec2_vpc_net", to("aws_vpc"));
        modules.put("ec2_vpc_subnet", to("aws_subnet", "map_public=map_public_ip_on_launch"));
        modules.put("ec2_ami", to("aws_ami"));
    }

    private static void balancers(Map<String, Translation> modules) {
        modules.put(
                "elb_classic_lb",
                to(
                        "aws_elb",
                        "listeners=listener",
                        "listeners.protocol=lb_protocol",
                        "listeners.load_balancer_port=lb_port"));
        modules.put(
                "elb_application_lb",
                to(
                        "aws_lb",
                        "access_logs_enabled=access_logs/enabled",
                        "access_logs_s3_bucket=access_logs/bucket",
                        "deletion_protection=enable_deletion_protection",
                        "http_drop_invalid_header_fields=drop_invalid_header_fields",
                        "waf_fail_open=enable_waf_fail_open",
                        "listeners=-"));
        modules.put(
                "elb_network_lb",
                to(
                        "aws_lb",
                        "+load_balancer_type=network",
                        "listeners=-",
                        "deletion_protection=enable_deletion_protection"));
        modules.put("ecs_taskdefinition", to("aws_ecs_task_definition", "containers=container_definitions!"));
        modules.put("ecs_service", to("aws_ecs_service"));
        modules.put("ecs_ecr", ecr());
        modules.put("ecr_repository", ecr());
        modules.put(
                "batch_job_definition",
                to("aws_batch_job_definition", "privileged=container_properties/privileged", "parameters=parameters!"));
        modules.put(
                "lambda",
                to(
                        "aws_lambda_function",
                        "tracing_mode=tracing_config/mode",
                        "dead_letter_arn=dead_letter_config/target_arn",
                        "environment_variables=environment/variables!"));
        modules.put("lambda_policy", to("aws_lambda_permission"));
        modules.put("eks_cluster", to("aws_eks_cluster"));
    }

    private static Translation ecr() {
        return to("aws_ecr_repository", "scan_on_push=image_scanning_configuration/scan_on_push", "policy=-");
    }

    private static void data(Map<String, Translation> modules) {
        Translation database = to(
                "aws_db_instance",
                "id=identifier",
                "db_instance_identifier=identifier",
                "db_instance_class=instance_class",
                "class=instance_class",
                "instance_type=instance_class",
                "master_user_password=password",
                "master_username=username",
                "enable_iam_database_authentication=iam_database_authentication_enabled",
                "enable_performance_insights=performance_insights_enabled",
                "ca_certificate_identifier=ca_cert_identifier",
                "enable_cloudwatch_logs_exports=enabled_cloudwatch_logs_exports",
                "cloudwatch_logs_export_configuration.enable_log_types=enabled_cloudwatch_logs_exports",
                "cloudwatch_logs_export_configuration=^");
        modules.put("rds_instance", database);
        modules.put("rds", database);
        modules.put(
                "rds_cluster",
                to(
                        "aws_rds_cluster",
                        "master_user_password=master_password",
                        "enable_iam_database_authentication=iam_database_authentication_enabled"));
        modules.put("s3_bucket", to("aws_s3_bucket", "name=bucket"));
        modules.put("s3", to("aws_s3_bucket_acl", "permission=acl"));
        modules.put("s3_object", to("aws_s3_bucket_acl", "permission=acl"));
        modules.put("efs", to("aws_efs_file_system", "encrypt=encrypted"));
        modules.put(
                "elasticache",
                to(
                        "aws_elasticache_cluster",
                        "name=cluster_id",
                        "cache_engine_version=engine_version",
                        "cache_subnet_group=subnet_group_name",
                        "cache_port=port",
                        "num_nodes=num_cache_nodes"));
        Translation warehouse = to(
                "aws_redshift_cluster",
                "identifier=cluster_identifier",
                "password=master_password",
                "username=master_username",
                "db_name=database_name",
                "allow_version_upgrade=allow_version_upgrade");
        modules.put("redshift", warehouse);
        modules.put("sqs_queue", to("aws_sqs_queue", "redrive_policy=redrive_policy!"));
        modules.put("sns_topic", to("aws_sns_topic"));
        modules.put(
                "dynamodb_table", to("aws_dynamodb_table", "point_in_time_recovery=point_in_time_recovery/enabled"));
        Translation key = to("aws_kms_key", "enabled=is_enabled", "pending_window=deletion_window_in_days");
        modules.put("kms", key);
        modules.put("kms_key", key);
        modules.put("secret", to("aws_secretsmanager_secret"));
        modules.put("secretsmanager_secret", to("aws_secretsmanager_secret"));
        modules.put("cloudwatchlogs_log_group", to("aws_cloudwatch_log_group", "retention=retention_in_days"));
        modules.put("msk_cluster", to("aws_msk_cluster"));
    }

    private static void services(Map<String, Translation> modules) {
        modules.put(
                "cloudfront_distribution",
                to(
                        "aws_cloudfront_distribution",
                        "origins=origin",
                        "cache_behaviors=ordered_cache_behavior",
                        "logging=logging_config"));
        modules.put(
                "cloudtrail",
                to(
                        "aws_cloudtrail",
                        "cloudwatch_logs_log_group_arn=cloud_watch_logs_group_arn",
                        "cloudwatch_logs_role_arn=cloud_watch_logs_role_arn",
                        "log_file_validation_enabled=enable_log_file_validation",
                        "include_global_events=include_global_service_events",
                        "kms_key=kms_key_id"));
        modules.put(
                "iam_password_policy",
                to(
                        "aws_iam_account_password_policy",
                        "min_pw_length=minimum_password_length",
                        "minimum_password_length=minimum_password_length",
                        "require_uppercase=require_uppercase_characters",
                        "require_lowercase=require_lowercase_characters",
                        "pw_reuse_prevent=password_reuse_prevention",
                        "password_reuse_prevent=password_reuse_prevention",
                        "prevent_reuse=password_reuse_prevention",
                        "pw_max_age=max_password_age",
                        "password_max_age=max_password_age",
                        "allow_pw_change=allow_users_to_change_password",
                        "pw_expire=hard_expiry"));
        modules.put("iam_managed_policy", to("aws_iam_policy", "policy_name=name"));
        modules.put("iam_policy", to("aws_iam_policy", "policy_name=name", "policy_json=policy"));
        modules.put(
                "iam_role",
                to(
                        "aws_iam_role",
                        "assume_role_policy_document=assume_role_policy",
                        "managed_policies=managed_policy_arns",
                        "managed_policy=managed_policy_arns"));
        modules.put("iam", to("aws_iam_user", "groups=-"));
        modules.put("iam_user", to("aws_iam_user"));
        Translation api = to("aws_api_gateway_rest_api", "endpoint_type=endpoint_configuration/types[]", "name=name");
        modules.put("api_gateway", api);
        modules.put("wafv2_resources", to("aws_wafv2_web_acl_association", "arn=resource_arn", "name=web_acl_arn"));
        modules.put("route53", to("aws_route53_record", "record=name", "value=records"));
        modules.put(
                "config_rule",
                to(
                        "aws_config_config_rule",
                        "source.identifier=source_identifier",
                        "input_parameters=input_parameters!"));
        modules.put("codebuild", to("aws_codebuild_project"));
        modules.put("codebuild_project", to("aws_codebuild_project"));
        modules.put("acm", to("aws_acm_certificate", "certificate=certificate_body", "domain_name_tag=domain_name"));
        modules.put(
                "cloudformation", to("aws_cloudformation_stack", "stack_name=name", "template_parameters=parameters!"));
        modules.put("cloudformation_stack_set", to("aws_cloudformation_stack_set", "parameters=parameters!"));
    }
}
