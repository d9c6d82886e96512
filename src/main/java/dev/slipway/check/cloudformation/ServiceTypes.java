package dev.slipway.check.cloudformation;

import static dev.slipway.check.resources.Translation.to;

import dev.slipway.check.resources.Translation;
import java.util.Map;

/** Identities, functions, containers, audit and everything else. */
final class ServiceTypes {
    private ServiceTypes() {}

    static void addTo(Map<String, Translation> types) {
        identities(types);
        compute(types);
        audit(types);
        others(types);
    }

    private static void identities(Map<String, Translation> types) {
        types.put(
                "AWS::IAM::Role",
                to(
                        "aws_iam_role",
                        "RoleName=name",
                        "AssumeRolePolicyDocument=assume_role_policy",
                        "Policies=inline_policy",
                        "Policies.PolicyName=name",
                        "Policies.PolicyDocument=policy"));
        types.put("AWS::IAM::Policy", to("aws_iam_policy", "PolicyName=name", "PolicyDocument=policy"));
        types.put("AWS::IAM::ManagedPolicy", to("aws_iam_policy", "ManagedPolicyName=name", "PolicyDocument=policy"));
        types.put("AWS::IAM::User", to("aws_iam_user", "UserName=name", "Policies=-", "LoginProfile=-"));
        types.put("AWS::IAM::Group", to("aws_iam_group", "GroupName=name", "Policies=-"));
        types.put("AWS::IAM::AccessKey", to("aws_iam_access_key", "UserName=user"));
        types.put("AWS::IAM::UserToGroupAddition", to("aws_iam_group_membership", "GroupName=group"));
        types.put("AWS::IAM::InstanceProfile", to("aws_iam_instance_profile", "Roles=role"));
        types.put("AWS::IAM::OIDCProvider", to("aws_iam_openid_connect_provider"));
        types.put(
                "AWS::Cognito::UserPool",
                to(
                        "aws_cognito_user_pool",
                        "UserPoolAddOns=user_pool_add_ons",
                        "Policies=^",
                        "Policies.PasswordPolicy=password_policy"));
        types.put(
                "AWS::Cognito::UserPoolClient",
                to("aws_cognito_user_pool_client", "AllowedOAuthFlows=allowed_oauth_flows"));
        types.put("AWS::Cognito::IdentityPool", to("aws_cognito_identity_pool"));
        types.put("AWS::DirectoryService::SimpleAD", to("aws_directory_service_directory", "+type=SimpleAD"));
        types.put("AWS::DirectoryService::MicrosoftAD", to("aws_directory_service_directory", "+type=MicrosoftAD"));
    }

    private static void compute(Map<String, Translation> types) {
        types.put("AWS::Lambda::Function", to("aws_lambda_function", "KmsKeyArn=kms_key_arn"));
        types.put(
                "AWS::Serverless::Function",
                to(
                        "aws_lambda_function",
                        "Tracing=tracing_config/mode",
                        "DeadLetterQueue=dead_letter_config",
                        "Policies=-",
                        "Events=-"));
        types.put("AWS::Lambda::Permission", to("aws_lambda_permission"));
        types.put("AWS::Lambda::Url", to("aws_lambda_function_url", "AuthType=authorization_type"));
        types.put("AWS::Lambda::EventSourceMapping", to("aws_lambda_event_source_mapping"));
        types.put("AWS::Lambda::LayerVersionPermission", to("aws_lambda_layer_version_permission"));
        types.put("AWS::EKS::Cluster", to("aws_eks_cluster", "ResourcesVpcConfig=vpc_config"));
        types.put(
                "AWS::EKS::Nodegroup",
                to("aws_eks_node_group", "RemoteAccess.SourceSecurityGroups=source_security_group_ids"));
        types.put(
                "AWS::ECS::TaskDefinition",
                to(
                        "aws_ecs_task_definition",
                        "ContainerDefinitions=container_definitions~",
                        "Volumes=volume",
                        "Volumes.EFSVolumeConfiguration=efs_volume_configuration",
                        "Volumes.EFSVolumeConfiguration.FilesystemId=file_system_id"));
        types.put(
                "AWS::ECS::Service",
                to("aws_ecs_service", "NetworkConfiguration.AwsvpcConfiguration=^", "LoadBalancers=load_balancer"));
        types.put("AWS::ECS::Cluster", to("aws_ecs_cluster", "ClusterSettings=setting", "ClusterName=name"));
        types.put("AWS::StepFunctions::StateMachine", to("aws_sfn_state_machine"));
        types.put(
                "AWS::Serverless::StateMachine",
                to("aws_sfn_state_machine", "Logging=logging_configuration", "Tracing=tracing_configuration"));
        types.put("AWS::CodeBuild::Project", to("aws_codebuild_project"));
        types.put("AWS::CodePipeline::Pipeline", to("aws_codepipeline", "ArtifactStore=artifact_store"));
        types.put(
                "AWS::SageMaker::NotebookInstance",
                to("aws_sagemaker_notebook_instance", "NotebookInstanceName=name", "SecurityGroupIds=security_groups"));
        types.put("AWS::SageMaker::EndpointConfig", to("aws_sagemaker_endpoint_configuration", "KmsKeyId=kms_key_arn"));
        types.put("AWS::SageMaker::Domain", to("aws_sagemaker_domain"));
        types.put(
                "AWS::Batch::JobDefinition",
                to("aws_batch_job_definition", "ContainerProperties=container_properties~"));
    }

