package dev.slipway.check.cloudformation;

import static dev.slipway.check.resources.Translation.to;

import dev.slipway.check.resources.Translation;
import java.util.Map;

/** What keeps data: buckets, databases, caches, queues, streams, keys. */
final class DataTypes {
    private DataTypes() {}

    static void addTo(Map<String, Translation> types) {
        storage(types);
        databases(types);
        warehouses(types);
        search(types);
        messages(types);
    }

    private static void storage(Map<String, Translation> types) {
        types.put("AWS::S3::Bucket", to("aws_s3_bucket", "BucketName=bucket"));
        types.put("AWS::S3::BucketPolicy", to("aws_s3_bucket_policy", "PolicyDocument=policy"));
        types.put(
                "AWS::EFS::FileSystem",
                to(
                        "aws_efs_file_system",
                        "FileSystemTags=tags!",
                        "BackupPolicy.Status=status",
                        "FileSystemPolicy=policy"));
        types.put("AWS::EFS::MountTarget", to("aws_efs_mount_target"));
        types.put(
                "AWS::ECR::Repository", to("aws_ecr_repository", "RepositoryName=name", "RepositoryPolicyText=policy"));
        types.put(
                "AWS::Backup::BackupVault",
                to("aws_backup_vault", "BackupVaultName=name", "EncryptionKeyArn=kms_key_arn"));
        types.put("AWS::FSx::FileSystem", to("aws_fsx_windows_file_system"));
        types.put(
                "AWS::KMS::Key",
                to(
                        "aws_kms_key",
                        "KeyPolicy=policy",
                        "Enabled=is_enabled",
                        "KeySpec=customer_master_key_spec",
                        "PendingWindowInDays=deletion_window_in_days"));
        types.put("AWS::SecretsManager::Secret", to("aws_secretsmanager_secret", "SecretString=secret_string"));
        types.put("AWS::SecretsManager::RotationSchedule", to("aws_secretsmanager_secret_rotation"));
        types.put("AWS::SSM::Parameter", to("aws_ssm_parameter"));
    }

    private static void databases(Map<String, Translation> types) {
        types.put(
                "AWS::RDS::DBInstance",
                to(
                        "aws_db_instance",
                        "DBInstanceIdentifier=identifier",
                        "DBInstanceClass=instance_class",
                        "MasterUsername=username",
                        "MasterUserPassword=password",
                        "EnableIAMDatabaseAuthentication=iam_database_authentication_enabled",
                        "VPCSecurityGroups=vpc_security_group_ids",
                        "DBSecurityGroups=security_group_names",
                        "EnableCloudwatchLogsExports=enabled_cloudwatch_logs_exports",
                        "EnablePerformanceInsights=performance_insights_enabled",
                        "PerformanceInsightsKMSKeyId=performance_insights_kms_key_id",
                        "CACertificateIdentifier=ca_cert_identifier",
                        "DBParameterGroupName=parameter_group_name",
                        "SourceDBInstanceIdentifier=replicate_source_db"));
        types.put(
                "AWS::RDS::DBCluster",
                to(
                        "aws_rds_cluster",
                        "DBClusterIdentifier=cluster_identifier",
                        "MasterUserPassword=master_password",
                        "EnableIAMDatabaseAuthentication=iam_database_authentication_enabled",
                        "EnableCloudwatchLogsExports=enabled_cloudwatch_logs_exports",
                        "EnableHttpEndpoint=enable_http_endpoint"));
        types.put("AWS::RDS::DBSubnetGroup", to("aws_db_subnet_group", "DBSubnetGroupName=name"));
        types.put(
                "AWS::RDS::DBSecurityGroup",
                to("aws_db_security_group", "DBSecurityGroupIngress=ingress", "DBSecurityGroupIngress.CIDRIP=cidr"));
        types.put("AWS::RDS::DBSecurityGroupIngress", to("aws_db_security_group_ingress", "CIDRIP=cidr"));
        types.put("AWS::RDS::DBParameterGroup", to("aws_db_parameter_group", "Parameters=parameter!"));
        types.put("AWS::RDS::GlobalCluster", to("aws_rds_global_cluster"));
        types.put(
                "AWS::DocDB::DBCluster",
                to(
                        "aws_docdb_cluster",
                        "MasterUserPassword=master_password",
                        "EnableCloudwatchLogsExports=enabled_cloudwatch_logs_exports"));
        types.put("AWS::DocDB::DBInstance", to("aws_docdb_cluster_instance", "DBInstanceClass=instance_class"));
        types.put(
                "AWS::Neptune::DBCluster",
                to("aws_neptune_cluster", "IamAuthEnabled=iam_database_authentication_enabled"));
        types.put("AWS::Neptune::DBInstance", to("aws_neptune_cluster_instance", "DBInstanceClass=instance_class"));
    }

    private static void warehouses(Map<String, Translation> types) {
        types.put(
                "AWS::Redshift::Cluster",
                to(
                        "aws_redshift_cluster",
                        "DBName=database_name",
                        "MasterUserPassword=master_password",
                        "LoggingProperties=logging",
                        "LoggingProperties.BucketName=bucket_name"));
        types.put(
                "AWS::Redshift::ClusterParameterGroup",
                to(
                        "aws_redshift_parameter_group",
                        "ParameterGroupFamily=family",
                        "Parameters=parameter",
                        "Parameters.ParameterName=name",
                        "Parameters.ParameterValue=value"));
        types.put(
                "AWS::ElastiCache::CacheCluster",
                to(
                        "aws_elasticache_cluster",
                        "ClusterName=cluster_id",
                        "CacheNodeType=node_type",
                        "CacheSubnetGroupName=subnet_group_name",
                        "VpcSecurityGroupIds=security_group_ids",
                        "CacheSecurityGroupNames=security_group_names"));
        types.put(
                "AWS::ElastiCache::ReplicationGroup",
                to(
                        "aws_elasticache_replication_group",
                        "ReplicationGroupDescription=description",
                        "CacheNodeType=node_type",
                        "CacheSubnetGroupName=subnet_group_name",
                        "MultiAZEnabled=multi_az_enabled"));
        types.put(
                "AWS::DynamoDB::Table",
                to(
                        "aws_dynamodb_table",
                        "TableName=name",
                        "SSESpecification=server_side_encryption",
                        "SSESpecification.SSEEnabled=enabled",
                        "SSESpecification.KMSMasterKeyId=kms_key_arn",
                        "PointInTimeRecoverySpecification=point_in_time_recovery",
                        "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled=enabled"));
        types.put(
                "AWS::Serverless::SimpleTable",
                to(
                        "aws_dynamodb_table",
                        "TableName=name",
                        "SSESpecification=server_side_encryption",
                        "SSESpecification.SSEEnabled=enabled"));
        types.put(
                "AWS::DAX::Cluster",
                to(
                        "aws_dax_cluster",
                        "SSESpecification=server_side_encryption",
                        "SSESpecification.SSEEnabled=enabled"));
        types.put(
                "AWS::DMS::Endpoint",
                to("aws_dms_endpoint", "MongoDbSettings=mongodb_settings", "KmsKeyId=kms_key_arn"));
        types.put("AWS::DMS::ReplicationInstance", to("aws_dms_replication_instance", "KmsKeyId=kms_key_arn"));
    }

    private static void search(Map<String, Translation> types) {
        types.put("AWS::Elasticsearch::Domain", domain("aws_elasticsearch_domain", "ElasticsearchClusterConfig"));
        types.put("AWS::OpenSearchService::Domain", domain("aws_opensearch_domain", "ClusterConfig"));
        types.put(
                "AWS::MSK::Cluster",
                to(
                        "aws_msk_cluster",
                        "LoggingInfo.BrokerLogs.CloudWatchLogs=cloudwatch_logs",
                        "EncryptionInfo.EncryptionAtRest=^",
                        "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId=encryption_at_rest_kms_key_arn"));
        types.put("AWS::Athena::WorkGroup", to("aws_athena_workgroup", "WorkGroupConfiguration=configuration"));
        types.put("AWS::Glue::DataCatalogEncryptionSettings", to("aws_glue_data_catalog_encryption_settings"));
        types.put(
                "AWS::Glue::SecurityConfiguration",
                to(
                        "aws_glue_security_configuration",
                        "EncryptionConfiguration.S3Encryptions=s3_encryption",
                        "EncryptionConfiguration.CloudWatchEncryption.CloudWatchEncryptionMode=cloudwatch_encryption_mode",
                        "EncryptionConfiguration.CloudWatchEncryption=cloudwatch_encryption"));
        types.put("AWS::EMR::Cluster", to("aws_emr_cluster"));
    }

    private static Translation domain(String type, String cluster) {
        return to(
                type,
                "EncryptionAtRestOptions=encrypt_at_rest",
                "NodeToNodeEncryptionOptions=node_to_node_encryption",
                "DomainEndpointOptions.EnforceHTTPS=enforce_https",
                "DomainEndpointOptions.TLSSecurityPolicy=tls_security_policy",
                "LogPublishingOptions=log_publishing_options!",
                "VPCOptions=vpc_options",
                "EBSOptions=ebs_options",
                "EBSOptions.EBSEnabled=ebs_enabled",
                cluster + "=cluster_config");
    }

    private static void messages(Map<String, Translation> types) {
        types.put("AWS::SNS::Topic", to("aws_sns_topic", "TopicName=name"));
        types.put("AWS::SNS::TopicPolicy", to("aws_sns_topic_policy", "PolicyDocument=policy", "Topics=arn"));
        types.put("AWS::SQS::Queue", to("aws_sqs_queue", "QueueName=name", "RedrivePolicy=redrive_policy!"));
        types.put("AWS::SQS::QueuePolicy", to("aws_sqs_queue_policy", "PolicyDocument=policy", "Queues=queue_url"));
        types.put(
                "AWS::Kinesis::Stream",
                to("aws_kinesis_stream", "StreamEncryption=^", "StreamEncryption.KeyId=kms_key_id"));
        types.put(
                "AWS::KinesisFirehose::DeliveryStream",
                to(
                        "aws_kinesis_firehose_delivery_stream",
                        "DeliveryStreamEncryptionConfigurationInput=server_side_encryption"));
        types.put("AWS::AmazonMQ::Broker", to("aws_mq_broker", "Users=user"));
        types.put("AWS::Logs::LogGroup", to("aws_cloudwatch_log_group", "LogGroupName=name"));
        types.put(
                "AWS::Logs::MetricFilter",
                to(
                        "aws_cloudwatch_log_metric_filter",
                        "FilterPattern=pattern",
                        "MetricTransformations=metric_transformation",
                        "MetricTransformations.MetricName=name",
                        "MetricTransformations.MetricNamespace=namespace"));
        types.put("AWS::CloudWatch::Alarm", to("aws_cloudwatch_metric_alarm"));
    }
}