    private static void audit(Map<String, Translation> types) {
        types.put(
                "AWS::CloudTrail::Trail",
                to(
                        "aws_cloudtrail",
                        "TrailName=name",
                        "IsLogging=enable_logging",
                        "CloudWatchLogsLogGroupArn=cloud_watch_logs_group_arn",
                        "CloudWatchLogsRoleArn=cloud_watch_logs_role_arn",
                        "EventSelectors=event_selector"));
        types.put(
                "AWS::Config::ConfigRule",
                to("aws_config_config_rule", "ConfigRuleName=name", "InputParameters=input_parameters!"));
        types.put("AWS::Config::ConfigurationRecorder", to("aws_config_configuration_recorder"));
        types.put(
                "AWS::Config::ConfigurationAggregator",
                to(
                        "aws_config_configuration_aggregator",
                        "AccountAggregationSources=account_aggregation_source",
                        "AccountAggregationSources.AllAwsRegions=all_regions",
                        "OrganizationAggregationSource.AllAwsRegions=all_regions"));
        types.put("AWS::GuardDuty::Detector", to("aws_guardduty_detector"));
        types.put("AWS::SecurityHub::Hub", to("aws_securityhub_account"));
        types.put("AWS::AccessAnalyzer::Analyzer", to("aws_accessanalyzer_analyzer"));
    }

    private static void others(Map<String, Translation> types) {
        types.put(
                "AWS::CloudFormation::Stack",
                to(
                        "aws_cloudformation_stack",
                        "NotificationARNs=notification_arns",
                        "Parameters=parameters!",
                        "TemplateURL=template_url"));
        types.put("AWS::Amplify::App", to("aws_amplify_app", "EnvironmentVariables=environment_variables!"));
        types.put("AWS::Amplify::Branch", to("aws_amplify_branch", "EnvironmentVariables=environment_variables!"));
        types.put("AWS::AppSync::GraphQLApi", to("aws_appsync_graphql_api"));
        types.put("AWS::IoT::Policy", to("aws_iot_policy", "PolicyDocument=policy"));
        types.put("AWS::Transfer::Server", to("aws_transfer_server"));
        types.put("AWS::Events::Rule", to("aws_cloudwatch_event_rule", "EventPattern=event_pattern!"));
        types.put("AWS::SES::Identity", to("aws_ses_domain_identity"));
        types.put("AWS::Cloud9::EnvironmentEC2", to("aws_cloud9_environment_ec2"));
        types.put("AWS::QLDB::Ledger", to("aws_qldb_ledger"));
        types.put("AWS::Timestream::Database", to("aws_timestreamwrite_database"));
    }
}
